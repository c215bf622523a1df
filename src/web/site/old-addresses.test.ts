// Every line of the old program's map of addresses, asked of a site that moved in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aMember } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'
import { importSite } from '../../import/efiction/import-site.ts'
import { openShelf } from '../../reading/find-shelf.ts'
import { paths } from '../paths.ts'

let home: TestDatabase
let archive: TestApp
let owner: Visitor
const numbers = new Map<string, number>()
const slugs = new Map<string, string>()

before(async () => {
  home = await openTestDatabase()
  const { db } = home
  await importSite(db, { dump: `${EFICTION_DATA}site-a.sql.gz`, now: Date.UTC(2026, 10, 22) })
  for (const { kind, old_id, new_id } of await db.selectFrom('legacy_id').selectAll().execute())
    numbers.set(`${kind} ${old_id}`, new_id)
  for (const { id, slug } of await db.selectFrom('pseud').select(['id', 'slug']).execute())
    slugs.set(`pseud ${id}`, slug)
  const vocabularies = await db.selectFrom('vocabulary').select(['id', 'slug', 'role']).execute()
  for (const { id, slug, role } of vocabularies) slugs.set(`vocabulary ${id}`, slug).set(role, slug)
  const tags = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .select(['tag.id', 'tag.slug', 'vocabulary.slug as home'])
    .execute()
  for (const { id, slug, home } of tags) slugs.set(`tag ${id}`, paths.tag({ vocabulary: home, tag: slug }))
  const wren = db.selectFrom('pseud').where('id', '=', now('member', 2)).select('account_id')
  await openShelf(db, { accountId: (await wren.executeTakeFirstOrThrow()).account_id }, 'favourites', 0)
  archive = await anApp(db)
  owner = await archive.as(await aMember(db, 'Olga', 'owner'))
})
after(() => home.close())

/** The new number of an old one. */
function now(kind: string, oldId: string | number): number {
  const id = numbers.get(`${kind} ${oldId}`)
  assert.ok(id !== undefined, `${kind} ${oldId} came over`)
  return id
}

const work = (sid: number) => paths.work({ work: now('story', sid) })
const chapterOf = (sid: number, chapid: number) => ({ work: now('story', sid), chapter: now('chapter', chapid) })
const chapter = (sid: number, chapid: number) => paths.chapter(chapterOf(sid, chapid))
const member = (uid: number) => paths.author({ slug: slugs.get(`pseud ${now('member', uid)}`)! })
const favourites = (uid: number, of?: string) =>
  paths.shelf({ slug: slugs.get(`pseud ${now('member', uid)}`)!, shelf: 'favourites' }, { of })
const series = (seriesid: number) => paths.series({ series: now('series', seriesid) })
const tag = (kind: string, oldId: number) => slugs.get(`tag ${now(kind, oldId)}`)!
const vocabulary = (role: string) => paths.vocabulary({ vocabulary: slugs.get(role)! })
/** As addresses of lists name a tag. */
const named = (kind: string, oldId: number) => decodeURI(tag(kind, oldId)).replace('/browse/', '')
const narrowed = (base: string, ...parts: string[]) => encodeURI(`${base}?${parts.join('&')}`)
const ofTag = (kind: string, oldId: number, ...parts: string[]) => `${tag(kind, oldId)}?${parts.join('&')}`
const titles = (letter?: string) => paths.browseTitles({}, { letter })
const authors = (letter?: string) => paths.browseAuthors({}, { letter })

type Lead = readonly [from: string, to: () => string]

async function leads(...all: Lead[]): Promise<void> {
  for (const [from, to] of all) {
    const page = await archive.guest().get(from)
    assert.deepEqual([page.status, page.location], [301, to()], from)
    const there = await owner.get(to())
    assert.ok(there.status < 400 || there.status === 403, `${from} leads to ${to()}, which answers ${there.status}`)
  }
}

test('home', () =>
  leads(
    ['/index.php', () => '/'],
    ['/archive/index.php?skin=SurpriseMe', () => '/'],
    ['/maintenance.php', () => '/'],
    ['/update.php?step=2', () => '/'],
    ['/install/install.php', () => '/'],
    ['/install/', () => '/'],
    ['/template.php', () => '/'],
  ))

