/**
 * Where in a derivation file something stands that its author wrote, found in the syntax tree: a path, as an AuthorError has one, is followed
 * from a call into its arguments, objects, lists and the calls that make claims and declarations.
 */
import { headSymbol } from '../derivation/heads.js'
import { AuthorError, type Path, VALUE } from '../expr/author-error.js'
import type { Spelling } from './spelling.js'
import { type Call, type Node, type Property, type Spread, SyntaxTree, endOf, startOf } from './syntax-tree.js'

export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

/** Where something is to be shown. */
export interface Found {
  /** Offset in the file. */
  readonly at: number
  /** Whether the character in question stands there, rather than what holds it. */
  readonly exact: boolean
}

/** The fields that the calls of the public API make of their arguments. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  real: ['meaning'],
  positive: ['meaning'],
  nonnegative: ['meaning'],
  nonzero: ['meaning'],
  inDomain: ['domain', 'meaning'],
  defined: ['is', 'meaning'],
}

/** A key that stands twice in one object: the later one, and what it is. */
export interface Repeated {
  readonly key: string
  readonly at: number
  readonly firstAt: number
}

/** Where a path leads: a key and what stands under it, or a value alone. */
interface Step {
  readonly at: number
  readonly key?: Spelling
  readonly value: Node
}

/** Keys within the object of a derivation before which its call is the better place. */
const SECTION = 2

/**
 * The places of the keys of `claims` and `symbols` in the call `derivation('id', { ... })`. A claim that its text does not show, such as
 * one from a loop, is placed at that call, and everything at the start of a file without it.
 */
export function placesIn(source: string, id: string, tree = new SyntaxTree(source)): (claim: string) => Place {
  const call = derivationCall(tree, id)
  if (!call) return () => ({ line: 1, column: 1 })
  const implied = new Map<string, string>()
  for (const head of keysAt(tree, call, 'symbols'))
    for (const claim of [signClaim(head), rateClaim(head)]) implied.set(claim, head)
  return (claim) => {
    const own = followed(tree, call, ['claims', claim])
    const head = implied.get(claim)
    const found = own.length > SECTION || head === undefined ? own : followed(tree, call, ['symbols', head])
    return placeAt(source, found.length > SECTION ? (found.at(-1) as Step).at : startOf(call))
  }
}

/** The name of the claim that the definition of a symbol, `z` or `u[i]`, has the sign declared. */
export const signClaim = (head: string): string => `sign-of-${wordsOf(head)}`

/** The name of the claim that a symbol which the flow moves moves so by its definition, too. */
export const rateClaim = (head: string): string => `rate-of-${wordsOf(head)}`

const wordsOf = (head: string): string => (nameOf(head) ?? head).toLowerCase().replaceAll('_', '-')

/** The line and column of an offset. */
export function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, offset)
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

/** The offset of a line and column. */
export function offsetAt(source: string, { line, column }: Place): number {
  let start = 0
  for (let k = 1; k < line; k++) {
    const end = source.indexOf('\n', start)
    if (end < 0) break
    start = end + 1
  }
  return Math.min(start + column - 1, source.length)
}

/** The call `derivation('id', ...)`. */
export function derivationCall(tree: SyntaxTree, id: string): Call | undefined {
  const named = tree.calls.filter(
    ({ arguments: [first, second] }) => first && second && tree.spelling(first)?.text === id,
  )
  return named.find(({ callee }) => calleeName(tree, callee) === 'derivation') ?? named[0]
}

/** The innermost call whose function is named at an offset, as stack traces point at calls. */
export function callAt(tree: SyntaxTree, offset: number): Call | undefined {
  const around = tree.calls.filter(({ callee }) => startOf(callee) <= offset && offset <= endOf(callee))
  return around.sort((a, b) => endOf(a.callee) - startOf(a.callee) - (endOf(b.callee) - startOf(b.callee)))[0]
}

/** Where a mistake stands that was found in what a call was given. */
export function placeOf(tree: SyntaxTree, call: Call, { path, text, offset = 0 }: AuthorError): Found {
  const steps = followed(tree, call, path)
  const known = steps.length - 1
  // Of a derivation, only what is within one of its claims, symbols or rates is near enough.
  const least = calleeName(tree, call.callee) === 'derivation' ? Math.min(SECTION, path.length) : 0
  if (text !== undefined && known >= least) {
    // A name that is no text by itself stands within one; what is looked for is a formula, rather than a sentence.
    const name = /^(\w+)(?:\[\w+\])?$/.exec(text)?.[1]
    const word: Way[] = name === undefined ? [] : [{ text: name, isWord: true }]
    const ways: Way[] = [{ text }, ...word, { text, inProse: true }]
    for (const way of ways)
      for (const [above, step] of steps.slice(least).reverse().entries()) {
        // A claim may have the name of a symbol in it; of the keys around what the path leads to none is meant either.
        const isKey = known === path.length && above === 0 && !(known === SECTION && path[0] === 'claims')
        const key = isKey && step.key?.text === text ? step.key : undefined
        const spelled = key ?? new Search(tree, way, above === 0).within(step.value)
        if (!spelled) continue
        const start = key || !way.isWord ? offset : spelled.text.search(wordOf(way.text))
        return { at: spelled.at[start] ?? startOf(step.value), exact: true }
      }
  }
  const nearest = steps[known < least ? 0 : known] as Step
  return { at: nearest.at, exact: text === undefined && known === path.length }
}

