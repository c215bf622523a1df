import { createHash } from 'node:crypto'

export interface Palette {
  ground: string
  /** For words upon the ground; the contrast is above 7 : 1. */
  ink: string
  /** For rules and ornaments. */
  accent: string
}

/** Always the same for the same name. */
export function paletteOf(name: string): Palette {
  const [first, second] = createHash('sha256').update(name.normalize('NFC').toLowerCase()).digest()
  const hue = (first! / 256) * 360
  const light = 0.27 + (second! / 256) * 0.08
  return {
    ground: colour(light, 0.06, hue),
    ink: colour(0.96, 0.015, hue + 40),
    accent: colour(0.78, 0.09, hue + 60),
  }
}

/** OKLCH as `#rrggbb`, for programs that know no other; out of reach is cut off. */
function colour(lightness: number, chroma: number, hue: number): string {
  const angle = (hue * Math.PI) / 180
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return `#${channels.map(hexOf).join('')}`
}

function hexOf(linear: number): string {
  const value = Math.min(Math.max(linear, 0), 1)
  const shown = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
  return Math.round(shown * 255)
    .toString(16)
    .padStart(2, '0')
}
