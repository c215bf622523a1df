// The words of a text as searches know them. The same rule reads texts, headings and what somebody looks for, so that both
// databases, which are given nothing but these words, find the same.
import { foldSigns, foldWord } from './fold.ts'
import { APOSTROPHE, IGNORED, kindOf, kindsOfUnits, LETTER, MARK, NOTHING, PICTURE, QUOTE, SIGN } from './kinds.ts'
import { KnownWords } from './known-words.ts'
import { isPlainSign } from './sign-pairs.ts'

/** `start` and `end` are where it stands in the text; `isLastSign`: it ends a run of signs, alone, without its second. */
export type TakeToken = (token: string, start: number, end: number, isLastSign: boolean) => void

/** Of one kind: LETTER (a word), SIGN or PICTURE. */
export type TakeRun = (kind: number, start: number, end: number) => void

/** The stretches of a text that have words. */
export function eachRun(text: string, take: TakeRun): void {
  const kinds = kindsOfUnits()
  let at = 0
  while (at < text.length) {
    if (kinds[text.charCodeAt(at)] === NOTHING && !isHalf(text.charCodeAt(at))) {
      at += 1
      continue
    }
    const kind = kindAt(text, at, kinds)
    const end = kind === LETTER ? endOfWord(text, at, kinds) : endOfRun(text, at, kinds)
    if (kind === LETTER || kind === SIGN || kind === PICTURE) take(kind, at, end)
    at = end
  }
}

/** In order. A run of signs gives every two of them, and the last one by itself. */
export function eachToken(text: string, take: TakeToken): void {
  eachRun(text, (kind, start, end) => {
    if (kind === LETTER) takeWord(text, start, end, take)
    else if (kind === SIGN) takeSigns(text, start, end, take)
    else take(text.slice(start, end), start, end, false)
  })
}

export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  eachToken(text, (token) => tokens.push(token))
  return tokens
}

function kindAt(text: string, at: number, kinds: Uint8Array): number {
  const code = text.charCodeAt(at)
  if (!isHalf(code)) return kinds[code]!
  return kindOf(String.fromCodePoint(text.codePointAt(at)!))
}

/** Of a sign that takes two units. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function lengthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1
}

/** An apostrophe is inside a word when a letter follows it, a quotation mark only between Hebrew letters. */
function endOfWord(text: string, start: number, kinds: Uint8Array): number {
  let end = start
  while (isAlphanumeric(text.charCodeAt(end))) end += 1
  for (let at = end; at < text.length;) {
    const kind = kindAt(text, at, kinds)
    if (kind === LETTER || kind === MARK) end = at + lengthAt(text, at)
    else if (kind === APOSTROPHE && kindAt(text, at + 1, kinds) === LETTER) end = at + 1
    else if (kind === QUOTE && isHebrew(text, at - 1) && isHebrew(text, at + 1)) end = at + 1
    else if (kind !== IGNORED) break
    at += lengthAt(text, at)
  }
  return end
}

function isHebrew(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x0591 && code <= 0x05ea
}

function endOfRun(text: string, start: number, kinds: Uint8Array): number {
  const kind = kindAt(text, start, kinds)
  let at = start + lengthAt(text, start)
  if (kind !== SIGN) return at
  while (at < text.length) {
    const next = kindAt(text, at, kinds)
    if (next !== SIGN && next !== MARK && next !== IGNORED) break
    at += lengthAt(text, at)
  }
  return at
}

/** Of ASCII, in a text as in its UTF-8. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)
}

/** Folding one takes as long as looking up twenty. */
const known = new KnownWords<readonly string[]>()

function takeWord(text: string, start: number, end: number, take: TakeToken): void {
  const folded = known.get(text, start, end, foldWord)
  for (let index = 0; index < folded.length; index += 1) take(folded[index]!, start, end, false)
}

interface Sign {
  sign: string
  start: number
  end: number
}

function takeSigns(text: string, start: number, end: number, take: TakeToken): void {
  let before: Sign | null = null
  for (const sign of signsIn(text, start, end)) {
    if (before) take(before.sign + sign.sign, before.start, sign.end, false)
    before = sign
  }
  if (before) take(before.sign, before.start, before.end, true)
}

/** A sign with what stands upon it, and the parts of a syllable, are folded together. */
const CLUSTER = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|.[\u3099\u309a\uff9e\uff9f]*/gsu

function hasPlainSignsAlone(run: string): boolean {
  for (let at = 0; at < run.length; at += 1) if (!isPlainSign(run.charCodeAt(at))) return false
  return true
}

function signsIn(text: string, start: number, end: number): Sign[] {
  const run = text.slice(start, end)
  if (hasPlainSignsAlone(run)) {
    return Array.from(run, (sign, index) => ({ sign, start: start + index, end: start + index + 1 }))
  }
  const signs: Sign[] = []
  for (const { 0: cluster, index } of run.matchAll(CLUSTER)) {
    const from = start + index
    for (const sign of foldSigns(cluster)) signs.push({ sign, start: from, end: from + cluster.length })
  }
  return signs
}
