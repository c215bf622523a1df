// Ace by DAISY, the judge of accessible books, over the browser that the other tests use.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'

interface Report {
  assertions: Array<{
    'earl:testSubject': { url: string }
    assertions: Array<{
      'earl:test': { 'earl:impact': string; 'dct:title': string; 'dct:description': string }
      'earl:result': { 'dct:description': string; html?: string }
    }>
  }>
}

type Ace = (path: string, options: object, runner: object) => Promise<[string, Report]>

/** What it has to say against a book, in one line each. */
export async function askAce(browser: Browser, name: string, book: Buffer): Promise<string[]> {
  const ace = createRequire(import.meta.url)('@daisy/ace-core') as Ace
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-ace-'))
  const path = join(folder, 'book.epub')
  writeFileSync(path, book)
  try {
    const options = {
      cwd: folder,
      outdir: join(folder, 'report'),
      tmpdir: join(folder, 'tmp'),
      silent: true,
      initLogger: true,
      fileName: join(folder, 'ace.log'),
      lang: 'en',
    }
    const [, report] = await ace(path, options, runnerOver(browser))
    return report.assertions.flatMap(({ 'earl:testSubject': { url }, assertions }) =>
      assertions.map(({ 'earl:test': test, 'earl:result': result }) => {
        const said = result['dct:description'].replace(/\s+/g, ' ')
        return `${name}, ${url}: ${test['earl:impact']} ${test['dct:title']}: ${said} ${result.html ?? ''}`
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What Ace asks of whoever opens a page and runs axe in it. */
function runnerOver(browser: Browser) {
  return {
    concurrency: 2,
    launch: async () => {},
    close: async () => {},
    setTimeout: () => {},
    run: async (url: string, scripts: readonly string[], contents: readonly string[]) => {
      const page = await browser.newPage()
      try {
        await page.goto(url)
        for (const content of contents) await page.addScriptTag({ content })
        for (const path of scripts) await page.addScriptTag({ path })
        return await page.evaluate(RUN)
      } finally {
        await page.close()
      }
    },
  }
}

const RUN = `new Promise((resolve, reject) => window.daisy.ace.run((error, result) => (error ? reject(error) : resolve(result))))`
