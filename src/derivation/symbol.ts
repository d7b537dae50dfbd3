/** What an author declares about a symbol. */
import { AuthorError, shown } from '../expr/author-error.js'
import { type Domain, parseDomain } from '../expr/domain.js'
import { known } from './strict.js'

/** A declared symbol: a free quantity with a domain, or a name for a formula. */
export interface Declaration {
  readonly meaning: string
  readonly domain: string
  /** TeX of the bare symbol where the name does not say it (indices are added to it). */
  readonly tex?: string
  /** The formula it abbreviates. */
  readonly is?: string
}

export interface DeclarationOptions {
  readonly tex?: string
}

const OPTIONS = ['tex']

const declare =
  (domain: string) =>
  (meaning: string, options: DeclarationOptions = {}): Declaration => {
    known(`the declaration of a ${domain} symbol`, options, OPTIONS)
    return { meaning, domain, ...options }
  }

/** A symbol that may be any real number. */
export const real = declare('real')
/** A symbol greater than zero. */
export const positive = declare('positive')
/** A symbol that is zero or greater. */
export const nonnegative = declare('nonnegative')
/** A symbol other than zero. */
export const nonzero = declare('nonzero')

/** A symbol in an interval such as `(0,1)` or `[0,oo)`. Throws AuthorError for a text that is no domain. */
export function inDomain(domain: string, meaning: string, options: DeclarationOptions = {}): Declaration {
  domainOf(domain, [0])
  known('inDomain(...)', options, OPTIONS)
  return { meaning, domain, ...options }
}

/** A name for the formula `is`. A domain narrower than real becomes a claim that is proved like any other. */
export function defined(
  is: string,
  meaning: string,
  options: DeclarationOptions & { readonly domain?: string } = {},
): Declaration {
  known('defined(...)', options, [...OPTIONS, 'domain'])
  return { is, meaning, domain: 'real', ...options }
}

/** What a scope knows of a name. */
export interface Entry {
  readonly name: string
  /** Number of indices it takes: 0 or 1 for most. */
  readonly indices: number
  readonly declaration: Declaration
  readonly domain: Domain
}

/** The domain that a text at `path` says. Throws AuthorError where it says none. */
export function domainOf(text: string, path: readonly (string | number)[]): Domain {
  if (typeof text !== 'string') throw new AuthorError(`a domain is a text, found ${shown(text)}`, { path })
  try {
    return parseDomain(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AuthorError(error.message, { path, text, offset: 0 })
  }
}
