import { scanClean } from './clean-scan.ts'
import { cleanText } from './well-formed.ts'
import { Feeder } from './sanitize/feeder.ts'
import { Reader, type Extent } from './sanitize/reader.ts'
import { Writer } from './sanitize/writer.ts'

/**
 * The clean form of a chapter, the only form that pages and books show. Words survive; what could run, load from
 * elsewhere or reach the page around it does not. Cleaning twice equals cleaning once. Ids get a prefix, and so do the
 * `#links` to them. Every source has a clean form: this never refuses.
 */
export function sanitizeHtml(source: string): string {
  return clean(source, { brief: false })
}

/** For summaries, notes and reviews: paragraphs, quotes, lists, links and formatting, without ids. */
export function sanitizeBrief(source: string): string {
  return clean(source, { brief: true })
}

function clean(source: string, extent: Extent): string {
  const text = cleanText(source)
  return scanClean(text, extent) ?? parseClean(text, extent)
}

/** The way that knows every trick, ten times slower. */
export function parseClean(text: string, extent: Extent): string {
  const writer = new Writer(text.length)
  new Feeder(text, new Reader(writer, extent)).feed()
  return writer.finish()
}
