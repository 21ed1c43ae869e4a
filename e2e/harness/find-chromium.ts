import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type Chromium, isPacked, unpackChromium } from './unpack-chromium.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const ANSWER_MS_MAX = 30_000

/**
 * The browser that the tests look through: the one that CHROMIUM_PATH names, the one that came with
 * the packages, else one that the machine has. The packages' own is first, where it runs: it is the
 * same on every machine, and without windows to draw it takes two thirds of the work.
 *
 * @throws {Error} that says what to do, when none of them runs.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH']
  const chromium = named
    ? { path: named, env: {} }
    : isPacked()
      ? await unpackChromium()
      : installed()
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

function installed(): Chromium {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  const on_path = NAMES.flatMap((name) => directories.map((directory) => join(directory, name)))
  const path = [...PLACES, ...on_path].find(isProgram)
  if (!path) throw new Error('no Chromium was found: install Chrome or name one in CHROMIUM_PATH')
  return { path, env: {} }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
