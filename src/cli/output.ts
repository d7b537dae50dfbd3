/** Where the command line writes: the report to standard output and nothing else there, what is said beside it to standard error. */
import { createWriteStream } from 'node:fs'
import { Socket } from 'node:net'
import { WriteStream, isatty } from 'node:tty'
import { kindOf } from '../system/kind.js'
import { channelHere } from './apart/here.js'

/** The descriptors of the two: others than usual where those are an author's code's. */
const DESCRIPTORS = { out: 1, beside: 2 }

type Name = keyof typeof DESCRIPTORS

const streams = new Map<Name, NodeJS.WritableStream>()

/** Has everything written to these descriptors from now on. */
export function writeTo(out: number, beside: number): void {
  Object.assign(DESCRIPTORS, { out, beside })
  streams.clear()
}

function streamOf(name: Name): NodeJS.WritableStream {
  const known = streams.get(name)
  if (known) return known
  const descriptor = DESCRIPTORS[name]
  const own = descriptor === 1 ? process.stdout : descriptor === 2 ? process.stderr : undefined
  const stream = own ?? streamTo(descriptor)
  // What is said beside the report may be heard by nobody.
  if (name === 'beside') (stream as NodeJS.WritableStream).on('error', () => {})
  streams.set(name, stream)
  return stream
}

/** A stream to a descriptor, as the standard ones are: a pipe that is full is waited for, which a stream to a file does not do. */
function streamTo(fd: number): NodeJS.WritableStream {
  if (isatty(fd)) return new WriteStream(fd)
  const kind = kindOf(fd)
  return kind.isFIFO() || kind.isSocket()
    ? new Socket({ fd, readable: false, writable: true })
    : createWriteStream('', { fd, autoClose: false })
}

/** Writes a line of the report. */
export function say(line: string): void {
  // What a changed built-in object has made of it is not said.
  channelHere()?.requireIntact()
  streamOf('out').write(`${line}\n`)
}

/** Writes a line beside the report. */
export const sayBeside = (line: string): void => void streamOf('beside').write(`${line}\n`)

/** A line that is overwritten by the next on a terminal, and not written at all elsewhere. */
export function progress(text: string): void {
  if (isatty(DESCRIPTORS.beside)) streamOf('beside').write(`\r\x1b[2K${text}`)
}

/** Whether the report is read on a terminal. */
export const isOnTerminal = (): boolean => isatty(DESCRIPTORS.out)

/** Who is told that something cannot be written. */
export function onWriteError(name: Name, listener: (error: NodeJS.ErrnoException) => void): void {
  streamOf(name).on('error', listener)
}

/** Resolves when all that was written so far is out, or cannot be. */
export async function written(): Promise<void> {
  const flushed = [...streams.values()].map(
    (stream) => new Promise<void>((resolve) => void stream.write('', () => resolve())),
  )
  await Promise.all(flushed)
}
