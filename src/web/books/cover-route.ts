import { drawCover } from '../../export/cover/draw-cover.ts'
import { notFound } from '../../errors.ts'
import { languageTag } from '../../text/language-tag.ts'
import { type Blurb, listBlurbs } from '../../works/list-blurbs.ts'
import { sendKept } from '../conditional.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'

export const COVER_TYPE = 'image/svg+xml'

/** The cover that the work's EPUB has, for catalogues. It tells what lists tell, so whoever finds the work there sees it. */
export function coverRoute(app: App, { db }: Parts): void {
  app.get(paths.workCover.pattern, async (c) => {
    const viewer = c.get('viewer')
    const [work] = await listBlurbs(db, viewer, [idParam(c, 'work')])
    if (!work) throw notFound('Work')
    const cacheControl = `${viewer.kind === 'guest' ? 'public' : 'private'}, max-age=3600`
    return sendKept(c, coverOf(c, work), {
      type: COVER_TYPE,
      cacheControl,
      vary: 'authorization, cookie',
      changedAt: null,
    })
  })
}

function coverOf(c: C, { title, creators, language, tags }: Blurb): string {
  const { t, archiveName } = c.get('chrome')
  const names = creators.map(({ name }) => name).join(', ') || t('reading.anonymous')
  const fandom = tags.find(({ role, spoiler }) => role === 'fandom' && spoiler === 0)
  return drawCover({
    title,
    byline: t('reading.by', { names }),
    publisher: archiveName,
    language: languageTag(language),
    colourOf: fandom?.name ?? title,
  })
}
