/**
 * Infix text to expression. Recursive descent, one function a precedence level:
 *
 *     sum     := ['-'] product (('+' | '-') product)*
 *     product := factor (('*' | '/') factor)*
 *     factor  := '-' factor | atom ['^' factor]
 *     atom    := number | pi | name ['[' index, ... ']'] | function '(' sum ')' | '(' sum ')'
 *              | 'sum' '(' name ['<' name] ',' sum ')' | 'diff' '(' sum ',' symbol [',' order] ')'
 *              | 'at' '(' sum ',' symbol '=' sum ')'
 *
 * Every error is a FormulaError with the offset of the offending character.
 */
import * as ast from './ast.js'
import type { Expr, Index, Place } from './ast.js'
import { FormulaError } from './formula-error.js'
import { functionNamed, functionNames } from '../functions/registry/registry.js'
import { fromDecimal } from './rational.js'
import { freeIndices } from './substitute.js'

/** Limits that keep hostile text from taking the process down. */
export interface ParseLimits {
  /** Characters of text. */
  readonly length: number
  /** Levels of nesting. */
  readonly depth: number
  /** Decimal digits of a literal, its exponent included. */
  readonly digits: number
}
export const DEFAULT_LIMITS: ParseLimits = { length: 200_000, depth: 400, digits: 400 }

interface Token {
  readonly type: 'number' | 'name' | 'operator' | 'end'
  readonly text: string
  readonly start: number
}

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|[-+*/^()[\],<=]))/y

const positions = new WeakMap<Expr, number>()
/** Where in its text a parsed expression starts, or undefined for one that was built. */
export const positionOf = (e: Expr): number | undefined => positions.get(e)

function tokenize(text: string, limits: ParseLimits): Token[] {
  if (text.length > limits.length) {
    throw new FormulaError(`the formula has ${text.length} characters; the limit is ${limits.length}`, text, 0)
  }
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text[at] as string)) at++
    if (at === text.length) break
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match)
      throw new FormulaError(
        `unexpected character ${JSON.stringify(text[at])}${insteadOf(text[at] as string)}`,
        text,
        at,
      )
    const [, number, name, operator] = match
    if (number !== undefined) {
      const exponent = Math.abs(Number(number.toLowerCase().split('e')[1] ?? 0))
      if (number.length + exponent > limits.digits) {
        throw new FormulaError(`this number has more than ${limits.digits} digits`, text, at)
      }
      tokens.push({ type: 'number', text: number, start: at })
    } else if (name !== undefined) tokens.push({ type: 'name', text: name, start: at })
    else tokens.push({ type: 'operator', text: operator === '**' ? '^' : (operator as string), start: at })
    at = TOKEN.lastIndex
  }
  tokens.push({ type: 'end', text: 'the end', start: text.length })
  return tokens
}

/** What has a value where a name is given one: a derivative by that name takes it as its place. */
function at(body: Expr, name: string, place: Place): Expr {
  if (body.kind === 'derivative' && body.variable.name === name && !body.at)
    return ast.derivative(body.body, body.variable, body.order, place)
  return ast.derivative(body, ast.symbol(name, ...(place.index === undefined ? [] : [1])), 0, place)
}

class Parser {
  private readonly tokens: Token[]
  /** Indices of the sums around the place that is read: a bare one is the number that it counts. */
  private readonly bound: string[] = []
  private next = 0
  private depth = 0
  /** The first place that a reader could take for something else. */
  ambiguous: FormulaError | undefined

  constructor(
    private readonly text: string,
    private readonly limits: ParseLimits,
  ) {
    this.tokens = tokenize(text, limits)
  }

  whole(): Expr {
    const e = this.sum()
    if (this.token.type !== 'end') {
      const hint =
        this.token.text === ')'
          ? ' without an opening "("'
          : this.token.type === 'operator' && this.token.text !== '('
            ? ''
            : '; write multiplication as *'
      this.fail(`expected an operator or the end, found ${this.shown()}${hint}`)
    }
    return e
  }

