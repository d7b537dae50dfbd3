/** Runs jobs in the order they come, `slots` at a time. */
export class Turns {
  private readonly waiting: (() => void)[] = []
  constructor(private slots: number) {}

  take<T>(job: () => Promise<T>): Promise<T> {
    const result = new Promise<void>((resolve) => {
      if (this.slots > 0) {
        this.slots--
        resolve()
      } else this.waiting.push(resolve)
    })
      .then(job)
      .finally(() => {
        const next = this.waiting.shift()
        if (next) next()
        else this.slots++
      })
    // Whoever awaits it sees the error; until then it is not an unhandled one.
    result.catch(() => {})
    return result
  }
}
