import type { Viewer } from '../../people/viewer.ts'
import { findKudos, type WorkKudos } from '../../reviews/find-kudos.ts'
import type { ReviewTarget } from '../../reviews/review.ts'
import { findReviewSection, type ReviewSection } from '../../reviews/review-section.ts'
import type { Settings } from '../../site/settings.ts'
import type { Db } from '../../store/database.ts'
import type { FoundWork } from '../../works/find-work.ts'
import { kudosButton } from '../reviews/kudos-button.ts'
import { reviewSection } from '../reviews/section.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface Responses {
  section: ReviewSection
  kudos: WorkKudos
}

/** What readers said to a work or a chapter; to be shown only behind the work's door and gates. */
export async function findResponses(
  db: Db,
  viewer: Viewer,
  target: ReviewTarget & { workId: number },
  settings: Settings,
): Promise<Responses> {
  const [section, kudos] = await Promise.all([
    findReviewSection(db, viewer, target, settings),
    findKudos(db, viewer, target.workId),
  ])
  return { section, kudos }
}

/** Nothing while the work is not posted: there is nobody yet to say anything. */
export function responses(chrome: Chrome, work: FoundWork, { section, kudos }: Responses): Html | false {
  return (
    work.state === 'posted' &&
    html`${kudosButton(chrome, { workId: work.id, ...kudos, own: work.isCreator })}
${reviewSection(chrome, section)}`
  )
}
