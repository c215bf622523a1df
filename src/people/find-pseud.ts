import { notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

const findBySlug = prepare<{ slug: string }>()((db, param) =>
  db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('pseud.slug', '=', param('slug'))
    .select([
      'pseud.id',
      'pseud.account_id as accountId',
      'pseud.name',
      'pseud.slug',
      'pseud.bio_html as bioHtml',
      // The name's own day: the account's would tell which names belong together.
      'pseud.created_at as joinedAt',
      'account.state',
      'pseud.is_default as isDefault',
    ]),
)

/** What everybody may know of a pseud. `accountId` is for rights only: which pseuds belong together is never shown. */
export async function findPseud(db: Db, slug: string) {
  const [pseud] = await findBySlug(db, { slug })
  if (!pseud) throw notFound('Author')
  return pseud
}
