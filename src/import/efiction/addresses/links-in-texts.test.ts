import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadHome } from './links-in-texts.ts'
import type { OldSiteAddress } from './old-sites.ts'

const OLD: OldSiteAddress = {
  id: 1,
  source: 'old',
  host: 'old.example',
  path: '/archive',
  storyFolder: 'stories',
  numbersChapters: false,
  byOwner: false,
}

function led(address: string, sites = [OLD], at = '/works/5/chapters/7'): string {
  const page = leadHome(`<p><a href="${address}" rel="nofollow">x</a></p>`, sites, at)
  return /href="([^"]*)"/.exec(page)![1]!
}

test('a link to the old site leads to its old address on this archive', () => {
  const cases: Array<[string, string]> = [
    ['http://old.example/archive/viewstory.php?sid=12&amp;chapter=3', '/archive/viewstory.php?sid=12&amp;chapter=3'],
    ['https://www.OLD.example/archive/viewuser.php?uid=3#bio', '/archive/viewuser.php?uid=3#bio'],
    ['//old.example:8080/viewstory.php?sid=12', '/viewstory.php?sid=12'],
    ['http://old.example//archive//viewstory.php?sid=12', '/archive/viewstory.php?sid=12'],
    ['http://old.example/archive/', '/archive/'],
    ['http://old.example/archive', '/archive'],
    ['http://old.example/archive/stories/3/images/map.png', '/archive/stories/3/images/map.png'],
    ['viewstory.php?sid=12&amp;chapter=3#t-end', '/viewstory.php?sid=12&amp;chapter=3#t-end'],
    ['../viewstory.php?sid=12', '/viewstory.php?sid=12'],
    ['./viewstory.php?sid=12', '/viewstory.php?sid=12'],
    ['archive/viewuser.php?uid=3', '/archive/viewuser.php?uid=3'],
    ['/archive/viewuser.php?uid=3', '/archive/viewuser.php?uid=3'],
    ['modules/challenges/challenges.php?chalid=3', '/modules/challenges/challenges.php?chalid=3'],
    ['ViewStory.php?sid=12', '/ViewStory.php?sid=12'],
  ]
  for (const [from, to] of cases) assert.equal(led(from), to, from)
})

test('all other links stay as they are', () => {
  for (const address of [
    'http://elsewhere.example/viewstory.php?sid=12',
    'http://not-old.example/archive/viewstory.php?sid=12',
    'http://old.example.evil.example/archive/viewstory.php?sid=12',
    'http://old.example/forum/thread.php?id=3',
    'http://old.example/archive/forum/index.php?topic=3',
    'http://old.example/',
    'mailto:viewstory.php@old.example',
    '#t-viewstory.php',
    'page.php?sid=1',
    'https://www.fanfiction.example/s/12',
  ])
    assert.equal(led(address), address)
})

test('words that only look like links stay as they are', () => {
  const page =
    '<p>href="viewstory.php?sid=1" and viewstory.php?sid=2</p><textarea>&lt;a href=&quot;viewstory.php?sid=3&quot;</textarea>'
  assert.equal(
    leadHome(page.replaceAll('href="v', 'href=&quot;v'), [OLD], '/'),
    page.replaceAll('href="v', 'href=&quot;v'),
  )
})

test('where several sites moved in, a link without host keeps the work that it stands in', () => {
  const sites = [OLD, { ...OLD, id: 2, source: 'other', host: 'other.example', path: '' }]
  assert.equal(led('viewstory.php?sid=12', sites), '/works/5/viewstory.php?sid=12')
  assert.equal(led('viewstory.php?sid=12', sites, '/authors/ada'), '/viewstory.php?sid=12')
  assert.equal(led('http://other.example/viewstory.php?sid=12', sites), '/viewstory.php?sid=12')
})

test('a page without such links is not even copied, and costs next to nothing', () => {
  const page = `<p>${'It was a dark and stormy night. <a href="https://else.example/">x</a> '.repeat(2000)}</p>`
  assert.equal(leadHome(page, [OLD], '/'), page)
  const started = process.cpuUsage()
  for (let round = 0; round < 100; round++) leadHome(`${page}${round}`, [OLD], '/')
  const { user } = process.cpuUsage(started)
  const each = user / 1000 / 100
  assert.ok(each < 3, `${each} ms for ${page.length} characters`)
})
