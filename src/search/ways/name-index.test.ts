// The index gives what looking at every name gives, through thousands of names and changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { endsOf, foldForLooking, wordsOfName } from '../../text/name-words.ts'
import { type Candidate, isBetter, NameIndex } from './name-index.ts'

const SYLLABLES = ['sa', 'se', 'su', 'sea', 'bu', 'ran', 'ねこ', 'の', 'é', 'thro', 'c']
const NAMES = 5600
const LIMIT = 30

interface Name {
  name: string
  countedAs: number
}

function aName(random: Random): string {
  const word = () => Array.from({ length: 1 + random.below(3) }, () => random.pick(SYLLABLES)).join('')
  return Array.from({ length: 1 + random.below(3) }, word).join(' ')
}

function plainly(names: ReadonlyMap<number, Name>, text: string, sizes: Uint32Array, preferred: ReadonlySet<number>) {
  const folded = foldForLooking(text)
  const words = [...new Set(wordsOfName(folded))].slice(0, 6)
  const least = words.length > 1 ? words.length - 1 : 1
  const found: Candidate[] = []
  for (const [id, { name, countedAs }] of names) {
    const own = foldForLooking(name)
    const ends = wordsOfName(own).flatMap(endsOf)
    const count = words.filter((word) => ends.some((end) => end.startsWith(word))).length
    if (words.length === 0 || count < least) continue
    const starts = count === words.length && own.startsWith(folded) ? 32 : 0
    found.push({ id, rank: starts + 2 * count + (preferred.has(id) ? 1 : 0), size: sizes[countedAs]!, name: own })
  }
  return found
    .sort((one, other) => (isBetter(one, other) ? -1 : 1))
    .slice(0, LIMIT)
    .map(({ id }) => id)
}

test('names are found as by looking at each of them', () => {
  const random = new Random(5)
  const sizes = Uint32Array.from({ length: NAMES + 100 }, () => random.below(40))
  const [index, names] = [new NameIndex(), new Map<number, Name>()]
  const put = (id: number) => {
    const name = { name: aName(random), countedAs: random.below(4) === 0 ? 1 + random.below(id) : id }
    names.set(id, name)
    index.put(id, name.name, name.countedAs)
  }
  for (let id = 1; id <= NAMES; id++) put(id)
  const sizeOf = (id: number) => sizes[id]!
  const texts = [
    's',
    'sa',
    'se',
    'c',
    'ね',
    'こ',
    'sa s',
    'sea c',
    'の s',
    'thro thro',
    'ran sa bu',
    'é',
    'buransa',
    '-',
  ]
  for (let round = 0; round < 6; round++) {
    for (const text of texts) {
      const preferred = new Set(round % 2 === 0 ? [] : Array.from({ length: 40 }, () => 1 + random.below(NAMES)))
      const looked = { text, limit: LIMIT, audience: 2, sizeOf, preferred, isWanted: () => true }
      const found = index.find(looked).map(({ id }) => id)
      assert.deepEqual(found, plainly(names, text, sizes, preferred), `${text}, round ${round}`)
    }
    for (let change = 0; change < 20; change++) put(1 + random.below(NAMES))
    const gone = 1 + random.below(NAMES)
    names.delete(gone)
    index.remove(gone)
  }
})
