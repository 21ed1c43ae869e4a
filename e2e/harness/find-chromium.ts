import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type Chromium, unpackChromium } from './unpack-chromium.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const ANSWER_MS_MAX = 30_000

/**
 * The browser that the tests look through: the one that CHROMIUM_PATH names, one that the machine
 * has, else the one that came with the packages.
 *
 * @throws {Error} that says what to do, when none of them runs.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH']
  const path = named || installed()
  const chromium = path ? { path, env: {} } : await unpackChromium()
  try {
    await promisify(execFile)(chromium.path, ['--version'], {
      env: { ...process.env, ...chromium.env },
      timeout: ANSWER_MS_MAX,
    })
  } catch (error) {
    throw new Error(
      `${chromium.path} does not run; name a Chromium or Chrome in CHROMIUM_PATH: ${error}`,
    )
  }
  return chromium
}

function installed(): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  const on_path = NAMES.flatMap((name) => directories.map((directory) => join(directory, name)))
  return [...PLACES, ...on_path].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