test('a story, its chapters and its print view', () =>
  leads(
    ['/viewstory.php?sid=1', () => work(1)],
    ['/viewstory.php?sid=1&chapter=2', () => chapter(1, 2)],
    ['/viewstory.php?chapter=2&sid=1&textsize=-3&skin=Epiphany&offset=20', () => chapter(1, 2)],
    ['/viewstory.php?sid=1&chapter=999', () => work(1)],
    ['/viewstory.php?chapid=3', () => chapter(1, 3)],
    ['/viewstory.php?sid=1&index=1', () => work(1)],
    ['/viewstory.php?sid=1&i=1', () => chapter(1, 1)],
    ['/viewstory.php?sid=1&textsize=2', () => work(1)],
    ['/viewstory.php?sid=1&ageconsent=ok&warning=3', () => work(1)],
    ['/viewstory.php?sid=1&warning=Adult', () => work(1)],
    ['/viewstory.php?action=printable&sid=1&textsize=0&chapter=2', () => paths.printChapter(chapterOf(1, 2))],
    ['/viewstory.php?action=printable&textsize=0&sid=1&chapter=all', () => paths.printWork({ work: now('story', 1) })],
    ['/viewstory.php?action=printable&sid=1', () => paths.printWork({ work: now('story', 1) })],
    ['/viewstory.php?action=printable&chapid=3', () => paths.printChapter(chapterOf(1, 3))],
  ))

test('a member, whichever tab', () =>
  leads(
    ['/viewuser.php?uid=2', () => member(2)],
    ...['storiesby', 'seriesby', 'reviewsby', 'challengesby', 'contact', 'anothermodule'].map((action): Lead => [
      `/viewuser.php?action=${action}&uid=2&sort=alpha&offset=20&let=A`,
      () => member(2),
    ]),
    ['/viewuser.php?uid=2&action=favlist', () => favourites(2)],
    ['/viewuser.php?uid=2&action=favst', () => favourites(2)],
    ['/viewuser.php?uid=2&action=favse', () => favourites(2, 'series')],
    ['/viewuser.php?uid=2&action=favau', () => favourites(2, 'authors')],
    ['/viewuser.php?action=favstor&uid=2', () => favourites(2)],
    ['/viewuser.php?action=favauth&uid=2', () => favourites(2, 'authors')],
    ['/viewuser.php?uid=1&action=favst', () => member(1)],
    ['/viewuser.php?action=manfavs', () => '/account/shelves/favourites'],
    ['/viewuser.php?action=stats', () => '/account/works'],
    ['/viewuser.php', () => authors()],
    ['/viewuser.php?uid=', () => authors()],
  ))

test('a series, and the forms around it', () =>
  leads(
    ['/viewseries.php?seriesid=1', () => series(1)],
    ['/viewseries.php?ssid=1', () => series(1)],
    ['/series.php?seriesid=1', () => series(1)],
    ['/series.php?action=edit&seriesid=1', () => series(1)],
    ['/series.php?action=manage&seriesid=1&inorder=2&go=up', () => series(1)],
    ['/series.php?action=add&add=stories&seriesid=1&stories=2', () => series(1)],
    ['/series.php?action=add', () => '/browse/series'],
  ))

test('reviews of everything, and one of them', () =>
  leads(
    ['/reviews.php?type=ST&item=1', () => paths.workReviews({ work: now('story', 1) })],
    ['/reviews.php?type=ST&amp;item=1&offset=20', () => paths.workReviews({ work: now('story', 1) })],
    ['/reviews.php?type=ST&item=1&chapid=2', () => paths.chapterReviews(chapterOf(1, 2))],
    ['/reviews.php?action=add&amptype=ST&item=1&chapid=2&next=3', () => paths.chapterReviews(chapterOf(1, 2))],
    ['/reviews.php?type=SE&item=1', () => paths.seriesReviews({ series: now('series', 1) })],
    ['/reviews.php?seriesid=1', () => paths.seriesReviews({ series: now('series', 1) })],
    ['/reviews.php?sid=1&a=', () => paths.workReviews({ work: now('story', 1) })],
    ['/reviews.php?action=addreview&sid=1', () => paths.workReviews({ work: now('story', 1) })],
    ['/reviews.php?unresponded=1&type=ST&item=1', () => paths.workReviews({ work: now('story', 1) })],
    ['/reviews.php?reviewid=2', () => paths.review({ review: now('review', 2) })],
    ['/reviews.php?type=ST&item=161&reviewid=2', () => paths.review({ review: now('review', 2) })],
    ['/reviews.php?action=edit&reviewid=2', () => paths.editReview({ review: now('review', 2) })],
    ['/reviews.php?action=delete&reviewid=2', () => paths.deleteReview({ review: now('review', 2) })],
    ['/reviews.php?action=deletereview&reviewid=2', () => paths.deleteReview({ review: now('review', 2) })],
  ))

