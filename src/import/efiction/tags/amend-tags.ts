import { listWorksWith, noteInSlices } from '../../../moderation/vocabularies/refresh-works-with.ts'
import type { Db } from '../../../store/database.ts'
import { foldTag } from '../../../text/slug.ts'
import { readEdges, TagGraph } from '../../../tags/wrangling/graph.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { briefHtml } from '../../../works/source-to-html.ts'
import type { Amend, Amendment, Move, OldRow } from '../moving.ts'
import { freeNames } from '../people/free-names.ts'
import { placeOf, short, sortable } from '../works/sortable.ts'
import type { Fields } from '../written.ts'
import { slugsAmong } from './add-tags.ts'
import type { TagDraft } from './to-tag.ts'

/** What a tag hangs on: the fandom above it, or the fandoms that a character belongs to. Ids, sorted. */
export type Links = ReadonlyMap<string, readonly number[]>

export interface AmendTags {
  toDraft: (row: OldRow['row']) => TagDraft
  /** `prepared` names the vocabulary in place of links: a newer dump may move the tag to another. */
  hasHome?: boolean
  links?: { table: 'tag_parent' | 'tag_scope'; column: 'parent_id' | 'fandom_id' }
}

/** `prepared` holds the links of each row by its old number. */
export function amendTags(move: Move, { toDraft, links, hasHome = false }: AmendTags): Amend<Links> {
  const drafted = ({ id, row }: OldRow, prepared: Links): Fields => {
    const draft = toDraft(row)
    return {
      name: draft.name,
      description: draft.description.source,
      image: draft.imageUrl,
      position: placeOf(draft.position),
      locked: draft.locked ? 1 : 0,
      membersOnly: draft.gates.membersOnly ? 1 : 0,
      ageConsent: draft.gates.ageConsent ? 1 : 0,
      warnFirst: draft.gates.warnFirst ? 1 : 0,
      warningText: draft.gates.warningText,
      ...(links && { [links.table]: (prepared.get(id) ?? []).join(',') }),
      ...(hasHome && prepared.has(id) && { vocabulary: prepared.get(id)!.join() }),
    }
  }
  return {
    drafted,
    present: (db, ids) => findPresent(db, ids, links),
    change: async (db, amendments, prepared) => {
      for (const amendment of amendments) {
        await changeOne(move, db, amendment)
        const ids = prepared.get(amendment.old.id) ?? []
        if (!links || !(links.table in amendment.fields)) continue
        if (links.table === 'tag_parent' && (await wouldLoop(db, amendment.id, ids)))
          move.ledger.remark(
            'categories',
            amendment.old.id,
            'would stand below itself as tags are sorted here; not moved',
          )
        else await relink(db, amendment.id, ids, links)
      }
      await refreshTagged(
        db,
        amendments.filter(({ fields }) => REACHES_WORKS.some((field) => field in fields)).map(({ id }) => id),
      )
    },
  }
}

/** What works derive from their tags. */
const REACHES_WORKS = ['membersOnly', 'ageConsent', 'warnFirst', 'tag_parent', 'vocabulary']

async function findPresent(db: Db, ids: readonly number[], links: AmendTags['links']): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('tag')
    .where('id', 'in', [...ids])
    .selectAll()
    .execute()
  const linked = new Map<number, number[]>()
  for (const { tagId, otherId } of links ? await listLinks(db, ids, links) : []) {
    linked.set(tagId, [...(linked.get(tagId) ?? []), otherId])
  }
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: row.name,
        description: row.description_source,
        image: row.image_url,
        position: row.position,
        locked: row.locked,
        membersOnly: row.members_only,
        ageConsent: row.age_consent,
        warnFirst: row.warn_first,
        warningText: row.warning_text,
        vocabulary: String(row.vocabulary_id),
        ...(links && { [links.table]: (linked.get(row.id) ?? []).join(',') }),
      },
    ]),
  )
}

