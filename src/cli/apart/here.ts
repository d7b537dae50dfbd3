/** Whether this process runs authors' code, and what is told between it and whoever started it. */

/** The name of the variable that says to a process that it runs apart. */
export const APART = '__REDERIVE_APART'

/** A file whose code is not run again as long as its text has this hash, and why, as a clause. */
export interface Left {
  readonly file: string
  readonly text: string
  readonly why: string
}

/** What a process that runs apart is told when it starts. */
export interface Given {
  /** What each message has with it, which nobody else knows. */
  readonly token: string
  readonly left: readonly Left[]
  /** Keys of what was said before, by one that came to no end. */
  readonly said: readonly string[]
  /** Only to run the code of these files, and to wait so many milliseconds. */
  readonly trial?: { readonly files: readonly string[]; readonly wait: number; readonly fileLimit: number }
}

/** What a process that runs apart tells. */
export type Message =
  | { readonly meets: string; readonly text: string }
  | { readonly begins: string; readonly text: string }
  | { readonly ends: string }
  | { readonly said: string }
  /** A file whose code did something later than when it ran. */
  | { readonly later: string; readonly why: string }
  /** What all code shares was changed after it was read. */
  | { readonly changed: string }
  /** An error that comes from no file that is known. */
  | { readonly fault: string }
  | { readonly alive: true }
  /** The command came to its end, and everything is written. */
  | { readonly code: number }

/** To whoever started this process. */
export interface Channel {
  /** Before the packages of a file are imported. Returns why they may not be, as a clause. */
  meets(file: string, text: string): string | undefined
  /** Just before the code of a file runs. Returns why it may not, as a clause. */
  begins(file: string, text: string): string | undefined
  /** When it has run, thrown, or been ended. */
  ends(file: string): void
  /** Whether something is said for the first time, also by a process before this one. */
  isNew(key: string): boolean
  /** Ends this process where what all code shares has changed. */
  requireIntact(): void
  /** Ends this process, with the exit code of the command. */
  end(code: number): never
}

let opened: Channel | undefined

export function open(channel: Channel): void {
  opened = channel
}

/** Undefined in a process that runs no author's code. */
export const channelHere = (): Channel | undefined => opened

/** Whether something is said for the first time, also by a process before this one. */
export const isNew = (key: string): boolean => opened?.isNew(key) ?? true