test('lists, by what they were narrowed to', () =>
  leads(
    ['/browse.php', () => '/browse'],
    ['/browse.php?type=categories', () => vocabulary('fandom')],
    ['/browse.php?type=categories&catid=4', () => tag('category', 4)],
    ['/browse.php?type=categories&id=4&parentcatid=1', () => tag('category', 4)],
    ['/browse.php?type=characters', () => vocabulary('character')],
    ['/browse.php?type=characters&charid=4', () => tag('character', 4)],
    ['/browse.php?type=class&type_id=1&classid=6', () => tag('class', 6)],
    [
      '/browse.php?type=class&type_id=1',
      () => paths.vocabulary({ vocabulary: slugs.get(`vocabulary ${now('classtype', 1)}`)! }),
    ],
    ['/browse.php?type=ratings', () => vocabulary('rating')],
    ['/browse.php?type=ratings&rating=3', () => tag('rating', 3)],
    ['/browse.php?type=ratings&rating=PG', () => vocabulary('rating')],
    ['/browse.php?type=titles', () => titles()],
    ['/browse.php?type=titles&let=A&offset=20', () => titles('a')],
    ['/browse.php?type=titles&let=Other', () => titles('other')],
    ['/browse.php?type=recent', () => '/works'],
    ['/browse.php?type=featured', () => '/browse/featured'],
    ['/browse.php?type=series', () => '/browse/series'],
    ['/browse.php?type=authors&let=B', () => authors('b')],
    ['/browse.php?type=toplists', () => '/browse/top'],
    ['/browse.php?type=series&let=L', () => '/browse/series?letter=l'],
    ['/browse.php?type=challenges', () => '/challenges'],
    ['/browse.php?type=alsolike&sid=1', () => paths.alsoLiked({ work: now('story', 1) })],
    ['/browse.php?type=tracker', () => '/account/following'],
    ['/browse.php?type=tracker&add=1', () => work(1)],
    ['/browse.php?type=epubbrowse', () => '/works?downloads=on'],
    ['/browse.php?type=titles&catid=4', () => narrowed('/browse/titles', `any=${named('category', 4)}`)],
    [
      '/browse.php?type=titles&let=B&rating=3',
      () => narrowed('/browse/titles', 'letter=b', `any=${named('rating', 3)}`),
    ],
    [
      '/browse.php?catid=4,1&charid=4&rid=3&complete=all&wordlow=0',
      () =>
        narrowed(
          '/works',
          `with=${named('character', 4)}`,
          ...[`any=${named('category', 4)}`, `any=${named('category', 1)}`, `any=${named('rating', 3)}`].toSorted(),
        ),
    ],
    [
      '/browse.php?type=characters&charid=4&complete=1&wordlow=1000&wordhigh=5000&sort=alpha&offset=20',
      () => ofTag('character', 4, 'words-from=1000', 'words-to=5000', 'status=complete', 'sort=title'),
    ],
    ['/browse.php?type=categories&catid=4&complete=0', () => ofTag('category', 4, 'status=in-progress')],
    ['/browse.php?type=recent&complete=1&sort=update', () => '/works?status=complete'],
    ['/browse.php?type=recent&wordlow=abc&wordhigh=-5&sort=odd', () => '/works'],
    ['/browse.php?type=recent&charlist1=0&charlist2=4', () => tag('character', 4)],
    [
      '/browse.php?type=recent&classin[]=6&classex[]=2',
      () => narrowed('/works', `with=${named('class', 6)}`, `without=${named('class', 2)}`),
    ],
    [
      '/browse.php?type=recent&classin%5B%5D=6&classin%5B%5D=2',
      () => narrowed('/works', ...[`with=${named('class', 6)}`, `with=${named('class', 2)}`].toSorted()),
    ],
    [
      '/browse.php?type=recent&class_1=6,2&exclass_1=10',
      () =>
        narrowed(
          '/works',
          ...[`with=${named('class', 6)}`, `with=${named('class', 2)}`].toSorted(),
          `without=${named('class', 10)}`,
        ),
    ],
    ['/browse.php?type=recent&genres=6', () => tag('class', 6)],
    [
      '/browse.php?type=recent&classex[]=6&exclass_1=2',
      () => narrowed('/works', ...[`without=${named('class', 6)}`, `without=${named('class', 2)}`].toSorted()),
    ],
    ['/categories.php?catid=4&parentcatid=1&offset=20', () => tag('category', 4)],
    ['/categories.php', () => vocabulary('fandom')],
    ['/titles.php?action=viewlist&let=C', () => titles('c')],
    ['/recent.php', () => '/works'],
    ['/featured.php', () => '/browse/featured'],
  ))