  private get token(): Token {
    return this.tokens[this.next] as Token
  }
  private shown(): string {
    return this.token.type === 'end' ? 'the end of the formula' : JSON.stringify(this.token.text)
  }
  private fail(message: string, at = this.token.start): never {
    throw new FormulaError(message, this.text, at)
  }
  private peek(text: string): boolean {
    return this.token.type === 'operator' && this.token.text === text
  }
  private accept(text: string): boolean {
    if (!this.peek(text)) return false
    this.next++
    return true
  }
  private expect(text: string, after: string): void {
    if (!this.accept(text)) this.fail(`expected ${JSON.stringify(text)} ${after}, found ${this.shown()}`)
  }
  private placed<E extends Expr>(e: E, start: number): E {
    if (!positions.has(e)) positions.set(e, start)
    return e
  }
  private nested<T>(parse: () => T): T {
    if (++this.depth > this.limits.depth) this.fail(`nested deeper than ${this.limits.depth} levels`)
    const result = parse()
    this.depth--
    return result
  }

  private sum(): Expr {
    return this.nested(() => {
      const start = this.token.start
      const first = this.accept('-') ? this.placed(ast.negate(this.product()), start) : this.product()
      const terms = [first]
      for (;;) {
        const sign = this.token.start
        if (this.accept('+')) terms.push(this.product())
        else if (this.accept('-')) terms.push(this.placed(ast.negate(this.product()), sign))
        else break
      }
      return terms.length === 1 ? first : this.placed(ast.add(...terms), start)
    })
  }

  private product(): Expr {
    const start = this.token.start
    let factors = [this.factor()]
    const joined = (): Expr =>
      factors.length === 1 ? (factors[0] as Expr) : this.placed(ast.multiply(...factors), start)
    for (let quotients = 0; ; ) {
      if (this.accept('*')) factors.push(this.factor())
      else if (this.peek('/') && ++quotients > this.limits.depth)
        this.fail(`more than ${this.limits.depth} divisions in a row`)
      else if (this.accept('/')) factors = [this.placed(ast.divide(joined(), this.factor()), start)]
      else return joined()
    }
  }

  private factor(): Expr {
    return this.nested(() => {
      const start = this.token.start
      if (this.accept('-')) return this.placed(ast.negate(this.factor()), start)
      const base = this.atom()
      return this.accept('^') ? this.placed(ast.power(base, this.factor()), start) : base
    })
  }

  private atom(): Expr {
    const { type, text, start } = this.token
    if (type === 'number') {
      this.next++
      return this.placed(ast.rational(fromDecimal(text)), start)
    }
    if (type === 'name') {
      this.next++
      if (this.peek('(')) return this.application(text, start)
      if (text === 'pi') return this.placed({ kind: 'pi' }, start)
      if (text === 'oo') this.fail('oo is no number: it stands only as the target or the value of a limit', start)
      if (functionNamed(text) !== undefined || text === 'sum' || text === 'diff') {
        this.fail(`${text} is a function: expected "(" after it, found ${this.shown()}`)
      }
      return this.symbol(text, start)
    }
    if (this.accept('(')) {
      const e = this.sum()
      if (!this.accept(')')) this.fail(`expected ")" to close the "(" of column ${start + 1}, found ${this.shown()}`)
      return e
    }
    return this.fail(`expected a number, a symbol, a function or "(", found ${this.shown()}`)
  }

  private symbol(name: string, start: number): Expr {
    const indices: Index[] = []
    if (this.bound.includes(name) && !this.peek('[')) return this.placed(ast.index(name), start)
    if (this.accept('[')) {
      do indices.push(this.index())
      while (this.accept(','))
      this.expect(']', `after the index of ${name}`)
    }
    return this.placed(ast.symbol(name, ...indices), start)
  }

  private index(): Index {
    const { type, text } = this.token
    if (type === 'name') {
      this.next++
      return text
    }
    if (type === 'number' && /^[1-9]\d{0,8}$/.test(text)) {
      this.next++
      return Number(text)
    }
    return this.fail(`expected an index (a name, or a whole number from 1), found ${this.shown()}`)
  }

  private name(what: string): string {
    if (this.token.type !== 'name') this.fail(`expected ${what}, found ${this.shown()}`)
    return (this.tokens[this.next++] as Token).text
  }

  /** at(body, x = value), after its opening parenthesis. */
  private valueAt(start: number): Expr {
    const body = this.sum()
    this.expect(',', 'before the symbol that has a value')
    const place = this.token.start
    const symbol = this.symbol(this.name('the symbol that has a value'), place)
    if (symbol.kind !== 'symbol') return this.fail('an index has no other value', place)
    this.expect('=', `after ${symbol.name}`)
    const [index] = symbol.indices
    if (symbol.indices.length > 1)
      this.fail(`${symbol.name} has ${symbol.indices.length} indices; a place is said for a family with one`, place)
    if (typeof index === 'number')
      this.fail(`a single member has no place of its own; give one for all, as in ${symbol.name}[i] = ...`, place)
    if (typeof index === 'string') this.doubt(symbol.name, index, body, place)
    if (typeof index === 'string') this.bound.push(index)
    const by = this.sum()
    if (typeof index === 'string') this.bound.pop()
    if (this.token.text === ',') this.fail('one value at a time: write at(at(f, x = a), y = b)')
    this.expect(')', 'after the value')
    return this.placed(at(body, symbol.name, typeof index === 'string' ? { by, index } : { by }), start)
  }

