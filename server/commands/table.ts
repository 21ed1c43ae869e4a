import type { ParseArgsOptionsConfig } from 'node:util'

export interface Command {
  readonly does: string
  readonly options?: ParseArgsOptionsConfig
  /** A word after the command that it needs, and that it can be. */
  readonly subjects?: readonly string[]
  /** What one word after the command names, that it needs. */
  readonly operand?: string
  readonly help?: string
  /** Loaded only when it runs: `--help` opens nothing. */
  readonly run: (given: Record<string, unknown>) => Promise<void>
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    does: 'serve the API and run the jobs, in one process or several',
    options: {
      'no-jobs': { type: 'boolean' },
      demo: { type: 'boolean' },
      processes: { type: 'string' },
    },
    help:
      '  --no-jobs      leave the jobs to `ihome worker`\n' +
      '  --demo         fill demo data into the embedded database first, once\n' +
      '  --processes N  serve from so many processes at one port; auto: one for each core',
    run: async (given) => {
      const { processes } = given as { processes?: string }
      const { roleOfProcess, serveProcesses, readProcesses } = await import('./serve-processes.ts')
      const role = roleOfProcess()
      if (processes !== undefined && role === undefined)
        return serveProcesses(readProcesses(processes))
      const first = role !== 'other'
      const { serve } = await import('./serve.ts')
      await serve({
        jobs: first && given['no-jobs'] !== true,
        demo: first && given['demo'] === true,
        speaks: first,
      })
    },
  },
  worker: {
    does: 'run the jobs alone (deadlines, cleaning)',
    run: async () => (await import('./worker.ts')).worker(),
  },
  migrate: {
    does: 'bring the database schema up to date',
    options: { plan: { type: 'boolean' } },
    help: '  --plan  only say what would be run, and what others would wait for meanwhile',
    run: async ({ plan }) => {
      const { migrateOnly, planOnly } = await import('./migrate.ts')
      await (plan === true ? planOnly() : migrateOnly())
    },
  },
  areas: {
    does: 'list the areas that houses can be in, make and rename them',
    options: {
      add: { type: 'string', multiple: true },
      rename: { type: 'string', multiple: true },
      english: { type: 'string', multiple: true },
    },
    help:
      '  --add NAME         make an area; may be given several times\n' +
      '  --rename OLD=NEW   give an area another name, on the pages of its houses too\n' +
      '  --english NAME=EN  say how it is called in English',
    run: async (given) => {
      const { manageAreas } = await import('./areas.ts')
      const names = (option: unknown) => (option ?? []) as readonly string[]
      const [add, rename, english] = ['add', 'rename', 'english'].map((one) => names(given[one]))
      await manageAreas({ add: add ?? [], rename: rename ?? [], english: english ?? [] })
    },
  },
  payouts: {
    does: 'write what hosts are owed as CSV, note it as paid out, keep an order from it',
    options: {
      until: { type: 'string' },
      settle: { type: 'boolean' },
      repeat: { type: 'boolean' },
      orders: { type: 'boolean' },
      hold: { type: 'string' },
      reason: { type: 'string' },
      release: { type: 'string' },
      by: { type: 'string' },
    },
    help:
      '  --until YYYY-MM-DD  the last day of the stays that are paid for; today if left out\n' +
      '  --settle            note in the ledger that all of it was paid out\n' +
      '  --repeat            write what was settled the last time once more\n' +
      '  --orders            a row for each order, those on hold too, instead of each host\n' +
      '  --hold ORDER        pay nothing out for an order; with --reason WHY, which its host reads\n' +
      '  --release ORDER     pay it out with the next payout again\n' +
      '  --by NAME           who holds or releases it; the name of your account if left out',
    run: async (given) => {
      const { exportPayouts, isOfHolds, manageHolds } = await import('./payouts.ts')
      if (isOfHolds(given)) return manageHolds(given)
      const until = given['until'] as string | undefined
      const on = (option: string) => given[option] === true
      await exportPayouts({
        until,
        settle: on('settle'),
        repeat: on('repeat'),
        by_order: on('orders'),
      })
    },
  },
  refunds: {
    does: 'list the refunds that are not done, and deal with those that were refused',
    options: {
      retry: { type: 'string', multiple: true },
      paid: { type: 'string', multiple: true },
    },
    help:
      '  --retry ID  try a refused refund again\n' +
      '  --paid ID   note that you have paid a refused refund by other means',
    run: async (given) => {
      const { manageRefunds } = await import('./refunds.ts')
      const ids = (option: unknown) => (option ?? []) as readonly string[]
      await manageRefunds({ retry: ids(given['retry']), paid: ids(given['paid']) })
    },
  },
  reports: {
    does: 'list the conversations that people have reported, and read one of them',
    options: { read: { type: 'string' }, by: { type: 'string' } },
    help:
      '  --read THREAD  show what was written in a reported conversation; it is noted who read it\n' +
      '  --by NAME      who reads it',
    run: async (given) => {
      const { manageReports } = await import('./reports.ts')
      await manageReports({
        read: given['read'] as string | undefined,
        by: given['by'] as string | undefined,
      })
    },
  },
  verify: {
    does: 'prove that the money of the site is all accounted for, every held day, averages, the audit log',
    subjects: ['ledger', 'calendars', 'reviews', 'audit'],
    help:
      '  ledger     each payment has its order or its refund, and the ledger sums to zero\n' +
      '  calendars  ledger of nights, orders, closed days and feeds agree\n' +
      '  reviews    averages of houses are those of the reviews that are shown\n' +
      '  audit      no entry of the audit log was changed, taken out or slipped in',
    run: async ({ subject }) => (await import('./verify.ts')).verify(String(subject)),
  },
  backup: {
    does: 'write the site as it is at this moment into a file, while it runs',
    operand: 'FILE',
    options: { 'no-pictures': { type: 'boolean' } },
    help: '  --no-pictures  leave the pictures out, as those of a bucket that has copies of its own',
    run: async (given) => {
      const { backUp } = await import('./backup.ts')
      await backUp(String(given['operand']), { pictures: given['no-pictures'] !== true })
    },
  },
  restore: {
    does: 'make the site of a backup, in an empty database',
    operand: 'FILE',
    options: { 'other-key': { type: 'boolean' } },
    help: '  --other-key  the key of the site that was backed up is lost: all log in again',
    run: async (given) => {
      const { restore } = await import('./restore.ts')
      await restore(String(given['operand']), { other_key: given['other-key'] === true })
    },
  },
  move: {
    does: 'take a site from the embedded database to a Postgres of its own',
    options: { to: { type: 'string' } },
    help: '  --to postgres://user:password@host:port/name  an empty database',
    run: async ({ to }) => {
      if (to === undefined) throw new Error('--to is missing: the address of an empty database')
      const { move } = await import('./move.ts')
      await move(String(to))
    },
  },
  operators: {
    does: 'list the people who run the site, name them and what they may do',
    options: {
      add: { type: 'string', multiple: true },
      rights: { type: 'string' },
      remove: { type: 'string', multiple: true },
      'reset-factor': { type: 'string', multiple: true },
    },
    help:
      '  --add MOBILE           make the account with this mobile number an operator\n' +
      '  --rights A,B           of support, money and owner (all of it); owner if left out\n' +
      '  --remove MOBILE        make it none any more\n' +
      '  --reset-factor MOBILE  let its owner set up a second factor anew',
    run: async (given) => {
      const { manageOperators } = await import('./operators.ts')
      const mobiles = (option: string) => (given[option] ?? []) as readonly string[]
      await manageOperators({
        add: mobiles('add'),
        rights: given['rights'] as string | undefined,
        remove: mobiles('remove'),
        reset_factor: mobiles('reset-factor'),
      })
    },
  },
  doctor: {
    does: 'look at all that a site needs before the public comes, and say what to do',
    options: { language: { type: 'string' } },
    help: '  --language zh|en  instead of the language of LANG',
    run: async ({ language }) => {
      const { doctor } = await import('./doctor.ts')
      await doctor(language as string | undefined)
    },
  },
  people: {
    does: 'take an id card back from an account, for its true owner',
    options: { 'free-id-card': { type: 'string', multiple: true } },
    help: '  --free-id-card MOBILE  the account with this mobile number loses real name and id card',
    run: async (given) => {
      const { freeIdCards } = await import('./people.ts')
      await freeIdCards((given['free-id-card'] ?? []) as readonly string[])
    },
  },
  reviews: {
    does: 'list reviews that were reported, hide one with a reason, show one again',
    options: {
      reported: { type: 'boolean' },
      hide: { type: 'string' },
      reason: { type: 'string' },
      restore: { type: 'string' },
    },
    help:
      '  --reported     list what people have reported and nobody has dealt with\n' +
      '  --hide ORDER   take the review of this order off the pages, its stars out of the average\n' +
      '  --reason TEXT  why; its author and its host are told\n' +
      '  --restore ORDER  show it again, or let stand what was reported',
    run: async (given) => {
      const { manageReviews } = await import('./reviews.ts')
      await manageReviews(given as Parameters<typeof manageReviews>[0])
    },
  },
  demo: {
    does: 'fill in demo data; running it again changes nothing',
    run: async () => (await import('./demo.ts')).fillDemo(),
  },
}
