import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { listSizes } from './file-sizes.ts'
import { ROOT } from './list-files.ts'

// Lowest first. Rooms of one floor never import one another.
const FLOORS = [
  ['errors.ts', 'text'],
  ['store'],
  ['site'],
  ['people'],
  ['tags'],
  ['works'],
  ['reviews'],
  ['talk'],
  ['reading'],
  ['collections'],
  ['moderation'],
  ['notices', 'search', 'export', 'import', 'demo'],
  ['web', 'cli', 'config.ts', 'jobs'],
  ['serve.ts', 'main.ts'],
]

/** What cli may take from config.ts and serve from main's floor: the same floor, said by name. */
const ALLOWED = ['cli -> config.ts', 'main.ts -> serve.ts']

/** Files over 300 lines, each with the reason why it is one subject. */
const LONG: Record<string, string> = {}

/** Hold nothing but facts and may be of any length. */
const FACTS = ['src/web/messages/en/', 'src/tags/preset-facts.ts', 'src/demo/']

const FORBIDDEN_NAMES = /^(utils?|helpers?|common|misc|shared|services?|managers?|lib|index)$/

const EFICTION_WORDS =
  /\b(sid|chapid|penname|pennames|inorder|storynotes|rid|catid|charid|classid|uid|validated|coauthors|fanfiction_\w+)\b/
/** Where old addresses and old logins arrive; and a format whose own word is one of them. */
const MAY_SPEAK_EFICTION = [
  /^src\/import\/efiction\//,
  /^src\/cli\/import-efiction\.ts$/,
  /^src\/web\/site\/old-addresses/,
  /^src\/export\/epub\/ncx\.ts$/,
]

const files = globSync('src/**/*.ts', { cwd: ROOT }).toSorted()
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const roomOf = (file: string) => file.split('/')[1]!
const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room))
const isTest = (file: string) => file.endsWith('.test.ts')

function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)
  return [...found].map(([, path]) => normalize(join(dirname(file), path!))).filter((path) => path.startsWith('src/'))
}

test('every room has its floor', () => {
  assert.deepEqual(
    [...new Set(files.map(roomOf))].filter((room) => floorOf(room) < 0),
    [],
  )
})

test('imports only point down', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((to) => roomOf(to) !== roomOf(file) && floorOf(roomOf(to)) >= floorOf(roomOf(file)))
      .filter((to) => !ALLOWED.includes(`${roomOf(file)} -> ${roomOf(to)}`))
      .map((to) => `${file} -> ${to}`),
  )
  assert.deepEqual(wrong, [])
})

test('no two files import each other, not even by way of others', () => {
  assert.deepEqual(findCircles(), [])
})

function findCircles(): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (file: string, path: string[]) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') return void circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    state.set(file, 'open')
    for (const to of importsOf(file)) visit(to, [...path, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  return circles
}

test('no file or folder hides what it is about', () => {
  const all = globSync(['src/**/*', 'test/**/*', 'bench/**/*'], { cwd: ROOT })
  const wrong = all.filter((path) => FORBIDDEN_NAMES.test(basename(path).replace(/(\.\w+)+$/, '')))
  assert.deepEqual(wrong, [])
})

test('the old software’s words stay at the door where old sites move in', () => {
  const wrong = files
    .filter((file) => !isTest(file) && !MAY_SPEAK_EFICTION.some((place) => place.test(file)))
    .flatMap((file) => linesWith(file, EFICTION_WORDS))
  assert.deepEqual(wrong, [])
})

test('nothing but tests hashes passwords cheaply', () => {
  const wrong = files
    .filter((file) => !isTest(file) && file !== 'src/people/password.ts')
    .flatMap((file) => linesWith(file, /hashCheaply/))
  assert.deepEqual(wrong, [])
})

test('long files are split or have a reason', () => {
  const wrong = listSizes()
    .filter(({ file, lines }) => lines > 300 && !LONG[file] && !FACTS.some((place) => file.startsWith(place)))
    .map(({ file, lines }) => `${file}: ${lines}`)
  assert.deepEqual(wrong, [])
})

test('nothing names the place where it was written or fetched from', () => {
  const names = /\/wor[k]\/|registry[.]npmjs|registry[.]yarnpkg/
  const tracked = globSync(['*', '{bin,src,test,bench,docs,.ci}/**/*'], { cwd: ROOT, exclude: isNoText })
  const wrong = tracked.filter((file) => /\.\w+$|\/run$|LICENSE/.test(file)).flatMap((file) => linesWith(file, names))
  assert.deepEqual(wrong, [])
})

function isNoText(path: string): boolean {
  return /\.(gz|png|tar|woff2?)$|^(node_modules|data|\.cache)$/.test(path)
}

function linesWith(file: string, words: RegExp): string[] {
  const lines = read(file).split('\n')
  return lines.flatMap((line, index) =>
    words.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
  )
}

test('released migrations stay as they are', () => {
  const released = JSON.parse(read('test/data/migrations.json')) as Record<string, string>
  const changed = Object.entries(released).filter(
    ([file, checksum]) =>
      createHash('sha256')
        .update(read(join('src/store/migrations', file)))
        .digest('hex') !== checksum,
  )
  assert.deepEqual(changed, [])
})