test('searches', () =>
  leads(
    ['/search.php', () => '/search'],
    ['/search.php?searchtype=advanced', () => '/search'],
    ['/search.php?action=advanced', () => '/search'],
    [
      '/search.php?searchtype=simple&searchterm=moon&authors=2',
      () => `/search?q=moon&author=${slugs.get(`pseud ${now('member', 2)}`)!}`,
    ],
    ['/search.php?searchtype=penname&searchterm=Wrongly', () => authors('w')],
    ['/search.php?searchtype=penname&searchterm=wren+hollis', () => member(2)],
    ['/search.php?searchtype=title&searchterm=Silver+Moon', () => '/search?q=title:%22Silver+Moon%22'],
    ['/search.php?searchtype=summary&searchterm=moon', () => '/search?q=moon&in=headings'],
    [
      '/search.php?searchtype=fulltext&searchterm=moon&catid[]=4&completed=1&sortorder=1',
      () => narrowed('/search', 'q=moon', 'in=texts', `any=${named('category', 4)}`, 'status=complete'),
    ],
    [
      '/search.php?searchtype=advanced&charid[]=4&exclass_1=2&wordlow=500',
      () => narrowed('/search', `with=${named('character', 4)}`, `without=${named('class', 2)}`, 'words-from=500'),
    ],
    ['/search2.php?searchterm=x', () => '/search?q=x'],
    ['/search.php?searchtype=simple&searchterm=caf%E9+d%E9j%E0', () => '/search?q=caf%C3%A9+d%C3%A9j%C3%A0'],
    ['/browse.php?type=search&searchterm=moon', () => '/search?q=moon'],
  ))

test('people and top lists', () =>
  leads(
    ['/authors.php', () => authors()],
    ['/authors.php?list=members&let=M', () => authors('m')],
    ['/authors.php?list=authors&action=list&viewlist=1&let=Other', () => authors('other')],
    ['/authors.php?list=admins', () => authors()],
    ['/authors.php?list=beta', () => '/browse/beta-readers'],
    ['/authors.php?action=viewlist&let=Q', () => authors('q')],
    ['/members.php', () => authors()],
    ['/toplists.php', () => '/browse/top'],
    ['/toplists.php?list=popularskins', () => '/browse/top'],
    ...(
      [
        ['shortstories', 'shortest-works'],
        ['longstories', 'longest-works'],
        ['favstories', 'bookmarked-works'],
        ['reviewedstories', 'reviewed-works'],
        ['readstories', 'read-works'],
        ['largeseries', 'large-series'],
        ['smallseries', 'small-series'],
        ['reviewedseries', 'reviewed-series'],
        ['favseries', 'favourite-series'],
        ['prolificauthors', 'prolific-authors'],
        ['favauthors', 'favourite-authors'],
        ['prolificreviewers', 'prolific-reviewers'],
      ] as const
    ).map(([list, top]): Lead => [`/toplists.php?list=${list}`, () => `/browse/top/${top}`]),
    ['/toplists.php?list=challenges', () => '/challenges'],
    ['/toplists.php?action=favstories', () => '/browse/top/bookmarked-works'],
  ))

