import type { LaunchOptions } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/** What keeps a Chromium quiet and the same on every machine. */
const CHROMIUM_ARGS = [
  // Whoever runs the tests as root, in a container, has no sandbox.
  '--no-sandbox',
  '--disable-gpu',
  // Maps are drawn by WebGL, without a graphics card by software.
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--force-color-profile=srgb',
]

export async function launchOptions(): Promise<LaunchOptions> {
  const { path, env } = await findChromium()
  return { executablePath: path, args: CHROMIUM_ARGS, env: { ...process.env, ...env } }
}
