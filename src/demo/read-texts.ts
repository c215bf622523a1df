import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface DemoText {
  id: string
  title: string
  author: string
  language: string
  summary: string
  licence: string
  chapters: ReadonlyArray<{ title: string; html: string }>
}

export function readTexts(): Map<string, DemoText> {
  const lines = gunzipSync(readFileSync(join(import.meta.dirname, 'data/small.jsonl.gz')))
    .toString('utf8')
    .trim()
  const texts = lines.split('\n').map((line) => JSON.parse(line) as DemoText)
  return new Map(texts.map((text) => [text.id, text]))
}
