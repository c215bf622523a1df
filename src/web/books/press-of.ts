import { leadHome } from '../../import/efiction/addresses/links-in-texts.ts'
import { findPicture } from '../../import/efiction/addresses/old-picture.ts'
import type { BookLabels } from '../../export/book.ts'
import type { Press, PressWords } from '../../export/press.ts'
import type { Messages } from '../messages/messages.ts'
import type { Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { languageName } from '../ui/language-name.ts'

/** The archive as the publisher of books, in the words of the interface. */
export function pressOf(c: C, { db, origin }: Parts): Press {
  const { t, archiveName } = c.get('chrome')
  const sites = c.get('oldSites')
  const host = new URL(c.get('origin')).host
  return {
    name: archiveName,
    origin: origin ?? (c.get('settings').address || c.get('origin')),
    addresses: {
      work: (id) => paths.work({ work: id }),
      chapter: (workId, id) => paths.chapter({ work: workId, chapter: id }),
      author: (slug) => paths.author({ slug }),
      series: (id) => paths.series({ series: id }),
    },
    linksVersion: sites.map((site) => `${site.host}${site.path}`).join(' '),
    labels: labelsOf(t),
    words: wordsOf(t, archiveName),
    leadHome: (html, at) => leadHome(html, sites, at),
    findOldPicture: (path) => findPicture(db, sites, { host, path }),
  }
}

function labelsOf(t: Messages): BookLabels {
  return {
    language: t.language,
    cover: t('books.cover'),
    titlePage: t('books.titlePage'),
    contents: t('books.contents'),
    afterword: t('books.afterword'),
    anonymous: t('reading.anonymous'),
    landmarks: t('books.landmarks'),
    accessibility: t('books.accessibility'),
    summary: t('reading.summary'),
    notes: t('reading.notes'),
    endNotes: t('reading.endNotes'),
    chapterNotes: t('reading.chapterNotes'),
    chapterEndNotes: t('reading.chapterEndNotes'),
    noChapters: t('reading.noChapters'),
  }
}

function wordsOf(t: Messages, archive: string): PressWords {
  return {
    byline: (names) => t('reading.by', { names: names.length === 0 ? t('reading.anonymous') : names.join(', ') }),
    variousAuthors: t('bundles.variousAuthors'),
    chapter: (number) => t('reading.chapterNumber', { number }),
    series: (position, title) => t('reading.seriesPart', { position, series: title }),
    from: (address) => t('reading.printedFrom', { archive, address }),
    language: languageName,
    number: (value) => t.number(value),
    date: (time) => t.date(time),
    complete: t('reading.complete'),
    inProgress: t('reading.inProgress'),
    facts: {
      rating: t('reading.rating'),
      warnings: t('reading.warnings').replace(/:$/, ''),
      series: t('reading.series'),
      status: t('reading.status'),
      chapters: t('reading.chapters'),
      words: t('reading.words'),
      published: t('reading.published'),
      updated: t('reading.updated'),
      language: t('reading.language'),
    },
  }
}
