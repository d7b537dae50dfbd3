/** What a process writes when its engine breaks down: not for readers, but it says whether memory ran out. */

const BEGINS = /^(?:<--- Last few GCs --->|FATAL ERROR:|----- Native stack trace -----|\s*#\s*$|\s*# Fatal)/m
const OF_MEMORY = /heap out of memory|allocation failed|bad_alloc|OOM/i

/** Passes on what comes but for that. Resolves, when it ends, with whether memory ran out. */
export async function withoutCrash(stream: NodeJS.ReadableStream, pass: (text: string) => void): Promise<boolean> {
  stream.setEncoding('utf8')
  let crash: string | undefined
  for await (const part of stream) {
    const text = String(part)
    if (crash !== undefined) {
      crash += text
      continue
    }
    const at = text.search(BEGINS)
    if (at < 0) pass(text)
    else {
      if (at > 0) pass(text.slice(0, at))
      crash = text.slice(at)
    }
  }
  return crash !== undefined && OF_MEMORY.test(crash)
}
