import { minutesToRead } from '../../text/reading-time.ts'
import type { Messages } from '../messages/messages.ts'

const HOUR = 60
/** From here on only whole hours are said. */
const LONG_HOURS = 10

/** "about 12 min", "about 2 h 5 min", "about 14 h"; empty when there is nothing to read. */
export function readingTime(t: Messages, wordCount: number, language: string): string {
  const total = minutesToRead(wordCount, language)
  if (total === 0) return ''
  if (total < HOUR) return t('reading.minutes', { minutes: total })
  const rounded = total < LONG_HOURS * HOUR ? Math.round(total / 5) * 5 : Math.round(total / HOUR) * HOUR
  const [hours, minutes] = [Math.floor(rounded / HOUR), rounded % HOUR]
  return minutes === 0 ? t('reading.hours', { hours }) : t('reading.hoursMinutes', { hours, minutes })
}
