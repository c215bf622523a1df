import type { Random } from '../random.ts'

/** A place in a ranking of so many, as frequent as its rank says (Zipf and Mandelbrot); a larger `flat` has no stars. */
export function ranked(random: Random, many: number, flat: number): number {
  return Math.min(many - 1, Math.floor(flat * Math.exp(random.next() * Math.log((many + flat) / flat)) - flat))
}

/** Mean 17, most often 11, now and then 75. */
export function drawTagCount(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Math.max(5, Math.min(75, Math.round(Math.exp(2.688 + 0.539 * normal))))
}
