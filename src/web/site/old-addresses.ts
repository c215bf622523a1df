import { notFound } from '../../errors.ts'
import { findNewPlace, isOldPage, type NewPlace, readOldQuery } from '../../import/efiction/addresses/old-addresses.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'

/** Addresses of the site that moved in, in whatever folder it lived, lead to the right new page for good. */
export function oldAddressRoutes(app: App, { db }: Parts): void {
  app.get('/:file{(?:.*/)?[a-z]+\\.php}', async (c) => {
    const fileName = c.req.path.split('/').at(-1)!
    if (!isOldPage(fileName)) throw notFound('Page')
    const place = await findNewPlace(db, fileName, readOldQuery(new URL(c.req.url).searchParams))
    if (!place) throw notFound('Page')
    return c.redirect(addressOf(place), 301)
  })
}

function addressOf(place: NewPlace): string {
  switch (place.kind) {
    case 'work':
      return paths.work({ work: place.workId })
    case 'chapter':
      return paths.chapter({ work: place.workId, chapter: place.chapterId })
    case 'print':
      if (place.chapterId === null) return paths.printWork({ work: place.workId })
      return paths.printChapter({ work: place.workId, chapter: place.chapterId })
    case 'author':
      return paths.author({ slug: place.slug })
    case 'series':
      return paths.series({ series: place.seriesId })
    case 'reviews':
      return reviewsAddress(place)
  }
}

function reviewsAddress({ workId, chapterId, seriesId }: Extract<NewPlace, { kind: 'reviews' }>): string {
  if (seriesId !== null) return paths.seriesReviews({ series: seriesId })
  if (chapterId !== null) return paths.chapterReviews({ work: workId!, chapter: chapterId })
  return paths.workReviews({ work: workId! })
}
