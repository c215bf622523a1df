// Navigation feeds of tags: those at the top of a vocabulary, and what stands below one.
import { findVocabulary } from '../../tags/find-vocabulary.ts'
import { type Branch, listBranches, listRootTags, type TagLine } from '../../works/list-tags.ts'
import { countWorksOfTag } from '../../works/list-works.ts'
import { countTagsFor } from '../browse/count-for-viewer.ts'
import { paths } from '../paths.ts'
import { leadOn } from '../respond.ts'
import { type Desk, pageOf } from './desk.ts'
import { type Line, LINES_PER_PAGE, sendDirectory } from './directories.ts'
import type { ListQuery } from './facets.ts'
import { findCatalogueTag } from './lists.ts'

export async function sendVocabulary(desk: Desk): Promise<Response> {
  const { c, db, ways, viewer } = desk
  const vocabulary = await findVocabulary(db, c.req.param('vocabulary')!)
  const tags = await listRootTags(db, viewer, vocabulary, { page: pageOf(c), perPage: LINES_PER_PAGE })
  const branches = await listBranches(
    db,
    viewer,
    vocabulary,
    tags.rows.map(({ id }) => id),
  )
  const place = { vocabulary: vocabulary.slug }
  const linkTo = (query: ListQuery) => ways.vocabulary(place, query)
  const [rows] = await countTagsFor(desk.parts, viewer, [tags.rows])
  const lines = tagLines(desk, vocabulary.slug, rows!, branches)
  const directory = { title: vocabulary.name, up: ways.root({}), page: paths.vocabulary(place), linkTo }
  return sendDirectory(desk, { ...directory, lines, paged: tags })
}

/** A tag with others below it leads to those first. */
function tagLines({ ways }: Desk, vocabulary: string, tags: readonly TagLine[], branches: readonly Branch[]): Line[] {
  const parents = new Set(branches.map(({ parentId }) => parentId))
  return tags.map(({ id, name, slug, workCount }) => {
    const place = { vocabulary, tag: slug }
    if (parents.has(id)) return { title: name, to: ways.belowTag(place), kind: 'navigation' }
    return { title: name, to: ways.tag(place), count: workCount }
  })
}

export async function sendBelowTag(desk: Desk): Promise<Response> {
  const { c, db, ways, viewer } = desk
  const tag = await findCatalogueTag(desk)
  if ('moved' in tag) return leadOn(c, ways.belowTag(tag.moved))
  const [branches, workCount] = await Promise.all([
    listBranches(db, viewer, tag, [tag.id]),
    countWorksOfTag(db, viewer, tag.id),
  ])
  const place = { vocabulary: tag.vocabularySlug, tag: tag.slug }
  const own = { id: tag.id, name: tag.name, slug: tag.slug, workCount }
  const [counted, children] = await countTagsFor(desk.parts, viewer, [
    [own],
    branches.filter(({ parentId }) => parentId === tag.id),
  ] as const)
  const title = c.get('t')('opds.allOfTag', { name: tag.name })
  const lines = [
    { title, to: ways.tag(place), count: counted[0]!.workCount },
    ...tagLines(desk, tag.vocabularySlug, children, branches),
  ]
  const linkTo = (query: ListQuery) => ways.belowTag(place, query)
  return sendDirectory(desk, { title: tag.name, up: ways.vocabulary(place), page: paths.tag(place), linkTo, lines })
}
