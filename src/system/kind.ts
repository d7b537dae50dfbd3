/**
 * What lies at a path, or behind a descriptor. It is asked for in whole numbers that are bigints: of what is asked for otherwise node remembers the last
 * in one place, and where that was a pipe or a socket its `realpath`, which looks there for something else, leaves links as they are
 * in the next path that it looks at. A package that is imported then is not the one that it was before.
 */
import { type BigIntStats, fstatSync, lstatSync, statSync } from 'node:fs'

/** What is at a path, through links; undefined where there is nothing. */
export const kindAt = (path: string): BigIntStats | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })

/** The same of a link itself. */
export const kindOfLink = (path: string): BigIntStats | undefined =>
  lstatSync(path, { bigint: true, throwIfNoEntry: false })

/** What is open. */
export const kindOf = (descriptor: number): BigIntStats => fstatSync(descriptor, { bigint: true })
