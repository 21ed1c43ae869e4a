// The rooms in their ranks: a room imports from the ranks before its own, never from its own
// rank's neighbours or from later ones. Effects that go the other way travel as rows written in
// the same transaction.
const RANKS = [
  ['rules'],
  ['contract'],
  ['server/platform'],
  ['server/schema', 'server/version', 'server/log'],
  ['server/personal-data'],
  ['server/room'],
  ['server/sms'],
  ['server/codes'],
  ['server/mail'],
  ['server/account'],
  ['server/push'],
  ['server/houses'],
  ['server/pricing'],
  ['server/availability', 'server/pictures'],
  ['server/search', 'server/reviews'],
  ['server/orders', 'server/favourites'],
  ['server/payments', 'server/messages'],
  ['server/notices'],
  ['server/old-clients', 'server/operator', 'server/pages'],
  ['server/settings'],
  ['server/rooms', 'server/demo'],
  ['server/jobs'],
  ['server/app'],
  ['server/runtime'],
  ['server/backup'],
  ['server/commands'],
  ['server/main'],
]

// The web app has rooms of the same names; what they share knows none of them, and what stands
// around pages comes last.
const WEB_RANKS = [
  ['web/i18n'],
  ['web/api'],
  ['web/ui'],
  ['web/codes'],
  ['web/account'],
  ['web/pictures', 'web/pricing', 'web/map', 'web/reviews', 'web/favourites'],
  ['web/houses'],
  ['web/search', 'web/messages'],
  ['web/orders'],
  ['web/availability', 'web/payments', 'web/notices'],
  ['web/pages'],
  ['web/main'],
]

const pathOf = (room) => `^${room}(/|\\.tsx?$)`

const downwardOnly = (ranks) =>
  ranks.slice(0, -1).flatMap((rooms, rank) =>
    rooms.map((room) => ({
      name: `${room.replace('server/', '')}-imports-downward-only`,
      severity: 'error',
      from: { path: pathOf(room) },
      to: {
        path: ranks
          .slice(rank)
          .flat()
          .filter((other) => other !== room)
          .map(pathOf),
        // The types of words: one list of what each room has to say.
        pathNot: 'words\\.zh\\.json$',
      },
    })),
  )

export default {
  forbidden: [
    ...downwardOnly(RANKS),
    ...downwardOnly(WEB_RANKS),
    {
      name: 'sql-and-routes-stay-in-their-room',
      severity: 'error',
      from: { path: '^server/([^/]+)/' },
      to: { path: '^server/[^/]+/[a-z-]*(sql|routes)\\.ts$', pathNot: '^server/$1/' },
    },
    {
      name: 'only-rooms-know-their-routes',
      severity: 'error',
      from: { path: '^(server/[^/]+\\.ts|contract|test|e2e|races|bench)' },
      to: { path: '^server/[^/]+/[a-z-]*routes\\.ts$' },
    },
    {
      name: 'only-the-list-of-rooms-knows-what-rooms-offer',
      severity: 'error',
      from: { path: '.', pathNot: '^server/rooms\\.ts$' },
      to: { path: '^server/[^/]+/room\\.ts$' },
    },
    {
      name: 'browsers-get-types-of-the-contract-only',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(server|contract)/',
        pathNot: '^contract/(pages|id-card)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-product-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(contract|rules|server|web)/' },
      to: { path: '^(test|e2e|races|bench)/' },
    },
    {
      name: 'the-product-does-not-need-development-packages',
      severity: 'error',
      from: { path: '^(contract|rules|server)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'] },
  },
}