test('an account', () =>
  leads(
    ['/user.php', () => '/account'],
    ['/user.php?action=login', () => '/login'],
    ['/user.php?action=login&sid=1', () => paths.login({}, { to: work(1) })],
    ['/user.php?action=logout', () => '/'],
    ['/user.php?action=register', () => '/register'],
    ['/user.php?action=newaccount', () => '/register'],
    ['/user.php?action=lostpassword', () => '/lost-password'],
    ['/user.php?action=editbio&uid=2', () => '/account/pen-names'],
    ['/user.php?action=editprefs', () => '/account/preferences'],
    ['/user.php?action=manageimages&delete=a.png', () => '/account'],
    ['/user.php?action=revreceived', () => '/account/works'],
    ['/user.php?action=revres&reviewid=2', () => paths.replyToReview({ review: now('review', 2) })],
    ['/user.php?action=reviewsby', () => '/account'],
    ['/user.php?action=stats&stat=favstor', () => '/account/works'],
    ['/user.php?action=manfavs', () => '/account/shelves/favourites'],
    ['/user.php?action=favst', () => '/account/shelves/favourites'],
    ['/user.php?action=favse', () => '/account/shelves/favourites?of=series'],
    ['/user.php?action=favst&add=1', () => work(1)],
    ['/user.php?action=favse&add=1', () => series(1)],
    ['/user.php?action=favau&add=2,3&author=2', () => member(2)],
  ))

test('posting and keeping', () =>
  leads(
    ['/stories.php?action=newstory', () => '/works/new'],
    ['/stories.php?action=newchapter&sid=1&inorder=4', () => paths.newChapter({ work: now('story', 1) })],
    [
      '/stories.php?action=addchapter&add=add&sid=1&submit=newchapter',
      () => paths.newChapter({ work: now('story', 1) }),
    ],
    ['/stories.php?action=editstory&sid=1&admin=1', () => paths.editWork({ work: now('story', 1) })],
    ['/stories.php?action=editchapter&chapid=2', () => paths.editChapter(chapterOf(1, 2))],
    ['/stories.php?action=delete&sid=1', () => paths.deleteWork({ work: now('story', 1) })],
    ['/stories.php?action=deletestory&sid=1', () => paths.deleteWork({ work: now('story', 1) })],
    ['/stories.php?action=delete&chapid=2&sid=1', () => paths.deleteChapter(chapterOf(1, 2))],
    ['/stories.php?action=viewstories&go=up&inorder=2', () => '/account/works'],
    ['/stories.php', () => '/account/works'],
    ['/admin.php', () => '/moderation/queue'],
    ['/admin.php?action=submitted&view=all', () => '/moderation/queue'],
    ['/admin.php?action=settings&sect=main', () => '/moderation/settings'],
    ['/admin.php?action=viewlog&type=DL', () => '/moderation/log'],
    ['/admin.php?action=custpages', () => '/moderation/pages'],
    ['/admin.php?action=members&do=lock&uid=2', () => member(2)],
  ))

test('news, pages and contact', () =>
  leads(
    ['/news.php', () => '/news'],
    ['/news.php?offset=10', () => '/news'],
    ['/news.php?action=newsstory&nid=2', () => paths.news({ news: now('news', 2) })],
    ['/news.php?action=edit&cid=3&nid=2', () => paths.news({ news: now('news', 2) })],
    ['/viewpage.php?page=help', () => '/pages/help'],
    ['/viewpage.php?id=3', () => '/pages/help'],
    ['/viewpage.php?id=1', () => '/'],
    ['/help.php', () => '/pages/help'],
    ['/rules.php', () => '/pages/rules'],
    ['/tos.php', () => '/pages/tos'],
    ['/submission.php', () => '/pages/rules'],
    ['/news.php?action=delete&cid=3', () => paths.news({ news: now('news', 2) })],
    ['/contact.php', () => '/'],
    ['/contact.php?action=report&url=contact.php%3Furl%3Dcontact.php', () => '/'],
  ))

test('modules and blocks', () =>
  leads(
    ['/modules/challenges/challenges.php', () => '/challenges'],
    ['/modules/challenges/challenges.php?action=add', () => '/challenges/new'],
    ['/challenges.php', () => '/challenges'],
    ['/modules/challenges/challenges.php?action=respond&chalid=999', () => '/challenges'],
    ['/blocks/shoutbox/archive.php?offset=20', () => '/shouts'],
    ['/blocks/poll/pollarchive.php?poll=1', () => paths.poll({ poll: now('poll', 1) })],
    ['/archive/blocks/poll/pollarchive.php', () => '/polls'],
    ['/modules/epubversion/epubs/1/all/Truth_Universally.epub', () => `${work(1)}/book.epub`],
    ['/archive/modules/epubversion/epubs/1/all/Truth%20Universally.epub', () => `${work(1)}/book.epub`],
    ['/modules/epubversion/manage.php?sid=1', () => work(1)],
  ))

