/**
 * Claims as calls: what each call takes, at which place. What an author gave is held to it when the claim is stated, so that a call with something missing is one
 * claim that is invalid, and nothing reads an argument that is not what it should be.
 */
import { AuthorError, VALUE, shown } from '../expr/author-error.js'
import { found } from '../expr/mistakes.js'
import { asOurs, ownData } from './authored.js'
import type { Claim, ClaimOptions } from './claim.js'
import { isRecord, known } from './strict.js'

/** One argument of a call. */
export interface Taken {
  /** With its article: `a rate`. */
  readonly what: string
  /** How it is written: `a formula as a text`. */
  readonly as: string
  fits(value: unknown): boolean
}

/** What a call takes: arguments, and then its options. */
export interface Call {
  readonly name: string
  /** The kind of the claims that it makes. */
  readonly kind: string
  readonly takes: readonly Taken[]
  /** Options beside those of every claim. */
  readonly more?: readonly string[]
  /** Those of them without which it is no claim. */
  readonly required?: readonly string[]
}

/** A claim but for what its call says of it. */
export type Made<Statement> = Omit<Claim<Statement>, 'kind' | 'options' | 'written'> & { readonly kind?: string }

const COMMON = ['note', 'given', 'figure', 'cites']
const ORDINALS = ['first', 'second', 'third', 'fourth']

const isText = (value: unknown): boolean => typeof value === 'string'

/** An argument that is a formula. */
export const formulaFor = (what: string): Taken => ({ what, as: 'a formula as a text', fits: isText })

/** An argument that is a list of formulas. */
export const formulasFor = (what: string): Taken => ({ what, as: 'a list of formulas', fits: Array.isArray })

/** An argument that is a text of another kind, such as `positive`. */
export const textFor = (what: string, as: string): Taken => ({ what, as, fits: isText })

/** The claim of a call that was given these arguments. `make` sees them as our own, and only where they are what the call takes; what an option holds it looks at itself. */
export function claimed<G extends unknown[], Statement>(
  call: Call,
  given: G,
  make: (...given: G) => Made<Statement>,
): Claim<Statement> {
  const own = given.map((each) => ownData(each))
  const last = own[call.takes.length]
  const options = (isRecord(last) ? last : {}) as ClaimOptions
  const common = { kind: call.kind, options, written: writtenAs(call.name, own) }
  if (mistakeIn(call, own) === undefined) return asOurs({ ...common, ...make(...(own as unknown as G)) })
  const claim: Claim<Statement> = {
    ...common,
    // Anew each time: the way to it is put before it where it is told.
    state: () => {
      throw mistakeIn(call, own)
    },
    parts: () => [],
    edited: () => claim,
  }
  return asOurs(claim)
}

/** The first thing that is not what the call takes. */
function mistakeIn(call: Call, given: readonly unknown[]): AuthorError | undefined {
  const { name, takes } = call
  const count = takes.length
  for (const [k, { what, as, fits }] of takes.entries())
    if (!fits(given[k]))
      return new AuthorError(
        `${name}: expected ${what} as its ${ORDINALS[k]} argument, ${as}, found ${found(given[k], as)}`,
        { path: [k] },
      )
  if (given.length > count + 1) {
    const after = count === 0 ? 'options' : `${count} argument${count === 1 ? '' : 's'} and options`
    return new AuthorError(`${name} takes ${after}, found ${shown(given[count + 1])} after them`, { path: [count + 1] })
  }
  return mistakeInOptions(call, given[count])
}

function mistakeInOptions(call: Call, options: unknown): AuthorError | undefined {
  const { name, takes, more = [], required = [] } = call
  const path = [takes.length]
  if (options === undefined && required.length === 0) return undefined
  const allowed = [...COMMON, ...more]
  if (!isRecord(options)) {
    const such = required.length > 0 ? required : allowed
    const as = `an object with ${such.map((one) => JSON.stringify(one)).join(', ')}`
    return new AuthorError(
      `${name}: expected options as its ${ORDINALS[takes.length]} argument, ${as}, found ${found(options)}`,
      { path },
    )
  }
  try {
    known(`${name}(...)`, options, allowed, required)
  } catch (error) {
    if (error instanceof AuthorError) return error
    throw error
  }
  const nothing = Object.keys(options).find((key) => options[key] === null)
  return nothing === undefined
    ? undefined
    : new AuthorError(`${name}(...) has null for "${nothing}"; leave it out where there is nothing to say`, {
        path: [nothing, VALUE],
      })
}

/** Of what the claim itself is made of nothing is left out; what stands around it is. */
const AROUND = ['note', 'figure', 'cites']
/** How deep the arguments of a call are shown. */
const DEEPEST = 4

/** A call as its author wrote it, in one line. */
function writtenAs(name: string, given: readonly unknown[]): string {
  const texts = given.map((each) =>
    isRecord(each) && !isEmpty(each)
      ? spelled(Object.fromEntries(Object.entries(each).filter(([key]) => !AROUND.includes(key))))
      : spelled(each),
  )
  while (texts.length > 0 && ['...', '{}'].includes(texts.at(-1) as string)) texts.pop()
  return `${name}(${texts.join(', ')})`
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

function spelled(value: unknown, depth = DEEPEST): string {
  if (typeof value === 'string') return `'${value.trim().replace(/\s+/g, ' ')}'`
  if (depth === 0 || typeof value !== 'object' || value === null)
    return value === undefined || typeof value === 'function' ? '...' : String(value)
  if (Array.isArray(value)) return `[${value.map((each) => spelled(each, depth - 1)).join(', ')}]`
  if (isEmpty(value)) return '{}'
  const fields = Object.entries(value).map(([key, each]) => {
    const head = /^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`
    return `${head}: ${spelled(each, depth - 1)}`
  })
  return `{ ${fields.join(', ')} }`
}
