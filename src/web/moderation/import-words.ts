import type { ImportPhase } from '../../import/efiction/progress.ts'
import type { PhasePace } from '../../import/pace.ts'
import type { RunState } from '../../import/runs/run.ts'
import type { MessageKey, Messages } from '../messages/messages.ts'
import { ENGLISH } from '../messages/messages.ts'

export function sizeOf(bytes: number): string {
  if (bytes >= 1e9) return `${round(bytes / 1e9)} GB`
  if (bytes >= 1e6) return `${round(bytes / 1e6)} MB`
  return `${Math.ceil(bytes / 1000)} KB`
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function timeOf(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
}

export function phaseName(t: Messages, phase: ImportPhase): string {
  return wordsFor(t, `imports.phase.${phase}`, phase)
}

export function decodingName(t: Messages, kind: string): string {
  return wordsFor(t, `imports.decoded.${kind}`, kind)
}

/** What has no words of its own yet is called by its name. */
function wordsFor(t: Messages, key: string, name: string): string {
  return Object.hasOwn(ENGLISH, key) ? t(key as MessageKey) : name
}

export function stateName(t: Messages, state: RunState): string {
  return t(`imports.state.${state}`)
}

export function amountOf(t: Messages, { unit }: Pick<PhasePace, 'unit'>, amount: number): string {
  return unit === 'bytes' ? sizeOf(amount) : t.number(Math.round(amount))
}
