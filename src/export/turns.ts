/** Lets a few work at once and a few more wait, in the order in which they came. */
export class Turns {
  private working = 0
  private readonly waiting: Array<() => void> = []
  private readonly most: number
  private readonly mostWaiting: number

  constructor(most: number, mostWaiting: number) {
    this.most = most
    this.mostWaiting = mostWaiting
  }

  /** False: too many wait already, or it took too long. Once true, `end` must follow. The signal ends the waiting. */
  async begin(signal: AbortSignal, mostMs: number): Promise<boolean> {
    signal.throwIfAborted()
    if (this.working < this.most) {
      this.working += 1
      return true
    }
    if (this.waiting.length >= this.mostWaiting) return false
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    const come = () => resolve(true)
    const leave = (settle: () => void) => {
      this.waiting.splice(this.waiting.indexOf(come), 1)
      settle()
    }
    const abort = () => leave(() => reject(signal.reason as Error))
    const timer = setTimeout(() => leave(() => resolve(false)), mostMs)
    signal.addEventListener('abort', abort, { once: true })
    this.waiting.push(come)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }

  end(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.working -= 1
  }
}
