// A tag of many works becomes part of another and comes back, by the desk's own forms, while readers open chapters.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { whileReading } from './readers.ts'

const WORKS = 50_000

export interface Timed {
  name: string
  seconds: number
  /** Of the pages that readers opened meanwhile, in milliseconds, upwards. */
  pagesMs: number[]
}

interface Archive {
  origin: string
  folder: string
  cookie: string
}

export async function measureMerge(archive: Archive): Promise<{ works: number; rows: Timed[] }> {
  const { from, into, works } = chooseTags(archive.folder)
  const deed = new URLSearchParams({ kind: 'merge', tag: String(from), into: String(into) })
  const merge = await timed('merging a tag', archive, '/moderation/tags/deed', deed)
  const act = lastActOf(archive.folder)
  const undo = await timed('undoing it', archive, `/moderation/tags/acts/${act}/undo`, new URLSearchParams())
  return { works, rows: [merge, undo] }
}

async function timed(name: string, archive: Archive, path: string, body: URLSearchParams): Promise<Timed> {
  const { origin, cookie } = archive
  const started = performance.now()
  const { done: answer, pagesMs } = await whileReading(origin, () =>
    fetch(origin + path, { method: 'POST', headers: { cookie, origin }, body, redirect: 'manual' }),
  )
  const seconds = (performance.now() - started) / 1000
  if (answer.status !== 303)
    throw new Error(`${name} answered ${answer.status}: ${(await answer.text()).slice(0, 2000)}`)
  return { name, seconds, pagesMs }
}

/** Of the tags with so many works the one that has the fewest, and another of its kind that nothing binds to it. */
function chooseTags(folder: string): { from: number; into: number; works: number } {
  const file = new DatabaseSync(join(folder, 'fanfold.sqlite'), { readOnly: true })
  const from = file
    .prepare(
      `select tag.id, tag.vocabulary_id as vocabularyId, count(*) as works
       from work_tag_expansion meant join tag on tag.id = meant.tag_id join vocabulary on vocabulary.id = tag.vocabulary_id
       where vocabulary.role not in ('rating', 'warning') group by tag.id having works >= ${WORKS}
       order by works, tag.id limit 1`,
    )
    .get() as { id: number; vocabularyId: number; works: number }
  const into = file
    .prepare(
      `select max(id) as id from (select id from tag where vocabulary_id = ? and canonical_id is null
       and id not in (select tag_id from tag_parent) and id not in (select parent_id from tag_parent)
       order by id limit 500)`,
    )
    .get(from.vocabularyId) as { id: number }
  file.close()
  return { from: from.id, into: into.id, works: from.works }
}

function lastActOf(folder: string): number {
  const file = new DatabaseSync(join(folder, 'fanfold.sqlite'), { readOnly: true })
  const { id } = file.prepare('select max(id) as id from wrangling_act').get() as { id: number }
  file.close()
  return id
}
