import type { UploadFacts } from '../../site/uploads.ts'
import { decodeAttribute } from '../clean-tags.ts'
import type { BookPictures } from '../pictures.ts'

export interface PictureFile {
  /** In the archive. */
  path: string
  /** In the book. */
  file: string
  mime: UploadFacts['mime']
}

const IMAGE = /<img src="([^"]*)" alt="([^"]*)"/g

export interface PicturesOfText {
  /** Those that are there, by path. */
  files: ReadonlyMap<string, PictureFile>
  hasAllWords: boolean
}

const NONE: PicturesOfText = { files: new Map(), hasAllWords: true }

/** What a text shows of the pictures that lie in the archive. Others stand nowhere, so there is nothing to load. */
export async function picturesOfText(cleanHtml: string, pictures: BookPictures): Promise<PicturesOfText> {
  if (!cleanHtml.includes('<img ')) return NONE
  const shown = [...cleanHtml.matchAll(IMAGE)].map(([, src, alt]) => ({ path: decodeAttribute(src!), alt: alt! }))
  const found = await pictures.find(shown.map(({ path }) => path))
  const files = new Map(
    [...found].map(([path, { sha256, mime }]) => [path, { path, mime, file: fileOf(path, sha256) }]),
  )
  return { files, hasAllWords: shown.every(({ path, alt }) => !files.has(path) || alt.trim() !== '') }
}

function fileOf(path: string, sha256: string): string {
  return `pictures/${sha256.slice(0, 32)}${path.slice(path.lastIndexOf('.'))}`
}