test('however the address was bent on its way', () =>
  leads(
    ['/viewstory.php?sid=1&amp;chapter=2', () => chapter(1, 2)],
    ['/viewstory.php?sid=1&amp;amp;chapter=2', () => chapter(1, 2)],
    ['/viewstory.php?amp;sid=1', () => work(1)],
    ['/viewstory.php?sid=1%26amp%3Bchapter=2', () => chapter(1, 2)],
    ['/viewstory.php?sid=1;chapter=2', () => chapter(1, 2)],
    ['/viewstory.php??sid=1', () => work(1)],
    ['/viewstory.php?;sid=1', () => work(1)],
    ['/viewstory.php?sid=1?chapter=2', () => chapter(1, 2)],
    ['/viewstory.php?sid=3&sid=1', () => work(1)],
    ['/viewstory.php?SID=1&Chapter=2', () => chapter(1, 2)],
    ['/viewstory.php?sid=001', () => work(1)],
    ['/viewstory.php?sid=1.', () => work(1)],
    ['/viewstory.php?sid=+1', () => work(1)],
    ['/viewstory.php?sid[]=1', () => work(1)],
    ['/viewstory.php?sid=1&x=%E0%A4%A', () => work(1)],
    ['/viewstory.php?%FF=%FF&sid=1', () => work(1)],
    ['/viewstory.php%3Fsid=1', () => work(1)],
    ['/ViewStory.php?sid=1', () => work(1)],
    ['/viewstory.php/?sid=1', () => work(1)],
    ['/viewstory.php?&&=&sid=1&chapter=', () => work(1)],
    ['//viewstory.php?sid=1', () => work(1)],
    ['/fanfiction/archive/viewstory.php?sid=1', () => work(1)],
    ['/works/5/chapters/viewstory.php?sid=1', () => work(1)],
    ['/browse/fandoms/viewstory.php?sid=1', () => work(1)],
    ['/authors/viewuser.php?uid=2', () => member(2)],
    ['http://127.0.0.1:8088/viewstory.php?sid=1', () => work(1)],
    ['http://www.elsewhere.example/archive/viewstory.php?sid=1', () => work(1)],
  ))

test('what no site ever had is answered, and leads nowhere', async () => {
  const values = [
    '',
    '0',
    '-1',
    '99999',
    '99999999999999999999',
    "1' or 1=1",
    '1e3',
    '%00',
    '%',
    '%ff',
    'a'.repeat(3000),
    '💩',
  ]
  const pages =
    'viewstory viewuser viewseries series reviews browse search authors toplists news viewpage user stories admin contact titles categories challenges'
  const names =
    'sid chapid chapter uid seriesid item reviewid catid charid classid rating nid page id chalid type action let url'
  for (const page of pages.split(' ')) {
    for (const value of values) {
      const query = names.split(' ').map((name) => `${name}=${value}&${name}[]=${value}`)
      const { status } = await archive.guest().get(`/${page}.php?${query.join('&')}`)
      assert.ok(status === 301 || status === 404, `${page} ${value.slice(0, 30)}: ${status}`)
    }
  }
  for (const path of ['/viewstory.php?sid=99999', '/viewuser.php?uid=0', '/reviews.php?type=XX&item=1', '/nothing.php'])
    assert.equal((await archive.guest().get(path)).status, 404, path)
})

test('a form sent to an old address is led on as a question', async () => {
  const send = (path: string) => archive.guest().send('POST', path, { body: new URLSearchParams({ text: 'x' }) })
  assert.equal(
    (await send('/reviews.php?action=add&type=ST&item=1')).location,
    paths.workReviews({ work: now('story', 1) }),
  )
  assert.equal((await send('/user.php?action=login')).status, 303)
  assert.equal((await send('/nothing.php')).status, 404)
  assert.equal((await archive.guest().send('PUT', '/viewstory.php?sid=1')).status, 404)
})
