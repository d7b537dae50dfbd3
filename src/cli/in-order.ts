/** Work on a stream of items, several at a time, the results in the order of the items. */

/**
 * Yields what `work` makes of each item, in order and as soon as it and those before it are done. At most `ahead` items are taken
 * before their results are wanted. Throws what the items or the work throw.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const queue: Promise<R>[] = []
  let ended: { readonly error?: unknown } | undefined
  let stopped = false
  let wakeReader = (): void => {}
  let wakeWriter = (): void => {}
  const sleep = (keep: (wake: () => void) => void): Promise<void> => new Promise(keep)

  const reading = (async () => {
    try {
      for await (const item of items) {
        const result = work(item)
        // Whoever takes it from the queue sees the error; until then it is not an unhandled one.
        result.catch(() => {})
        queue.push(result)
        wakeWriter()
        while (queue.length >= ahead && !stopped) {
          await sleep((wake) => {
            wakeReader = wake
          })
        }
        if (stopped) break
      }
      ended = {}
    } catch (error) {
      ended = { error }
    }
    wakeWriter()
  })()

  try {
    for (;;) {
      const head = queue[0]
      if (head) {
        yield await head
        queue.shift()
        wakeReader()
      } else if (ended) break
      else {
        await sleep((wake) => {
          wakeWriter = wake
        })
      }
    }
    if (ended && 'error' in ended) throw ended.error
  } finally {
    stopped = true
    wakeReader()
  }
  await reading
}
