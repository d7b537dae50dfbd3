/** A thread that ends its process when the parent is gone, whatever the process is busy with. This file is its entry, too. */
import { Worker, isMainThread, workerData } from 'node:worker_threads'
import { workerEntry } from '../engines/worker-entry.js'

const PERIOD_MS = 100

/** Ends this process soon after the process of that number, which has started it, has come to its end. */
export function endWith(parent: number): void {
  const { url, execArgv } = workerEntry(import.meta.url, 'parent-watch')
  new Worker(url, { workerData: { watched: parent }, execArgv, env: {} }).unref()
}

const watched = isMainThread ? undefined : (workerData as { readonly watched?: number } | null)?.watched
if (watched !== undefined)
  setInterval(() => {
    if (process.ppid !== watched) process.kill(process.pid, 'SIGKILL')
  }, PERIOD_MS)
