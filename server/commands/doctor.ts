import { type Storage, withStorage } from '../backup/storage.ts'
import { readSettings, type Settings } from '../settings.ts'
import { VERSION } from '../version.ts'
import { lookAtDatabase, lookAtFiles } from './doctor-database.ts'
import {
  lookAtAddress,
  lookAtBackups,
  lookAtDisk,
  lookAtProviders,
  lookAtRedis,
} from './doctor-settings.ts'
import { type Finding, found, type Language, lineOf, say } from './doctor-words.ts'

/**
 * Looks at everything that a site needs before the public comes, a line each with what to do.
 *
 * @throws {Error} that counts what stands in the way, so that the command ends with 1.
 */
export async function doctor(language: string | undefined): Promise<void> {
  const chosen = readLanguage(language)
  const findings: Finding[] = []
  const tell = (...added: readonly Finding[]) => {
    findings.push(...added)
    for (const one of added) console.log(lineOf(one, chosen))
  }
  tell(found('ok', 'version', VERSION, process.versions.node))
  const settings = lookAtSettings(tell)
  if (settings) await lookAtAll(settings, tell)
  const bad = findings.filter(({ mark }) => mark === 'bad').length
  if (bad > 0) throw new Error(say('verdict_bad', chosen, bad))
  console.log(say('verdict_good', chosen))
}

type Tell = (...findings: readonly Finding[]) => void

function lookAtSettings(tell: Tell): Settings | undefined {
  try {
    const settings = readSettings(process.env)
    tell(found('ok', 'settings_read'))
    return settings
  } catch (error) {
    tell(found('bad', 'settings_wrong', (error as Error).message))
    return undefined
  }
}

async function lookAtAll(settings: Settings, tell: Tell): Promise<void> {
  tell(...(await lookAtAddress(settings)))
  tell(...lookAtProviders(settings))
  tell(...(await lookAtRedis(settings)))
  await withStorage(async (storage: Storage) => {
    tell(...(await lookAtDatabase(storage)))
    tell(await lookAtFiles(storage))
  })
  tell(await lookAtDisk(settings))
  tell(lookAtBackups(settings))
}

/** As asked for, or as the machine's own: `LANG=zh_CN.UTF-8`. */
function readLanguage(asked: string | undefined): Language {
  if (asked === 'zh' || asked === 'en') return asked
  if (asked !== undefined) throw new Error(`--language is "${asked}"; it must be zh or en`)
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en'
}