  /** The index of a place counts all members; whoever has it stand for one elsewhere means that one. */
  private doubt(name: string, index: string, body: Expr, place: number): void {
    const taken = [...this.bound, ...freeIndices(body)]
    if (!taken.includes(index)) return
    const other = ['k', 'm', 'n'].find((one) => !taken.includes(one)) ?? `${index}1`
    const said = `${name}[${index}] = ... gives a value to every member of ${name}, and ${index} is an index of the formula around it`
    this.ambiguous ??= new FormulaError(`${said}; write at(..., ${name}[${other}] = ...)`, this.text, place)
  }

  private application(name: string, start: number): Expr {
    this.expect('(', `after ${name}`)
    if (name === 'sum') {
      const index = this.name('the index that the sum runs over')
      const below = this.accept('<') ? this.name('the larger index of the pair') : undefined
      if (below === index) this.fail(`a pair needs two different indices, found ${index} < ${below}`)
      this.expect(',', 'after the index of the sum')
      const bound = below === undefined ? [index] : [index, below]
      this.bound.push(...bound)
      const body = this.sum()
      this.bound.length -= bound.length
      this.expect(')', 'after the body of the sum')
      return this.placed(below === undefined ? ast.sum(index, body) : ast.sumPairs(index, below, body), start)
    }
    if (name === 'diff') {
      const body = this.sum()
      this.expect(',', 'before the variable of diff')
      const at = this.token.start
      const variable = this.symbol(this.name('the variable to differentiate by'), at)
      if (variable.kind !== 'symbol') this.fail('an index is a whole number; nothing is differentiated by it', at)
      let order = 1
      if (this.accept(',')) {
        if (this.token.type === 'name') this.fail('one variable at a time: write diff(diff(f, x), y)')
        if (!/^[1-9]\d?$/.test(this.token.text)) this.fail(`expected an order from 1 to 99, found ${this.shown()}`)
        order = Number((this.tokens[this.next++] as Token).text)
      }
      this.expect(')', 'after the arguments of diff')
      return this.placed(ast.derivative(body, variable, order), start)
    }
    if (name === 'at') return this.valueAt(start)
    const fn = functionNamed(name)
    if (fn === undefined) {
      this.fail(
        `unknown function ${name}; known are ${functionNames().join(', ')}, sum, diff and at; write multiplication as *`,
        start,
      )
    }
    const argument = this.sum()
    this.expect(')', `after the argument of ${name}`)
    return this.placed(ast.call(fn, argument), start)
  }
}

/**
 * The expression that `text` denotes. Decimals are exact (0.1 is 1/10).
 * Throws FormulaError with the offset of the first character that does not fit.
 */
export function parse(text: string, limits: ParseLimits = DEFAULT_LIMITS): Expr {
  return new Parser(text, limits).whole()
}

/** What an author or a stranger wrote: the same, and a FormulaError too for what a reader could take for something else. */
export function parseStated(text: string): Expr {
  const parser = new Parser(text, DEFAULT_LIMITS)
  const e = parser.whole()
  if (parser.ambiguous) throw parser.ambiguous
  return e
}

/** What to write instead of a character that formulas are not made of. */
function insteadOf(character: string): string {
  const greek = GREEK_LETTERS.get(character)
  if (greek !== undefined) return `; write ${greek}`
  const power = '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(character)
  if (power >= 0) return `; write ^${power}`
  return (
    {
      '|': '; write abs(...)',
      '·': '; write *',
      '×': '; write *',
      '−': '; write -',
      '∞': '; write oo',
      '√': '; write sqrt(...)',
    }[character] ?? ''
  )
}

const GREEK_LETTERS: ReadonlyMap<string, string> = new Map(
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Σ Sigma Φ Phi Ψ Psi Ω Omega'
    .split(' ')
    .flatMap((word, k, words) => (k % 2 === 0 ? [[word, words[k + 1] as string] as const] : [])),
)