function listLinks(db: Db, ids: readonly number[], { table }: NonNullable<AmendTags['links']>) {
  return table === 'tag_parent'
    ? db
        .selectFrom('tag_parent')
        .where('tag_id', 'in', [...ids])
        .select(['tag_id as tagId', 'parent_id as otherId'])
        .orderBy('parent_id')
        .execute()
    : db
        .selectFrom('tag_scope')
        .where('tag_id', 'in', [...ids])
        .select(['tag_id as tagId', 'fandom_id as otherId'])
        .orderBy('fandom_id')
        .execute()
}

/** The address of the tag's page stays, where the vocabulary does: others link to it. */
async function changeOne(move: Move, db: Db, { id, fields }: Amendment): Promise<void> {
  const number = (name: string) => Number(fields[name])
  const text = (name: string) => String(fields[name] ?? '')
  const changes = {
    ...('name' in fields && {
      name: text('name'),
      name_folded: short(foldTag(text('name'))),
      sort_name: sortable(text('name'), move.language),
    }),
    ...('description' in fields && {
      description_source: text('description'),
      description_html: text('description') === '' ? '' : briefHtml(text('description')),
    }),
    ...('image' in fields && { image_url: fields.image === null ? null : text('image') }),
    ...('position' in fields && { position: number('position') }),
    ...('locked' in fields && { locked: number('locked') }),
    ...('membersOnly' in fields && { members_only: number('membersOnly') }),
    ...('ageConsent' in fields && { age_consent: number('ageConsent') }),
    ...('warnFirst' in fields && { warn_first: number('warnFirst') }),
    ...('warningText' in fields && { warning_text: text('warningText') }),
  }
  if ('vocabulary' in fields) Object.assign(changes, await newHome(db, id, number('vocabulary')))
  if (Object.keys(changes).length > 0) await db.updateTable('tag').set(changes).where('id', '=', id).execute()
  if ('name' in fields) await noteInSlices(db, await listWorksWith(db, [id]))
}

async function newHome(db: Db, id: number, vocabularyId: number) {
  const { slug } = await db.selectFrom('tag').where('id', '=', id).select('slug').executeTakeFirstOrThrow()
  const [free] = await freeNames([slug], '-', (names) => slugsAmong(db, vocabularyId, names))
  return { vocabulary_id: vocabularyId, slug: free! }
}

/** Somebody may have sorted here what the old site moves. */
async function wouldLoop(db: Db, id: number, parentIds: readonly number[]): Promise<boolean> {
  const canonicalId = (await readEdges(db, [id])).get(id)?.canonicalId ?? null
  return new TagGraph(db, new Map([[id, { canonicalId, parentIds }]])).isInLoop(id)
}

async function relink(
  db: Db,
  id: number,
  otherIds: readonly number[],
  { table }: NonNullable<AmendTags['links']>,
): Promise<void> {
  await db.deleteFrom(table).where('tag_id', '=', id).execute()
  if (otherIds.length === 0) return
  if (table === 'tag_parent') {
    const rows = otherIds.map((parent_id) => ({ tag_id: id, parent_id }))
    await db.insertInto('tag_parent').values(rows).execute()
  } else {
    const rows = otherIds.map((fandom_id) => ({ tag_id: id, fandom_id }))
    await db.insertInto('tag_scope').values(rows).execute()
  }
}

const WORKS_AT_ONCE = 500

async function refreshTagged(db: Db, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return
  const tagged = await db
    .selectFrom('work_tag_expansion')
    .where('tag_id', 'in', [...tagIds])
    .select('work_id as id')
    .union(
      db
        .selectFrom('work')
        .where('rating_id', 'in', [...tagIds])
        .select('id'),
    )
    .execute()
  for (let from = 0; from < tagged.length; from += WORKS_AT_ONCE) {
    await refreshWorks(
      db,
      tagged.slice(from, from + WORKS_AT_ONCE).map((row) => row.id),
    )
  }
}
