import type { Random } from '../random.ts'
import { drawTagCount, ranked } from './draw.ts'
import { DAY, END, type FindSize } from './size.ts'
import type { TagTree } from './tag-tree.ts'

export interface DrawnWork {
  id: number
  ratingId: number
  /** As chosen, in order. */
  tagIds: number[]
  /** With what they stand for, upwards. */
  expandedIds: number[]
  isCrossover: boolean
  mainPairing: number | null
  pseudIds: number[]
  language: string
  isComplete: boolean
  isOpen: boolean
  postedAt: number
  updatedAt: number
  words: number
  chapters: number
  kudos: number
  reviews: number
  reads: number
}

const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'en', 'zh', 'es', 'ru', 'fr', 'ja', 'de', 'ar']

export function drawWork(id: number, size: FindSize, tree: TagTree, random: Random): DrawnWork {
  const postedAt = END - 6000 * DAY + Math.floor((id / size.works) * 5800) * DAY + random.below(DAY)
  const chosen = drawTags(tree, random)
  const fandoms = chosen.filter((tag) => tree.tags[tag - 1]!.vocabularyId === 4)
  const pairing = chosen.find((tag) => tree.tags[tag - 1]!.vocabularyId === 6)
  const expanded = new Set(chosen.flatMap((tag) => tree.expand(tag)))
  return {
    id,
    ratingId: chosen[0]!,
    tagIds: chosen,
    expandedIds: [...expanded].sort((one, other) => one - other),
    isCrossover: new Set(fandoms.map((tag) => tree.rootOf(tag))).size > 1,
    mainPairing: pairing === undefined ? null : (tree.tags[pairing - 1]!.canonicalId ?? pairing),
    pseudIds: drawPseuds(size, random),
    language: random.pick(LANGUAGES),
    isComplete: random.below(100) < 70,
    isOpen: random.below(100) < 85,
    postedAt,
    updatedAt: postedAt + (random.below(3) === 0 ? random.below(200) * DAY : 0),
    words: 100 + random.skewed(200_000),
    chapters: 1 + random.skewed(40),
    kudos: random.skewed(5000),
    reviews: random.skewed(300),
    reads: random.skewed(90_000),
  }
}

function drawPseuds(size: FindSize, random: Random): number[] {
  const first = 1 + random.skewed(size.authors)
  return random.below(20) === 0 ? [...new Set([first, 1 + random.skewed(size.authors)])] : [first]
}

function drawTags(tree: TagTree, random: Random): number[] {
  const tags = new Set<number>()
  tags.add(tree.ratings[ranked(random, tree.ratings.length, 2)]!)
  tags.add(tree.warnings[ranked(random, tree.warnings.length, 1)]!)
  tags.add(tree.kinds[ranked(random, tree.kinds.length, 2)]!)
  const fandoms = [tree.fandoms[ranked(random, tree.fandoms.length, 4)]!]
  if (random.below(7) === 0) fandoms.push(tree.fandoms[ranked(random, tree.fandoms.length, 4)]!)
  for (const fandom of fandoms) tags.add(fandom)
  const many = drawTagCount(random)
  for (let tries = 0; tags.size < many && tries < 200; tries++) tags.add(drawTag(tree, random, random.pick(fandoms)))
  return [...tags]
}

function drawTag(tree: TagTree, random: Random, fandom: number): number {
  const chance = random.below(100)
  const from =
    chance < 32 ? tree.characters.get(fandom)! : chance < 48 ? tree.relationships.get(fandom)! : tree.freeforms
  return from[ranked(random, from.length, 5)]!
}
