/** The entry of a thread that ends its process when the parent is gone, whatever the process is busy with. */
import { workerData } from 'node:worker_threads'

const PERIOD_MS = 1000

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
}, PERIOD_MS)
