// Adding a series or an author to the favourites; following works and authors; what is done to a bookmark.
import { fieldErrors } from '../../errors.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { addBookmark, type BookmarkSubject } from '../../reading/add-bookmark.ts'
import { editBookmark, findOwnBookmark, type OwnBookmark, removeBookmark } from '../../reading/edit-bookmark.ts'
import { type Followed, follow, unfollow } from '../../reading/follow.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { doneNotice } from '../ui/done.ts'
import { bookmarkPage } from './bookmark-page.ts'

type Target<Subject> = (c: C) => Promise<{ subject: Subject; home: string }>

export function bookmarkRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  const author: Target<BookmarkSubject & Followed> = async (c) => {
    const { id, accountId, name, slug } = await findPseud(db, c.req.param('slug')!)
    return { subject: { kind: 'author', pseudId: id, accountId, name }, home: paths.author({ slug }) }
  }
  const work: Target<Followed> = async (c) => {
    const workId = idParam(c, 'work')
    return { subject: { kind: 'work', workId }, home: paths.work({ work: workId }) }
  }
  const series: Target<BookmarkSubject> = async (c) => {
    const seriesId = idParam(c, 'series')
    return { subject: { kind: 'series', seriesId }, home: paths.series({ series: seriesId }) }
  }

  for (const [{ pattern }, target] of [
    [paths.seriesBookmark, series],
    [paths.authorBookmark, author],
  ] as const) {
    // Whoever was sent to log in comes back by GET.
    app.get(pattern, async (c) => seeOther(c, `${(await target(c)).home}#keep`))
    app.post(pattern, async (c) => {
      const member = requireMember(c.get('viewer'))
      await readForm(c)
      const { subject } = await target(c)
      const bookmark = await addBookmark(db, member, subject, now())
      return seeOther(c, paths.bookmark({ bookmark }, { done: 'added' }))
    })
  }

  for (const [{ pattern }, target] of [
    [paths.workSubscription, work],
    [paths.authorSubscription, author],
  ] as const) {
    app.get(pattern, async (c) => seeOther(c, `${(await target(c)).home}#keep`))
    app.post(pattern, async (c) => {
      const member = requireMember(c.get('viewer'))
      const form = await readForm(c)
      const { subject, home } = await target(c)
      if (form.has('back')) await unfollow(db, member, subject)
      else await follow(db, member, subject, now())
      return seeOther(c, sameSitePath(form.text('to')) ?? `${home}#keep`)
    })
  }

  ownBookmarkRoutes(app, parts)
}

const NOTICES = { added: 'shelves.addedNotice', noted: 'shelves.notedNotice' } as const

function ownBookmarkRoutes(app: App, { db }: Parts): void {
  app.get(paths.bookmark.pattern, async (c) => {
    const bookmark = await findOwnBookmark(db, requireMember(c.get('viewer')), idParam(c, 'bookmark'))
    const notice = doneNotice(NOTICES, c.req.query('done'))
    return page(c, bookmarkPage(c.get('chrome'), { bookmark, notice }))
  })

  app.post(paths.bookmark.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const id = idParam(c, 'bookmark')
    const form = await readForm(c)
    const note = { text: form.text('note'), isPublic: form.has('shown') }
    const bookmark = await findOwnBookmark(db, member, id)
    try {
      await editBookmark(db, member, id, note)
    } catch (error) {
      const errors = fieldErrors(error)
      const props = {
        bookmark: { ...bookmark, noteSource: note.text, noteIsPublic: note.isPublic },
        notice: null,
        errors,
      }
      return page(c, bookmarkPage(c.get('chrome'), props), 422)
    }
    return seeOther(c, shelfOf(bookmark, 'saved'))
  })

  app.get(paths.removeBookmark.pattern, (c) => seeOther(c, paths.bookmark({ bookmark: idParam(c, 'bookmark') })))

  app.post(paths.removeBookmark.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const id = idParam(c, 'bookmark')
    const bookmark = await findOwnBookmark(db, member, id)
    const form = await readForm(c)
    await removeBookmark(db, member, id)
    return seeOther(c, sameSitePath(form.text('to')) ?? shelfOf(bookmark, 'removed'))
  })
}

function shelfOf({ shelf, kind }: Pick<OwnBookmark, 'shelf' | 'kind'>, done: string): string {
  return paths.myShelf({ shelf: shelf.slug }, { of: kind === 'works' ? null : kind, done })
}
