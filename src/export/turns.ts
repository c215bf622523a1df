/** Lets a few work at once and a few more wait, in the order in which they came; nobody takes all places alone. */
export class Turns {
  private working = 0
  private readonly waiting: Array<() => void> = []
  private readonly places = new Map<string, number>()
  private readonly limits: TurnLimits

  constructor(limits: TurnLimits) {
    this.limits = limits
  }

  /**
   * Null: too many wait already, or it took too long. Else what ends the turn, which must be called. The signal ends
   * the waiting with its reason.
   */
  async begin(asker: string, signal: AbortSignal): Promise<(() => void) | null> {
    signal.throwIfAborted()
    const taken = this.places.get(asker) ?? 0
    const isFull = this.working >= this.limits.atOnce && this.waiting.length >= this.limits.waiting
    if (isFull || taken >= this.limits.each) return null
    this.places.set(asker, taken + 1)
    const leave = () => this.leave(asker)
    try {
      if (!(await this.come(signal))) {
        leave()
        return null
      }
    } catch (error) {
      leave()
      throw error
    }
    return () => {
      leave()
      this.next()
    }
  }

  /** Waits until it is one's turn; false: that took too long. */
  private async come(signal: AbortSignal): Promise<boolean> {
    if (this.working < this.limits.atOnce) {
      this.working += 1
      return true
    }
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    const come = () => resolve(true)
    const give = (settle: () => void) => {
      const at = this.waiting.indexOf(come)
      if (at >= 0) this.waiting.splice(at, 1)
      settle()
    }
    const abort = () => give(() => reject(signal.reason as Error))
    const timer = setTimeout(() => give(() => resolve(false)), this.limits.waitSeconds * 1000)
    signal.addEventListener('abort', abort, { once: true })
    this.waiting.push(come)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }

  private next(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.working -= 1
  }

  private leave(asker: string): void {
    const left = this.places.get(asker)! - 1
    if (left === 0) this.places.delete(asker)
    else this.places.set(asker, left)
  }
}

export interface TurnLimits {
  atOnce: number
  waiting: number
  waitSeconds: number
  /** Places that one asker may hold, at work and waiting together. */
  each: number
}
