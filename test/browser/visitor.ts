// A person at a browser, and whatever their browser has to complain about.
import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from './find-browser.ts'

let browser: Promise<Browser> | undefined

/** One browser for a whole run. */
async function theBrowser(): Promise<Browser> {
  browser ??= launchBrowser().then((launched) => {
    if ('trouble' in launched) throw new Error(launched.trouble)
    return launched
  })
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

export interface Visitor {
  page: Page
  /** Console errors, refused by the policy, failed or foreign requests, so far. */
  problems: string[]
  go: (path: string) => Promise<number>
  /** Fails when there was any problem. */
  leave: () => Promise<void>
}

/** Somebody with a fresh browser profile on the archive at `address`. */
export async function aVisitor(address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await (await theBrowser()).newContext({ baseURL: address, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const problems: string[] = []
  watch(page, address, problems)
  return {
    page,
    problems,
    go: async (path) => (await page.goto(path))!.status(),
    leave: async () => {
      await context.close()
      assert.deepEqual(problems, [])
    },
  }
}

function watch(page: Page, address: string, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    dialog.dismiss().catch(() => {})
  })
  page.on('console', (message) => {
    // The browser also logs every 4xx page as an error; a test that goes to one asks for its status itself.
    const isAnswer =
      /Failed to load resource.*status of 4\d\d/.test(message.text()) && message.location().url === page.url()
    if (message.type() === 'error' && !isAnswer) problems.push(`console: ${message.text()} (${page.url()})`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) problems.push(`elsewhere: ${request.url()}`)
  })
}