/** Keys that stand twice in one object of a file: of the two only the later one would be read. */
export function repeatedKeys(tree: SyntaxTree): Repeated[] {
  return tree.objects.flatMap(({ properties }) => {
    const first = new Map<string, number>()
    return properties.flatMap((property) => {
      if (property.type === 'SpreadElement' || (property.type === 'ObjectMethod' && property.kind !== 'method'))
        return []
      const key = tree.keyOf(property)?.text
      const at = startOf(property.key)
      if (key === undefined) return []
      const firstAt = first.get(key)
      if (firstAt !== undefined) return [{ key, at, firstAt }]
      first.set(key, at)
      return []
    })
  })
}

/** The call itself, and where each step of the path leads, as far as the file shows it. */
function followed(tree: SyntaxTree, call: Call, path: Path): Step[] {
  const steps: Step[] = [{ at: startOf(call), value: call }]
  for (const name of path) {
    const next = stepInto(tree, (steps.at(-1) as Step).value, name)
    if (!next) break
    steps.push(next)
  }
  return steps
}

function stepInto(tree: SyntaxTree, from: Node, name: string | number): Step | undefined {
  const value = tree.resolved(from)
  const found = inside(tree, value, name)
  return found ?? (name === VALUE ? { at: startOf(from), value: from } : undefined)
}

function inside(tree: SyntaxTree, value: Node, name: string | number): Step | undefined {
  const e = tree.resolved(value)
  if (e.type === 'ObjectExpression') {
    const property = tree.member(e, `${name}`)
    return property && keyed(tree, property)
  }
  if (e.type === 'ArrayExpression') return typeof name === 'number' ? member(e.elements, name) : undefined
  if (e.type !== 'CallExpression') return undefined
  if (typeof name === 'number') return member(e.arguments, name)
  const argument = ARGUMENTS[calleeName(tree, e.callee) ?? '']?.indexOf(name) ?? -1
  if (argument >= 0) return member(e.arguments, argument)
  for (const options of [...e.arguments].reverse()) {
    const object = tree.resolved(options)
    const found = object.type === 'ObjectExpression' ? inside(tree, object, name) : undefined
    if (found) return found
  }
  return undefined
}

/** The member of a list, where none before it is spread into the list. */
function member(list: readonly (Node | null)[], k: number): Step | undefined {
  const before = list.slice(0, k + 1)
  const value = before[k]
  if (!value || before.some((node) => node?.type === 'SpreadElement')) return undefined
  return { at: startOf(value), value }
}

function keyed(tree: SyntaxTree, property: Property): Step {
  const value = property.type === 'ObjectProperty' ? property.value : property
  const key = tree.keyOf(property)
  return { at: startOf(property.key), value, ...(key && { key }) }
}

/** Options that hold sentences. */
const PROSE = ['note', 'caption']

const wordOf = (name: string): RegExp => new RegExp(`(?<!\\w)${name}(?!\\w)`)

/** How a text is looked for. */
interface Way {
  readonly text: string
  /** Whether it may be a word of a longer one. */
  readonly isWord?: true
  readonly inProse?: true
}

/** A text where it is spelled within an expression, at its first place there. */
class Search {
  private readonly seen = new Set<Node>()
  constructor(
    private readonly tree: SyntaxTree,
    private readonly way: Way,
    /** Whether it may be a key. */
    private readonly keys: boolean,
  ) {}

  within(node: Node | null | undefined): Spelling | undefined {
    if (!node) return undefined
    const e = this.tree.resolved(node)
    if (this.seen.has(e)) return undefined
    this.seen.add(e)
    const whole = this.tree.spelling(e)
    if (whole) return this.isMeant(whole.text) ? whole : undefined
    if (e.type === 'CallExpression') return this.first(e.arguments)
    if (e.type === 'ArrayExpression') return this.first(e.elements)
    if (e.type === 'ConditionalExpression') return this.first([e.consequent, e.alternate])
    if (e.type !== 'ObjectExpression') return undefined
    for (const property of e.properties) {
      const found = property.type === 'SpreadElement' ? this.first([property]) : this.inProperty(property)
      if (found) return found
    }
    return undefined
  }

  private isMeant(text: string): boolean {
    return text === this.way.text || (this.way.isWord === true && wordOf(this.way.text).test(text))
  }

  private first(list: readonly (Node | null)[]): Spelling | undefined {
    for (const one of list) {
      const found = this.within(one?.type === 'SpreadElement' ? (one as Spread).argument : one)
      if (found) return found
    }
    return undefined
  }

  private inProperty(property: Property): Spelling | undefined {
    const key = this.keys ? this.tree.keyOf(property) : undefined
    if (key?.text === this.way.text) return key
    if (!this.way.inProse && PROSE.includes(this.tree.keyOf(property)?.text ?? '')) return undefined
    return property.type === 'ObjectProperty' ? this.within(property.value) : undefined
  }
}

/** The keys of an object within a call, those that are spread into it included. */
function keysAt(tree: SyntaxTree, call: Call, name: string): string[] {
  const [, section] = followed(tree, call, [name])
  const keysOf = (node: Node): string[] => {
    const e = tree.resolved(node)
    if (e.type !== 'ObjectExpression') return []
    return e.properties.flatMap((property) =>
      property.type === 'SpreadElement' ? keysOf(property.argument) : (tree.keyOf(property)?.text ?? []),
    )
  }
  return section ? keysOf(section.value) : []
}

/** `f` of `f(...)` and of `x.f(...)`. */
export function calleeName(tree: SyntaxTree, callee: Node): string | undefined {
  const e = tree.resolved(callee)
  if (e.type === 'Identifier') return e.name
  return e.type === 'MemberExpression' && e.property.type === 'Identifier' ? e.property.name : undefined
}

/** undefined for a head that is no symbol. */
function nameOf(head: string): string | undefined {
  try {
    return headSymbol(head).name
  } catch (error) {
    if (error instanceof AuthorError) return undefined
    throw error
  }
}
