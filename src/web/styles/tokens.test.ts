import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

type Colours = Record<string, string>

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** Every block that sets colours, by its selector; the second `:root` is the system's dark one. */
function themes(): Array<[string, Colours]> {
  const found: Array<[string, Colours]> = []
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]*--paper:[^{}]*)\}/g)) {
    const colours = Object.fromEntries(
      [...body!.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
    )
    found.push([selector!.trim(), colours])
  }
  return found
}

/** As WCAG 2.2 defines it, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const NEEDED = [
  ['ink', 'paper', 7],
  ['ink', 'paper-raised', 7],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'paper-raised', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'paper-raised', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['danger', 'paper', 4.5],
  ['danger', 'paper-raised', 4.5],
  ['good', 'paper', 4.5],
  ['good', 'paper-raised', 4.5],
] as const

test('words can be read in every theme', () => {
  const all = themes()
  assert.equal(all.length, 5)
  for (const [theme, colours] of all)
    for (const [front, back, least] of NEEDED) {
      const found = contrast(colours[front]!, colours[back]!)
      assert.ok(found >= least, `${theme}: --${front} on --${back} is ${found.toFixed(2)}, needs ${least}`)
    }
})

test('the dark theme is the same by choice and by system', () => {
  const dark = themes().filter(([, colours]) => luminance(colours.paper!) < 0.1)
  assert.equal(dark.length, 2)
  assert.deepEqual(dark[0]![1], dark[1]![1])
})
