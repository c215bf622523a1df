// What a member never wants to see, as part of a query. What may be hidden, and how, is for reading/hiding/ to know; its
// rows are such as every list may look at.
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import { accountOf } from './visibility.ts'

/** The values of the predicate below; guests hide nothing. */
export interface HiddenFrom {
  accountId: number
  /** With a comma before and after each; empty: every language is welcome. */
  languages: string
}

export function hiddenFrom(viewer: Viewer): HiddenFrom {
  const only = viewer.kind === 'guest' ? [] : viewer.preferences.onlyLanguages
  return { accountId: accountOf(viewer), languages: only.length === 0 ? '' : `,${only.join(',')},` }
}

interface Hider {
  /** Or the column that holds it. */
  accountId: number | Expression<unknown>
  languages: string
}

/** For queries over `work`: one look into the member's own rows for each work that is walked over. */
export function isShownTo({ accountId, languages }: Hider): Expression<SqlBool> {
  return sql`(cast(${languages} as text) = '' or cast(${languages} as text) like '%,' || work.language || ',%')
    and not exists (select 1 from hiding where hiding.account_id = ${accountId} and hiding.work_id = work.id)
    and not exists (select 1 from hiding join creator on creator.pseud_id = hiding.pseud_id
      where hiding.account_id = ${accountId} and creator.work_id = work.id)
    and not exists (select 1 from hiding join tag on tag.id = hiding.tag_id
      join work_tag_expansion tagged on tagged.tag_id = coalesce(tag.canonical_id, tag.id)
      where hiding.account_id = ${accountId} and tagged.work_id = work.id)`
}
