/** What is said of a name that nothing declares. */
import type { Sym } from '../expr/ast.js'
import { DOMAIN_WORDS } from '../expr/domain.js'
import { nearest } from '../expr/nearest.js'
import { printSymbol } from '../expr/print.js'

/** What is written for what other languages have under such a name. */
const WRITTEN: Readonly<Record<string, string>> = {
  e: 'the exponential function is written exp(x), its base exp(1)',
  inf: 'infinity is written oo or -oo, where something goes to it',
  infinity: 'infinity is written oo or -oo, where something goes to it',
  infty: 'infinity is written oo or -oo, where something goes to it',
  Infinity: 'infinity is written oo or -oo, where something goes to it',
  Pi: 'the number is written pi',
  PI: 'the number is written pi',
}

/** That a symbol is unknown, and what may be meant: a declared name, another spelling, or a domain. */
export function unknownSymbol(symbol: Sym, names: readonly string[]): string {
  const { name } = symbol
  const written = Object.hasOwn(WRITTEN, name) ? `; ${WRITTEN[name]}` : undefined
  const declared = nearest(name, names)
  const domain = /did you mean/.test(declared) ? '' : nearest(name, DOMAIN_WORDS, '')
  const meant = /did you mean/.test(domain) && name.length > 3 ? domain : declared
  return `unknown symbol ${printSymbol(symbol)}${written ?? meant}`
}

/** The same of what is given for a claim. */
export function unknownGiven(name: string, names: readonly string[]): string {
  const bare = /^(\w+)\[\w+\]$/.exec(name)?.[1]
  const hint =
    bare !== undefined && names.includes(bare) ? `; a family is given by its bare name, ${bare}` : nearest(name, names)
  return `given: unknown symbol ${name}${hint}`
}
