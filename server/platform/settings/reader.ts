export type Environment = Readonly<Record<string, string | undefined>>

/** A setting that the server cannot start with: names it, what it was and what it may be. */
class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

interface Whole {
  readonly standard: number
  readonly min: number
  readonly max: number
  /** What it may be, where `of … from … to …` does not say it. */
  readonly may?: string
  /** What is counted. */
  readonly of?: string
}

const OPTIONS = new Intl.ListFormat('en', { type: 'disjunction' })

/** Reads variables of the environment; one that is set to nothing counts as not set. */
export type Reader = ReturnType<typeof createReader>

/** Every method throws `WrongSetting` where the value is none that it may be. */
export function createReader(environment: Environment) {
  /** Names whose values are repeated nowhere. */
  const secrets = new Set<string>()

  // Compose files and shells leave variables set to nothing.
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined

  /** The same of a secret: from now on no message repeats it. */
  const secret = (name: string): string | undefined => {
    secrets.add(name)
    return text(name)
  }

  const wrong = (name: string, may: string): WrongSetting => {
    const value = text(name)
    const was = value === undefined ? 'not set' : secrets.has(name) ? '(hidden)' : `"${value}"`
    return new WrongSetting(`${name} is ${was}; it must be ${may}`)
  }

  return {
    text,
    secret,
    wrong,

    /** @param why when it has to be set, e.g. `with S3_BUCKET` */
    needed(name: string, why: string): string {
      const value = text(name)
      if (value === undefined) throw wrong(name, `set ${why}`)
      return value
    },

    whole(name: string, { standard, min, max, of = '', may }: Whole): number {
      const value = Number(text(name) ?? standard)
      if (Number.isInteger(value) && value >= min && value <= max) return value
      throw wrong(name, may ?? `a whole number of ${of} from ${min} to ${max}`)
    },

    oneOf<Option extends string>(name: string, options: readonly Option[], standard: Option) {
      const value = text(name) ?? standard
      const option = options.find((one) => one === value)
      if (option === undefined) throw wrong(name, OPTIONS.format(options))
      return option
    },

    /** @param protocols with their colon @param may what it may be */
    url(name: string, protocols: readonly string[], may: string): URL | undefined {
      const value = text(name)
      if (value === undefined) return undefined
      const url = URL.parse(value)
      if (url && protocols.includes(url.protocol)) return url
      throw wrong(name, may)
    },
  }
}

export const WEB_PROTOCOLS = ['http:', 'https:']
export const WEB_ADDRESS = 'http://… or https://…'
