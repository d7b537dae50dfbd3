/** Tells who waits that something still goes on. */

const MINUTE_MS = 60_000

/** Tells after 1, 2, 4, 8, ... minutes, until what it returns is called. */
export function whileWaiting(tell: (minutes: number) => void): () => void {
  let minutes = 0
  const timer = setInterval(() => {
    minutes++
    if (Number.isInteger(Math.log2(minutes))) tell(minutes)
  }, MINUTE_MS)
  return () => clearInterval(timer)
}
