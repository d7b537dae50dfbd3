/**
 * Expressions as a graph in which equal sub-expressions are one node, ready for code generation.
 *
 * A bound index becomes a loop variable `k0`, `k1`, ... numbered from the inside out: one more than the largest number
 * among the sums below that depend on it. So sum(i, u[i]) and sum(j, u[j]) are one node wherever they stand, and a
 * node under a loop never sees its variable captured. A pair sum is a sum whose inner sum starts above the outer index.
 *
 * A node carries a template of code, filled with names made here; text of the input never enters it.
 */
import { type Expr, type Sum, children, constantValue } from '../expr/ast.js'
import { FUNCTIONS, type FunctionName } from '../functions/registry/registry.js'
import { toNumber } from '../expr/rational.js'
import { dependence } from './dependence.js'
import { onlyIndex } from './instance.js'

export interface Node {
  /** The loop variables that its value depends on. */
  readonly free: ReadonlySet<string>
  readonly args: readonly Node[]
  /** JavaScript for the value, given names that hold the arguments. */
  readonly code: (args: readonly string[]) => string
  /** A name or literal: needs no variable of its own. */
  readonly atomic: boolean
  /** Present for a sum of args[0] over `variable` = 0..width-1, or from one above the variable `above`. */
  readonly loop?: { readonly variable: string; readonly above?: string; readonly group: string }
  /** How many loops must have finished before: sums of one stage do not need each other. */
  readonly stage: number
}

/** One that Math has under the same name is called there; others are handed over in `m`. */
const call = (fn: FunctionName, x: string): string =>
  Math[fn as 'exp'] === FUNCTIONS[fn].numeric.double ? `Math.${fn}(${x})` : `m.${fn}(${x})`

const SMALL_POWERS: Record<string, (x: string) => string> = {
  '0': () => '1',
  '1': (x) => x,
  '2': (x) => `${x} * ${x}`,
  '3': (x) => `${x} * ${x} * ${x}`,
  '4': (x) => `(${x} * ${x}) * (${x} * ${x})`,
  '-1': (x) => `1 / ${x}`,
  '-2': (x) => `1 / (${x} * ${x})`,
}

/** Index name to loop variable. */
type Scope = ReadonlyMap<string, string>
const NOTHING: ReadonlySet<string> = new Set()

/** A growing graph; the slots say which symbol the generated names `s0`, `x0`, `f0` hold. */
export class Dag {
  /** Names of the scalars s0, s1, ... */
  readonly scalars: string[] = []
  /** Names of the vectors x0, x1, ... */
  readonly vectors: string[] = []
  /** Names of the free indices f0, f1, ..., 0-based when the code runs. */
  readonly parameters: string[] = []
  /** The least width at which every numeric index has a value. */
  leastWidth = 1
  /** Sums that one loop can serve, by group. */
  readonly groups = new Map<string, Node[]>()

  private readonly ids = new Map<string, number>()
  private readonly nodes: Node[] = []
  private readonly numbers = new Map<Node, number>()
  private readonly built = new WeakMap<Scope, Map<Expr, Node>>()
  private readonly levels = new Map<Sum, readonly [number, number]>()
  private readonly slots = new Map<string, number>()

  /** The node of an expression without derivatives, its index names bound as `scope` says and otherwise free. */
  node(e: Expr, scope: Scope): Node {
    let known = this.built.get(scope)
    if (!known) {
      known = new Map()
      this.built.set(scope, known)
    }
    const found = known.get(e)
    if (found) return found
    const made = this.build(e, scope)
    known.set(e, made)
    return made
  }

  private build(e: Expr, scope: Scope): Node {
    switch (e.kind) {
      case 'number':
        return this.atom(String(toNumber(e.value)))
      case 'pi':
        return this.atom('Math.PI')
      case 'symbol':
        return e.indices.length === 0 ? this.scalar(e.name) : this.entry(e.name, onlyIndex(e), scope)
      case 'index':
        return this.count(e.name, scope)
      case 'negate':
        return this.make('neg', [this.node(e.argument, scope)], ([x]) => `-${x}`)
      case 'add': {
        const signs = e.terms.map((term) => (term.kind === 'negate' ? '-' : '+'))
        const terms = e.terms.map((term) => this.node(term.kind === 'negate' ? term.argument : term, scope))
        return this.make(`add${signs.join('')}`, terms, (x) => x.map((term, k) => `${signs[k]} ${term}`).join(' '))
      }
      case 'multiply':
        return this.make(
          'mul',
          e.factors.map((factor) => this.node(factor, scope)),
          (x) => x.join(' * '),
        )
      case 'divide':
        return this.make('div', [this.node(e.numerator, scope), this.node(e.denominator, scope)], (x) => x.join(' / '))
      case 'power': {
        const base = this.node(e.base, scope)
        const exponent = constantValue(e.exponent)
        const small = exponent?.d === 1n ? SMALL_POWERS[String(exponent.n)] : undefined
        if (small) return this.make(`pow${exponent?.n}`, [base], ([x]) => small(x as string))
        return this.make('pow', [base, this.node(e.exponent, scope)], ([x, y]) => `Math.pow(${x}, ${y})`)
      }
      case 'call':
        return this.make(e.fn, [this.node(e.argument, scope)], ([x]) => call(e.fn, x as string))
      case 'where':
        return this.make(
          'where',
          [this.node(e.value, scope), this.node(e.defined, scope)],
          ([x, y]) => `(Number.isFinite(${y}) ? ${x} : NaN)`,
        )
      case 'sum':
        return this.sum(e, scope)
      case 'derivative':
        throw new Error('evaluate diff(...) before building the graph')
    }
  }

  private atom(code: string, free: ReadonlySet<string> = NOTHING): Node {
    return this.intern(code, { free, args: [], code: () => code, atomic: true, stage: 0 })
  }

  private scalar(name: string): Node {
    return this.atom(`s${this.slot('s', name, this.scalars)}`)
  }

  private entry(name: string, index: string | number, scope: Scope): Node {
    const vector = `x${this.slot('x', name, this.vectors)}`
    if (typeof index === 'number') {
      this.leastWidth = Math.max(this.leastWidth, index)
      return this.atom(`${vector}[${index - 1}]`)
    }
    const bound = scope.get(index)
    if (bound !== undefined) return this.atom(`${vector}[${bound}]`, new Set([bound]))
    return this.atom(`${vector}[f${this.slot('f', index, this.parameters)}]`)
  }

  /** An index as the number from 1 that it counts. */
  private count(index: string, scope: Scope): Node {
    const bound = scope.get(index)
    if (bound !== undefined) return this.atom(`(${bound} + 1)`, new Set([bound]))
    return this.atom(`(f${this.slot('f', index, this.parameters)} + 1)`)
  }

  private slot(kind: 's' | 'x' | 'f', name: string, names: string[]): number {
    const key = `${kind} ${name}`
    const known = this.slots.get(key)
    if (known !== undefined) return known
    this.slots.set(key, names.length)
    return names.push(name) - 1
  }

  private sum(e: Sum, scope: Scope): Node {
    const [inner, outer] = this.level(e)
    const first = `k${outer}`
    if (e.below === undefined) return this.loop(first, undefined, this.node(e.body, new Map(scope).set(e.index, first)))
    const second = `k${inner}`
    const body = this.node(e.body, new Map(scope).set(e.index, first).set(e.below, second))
    return this.loop(first, undefined, this.loop(second, first, body))
  }

  private loop(variable: string, above: string | undefined, body: Node): Node {
    const free = new Set(body.free)
    free.delete(variable)
    if (above !== undefined) free.add(above)
    const stage = body.stage + 1
    const group = `${variable} ${above} ${stage} ${[...free].sort().join()}`
    const loop = { variable, group, ...(above !== undefined && { above }) }
    const before = this.nodes.length
    const key = `sum ${variable} ${above} ${this.numbers.get(body)}`
    const node = this.intern(key, { free, args: [body], code: () => '', atomic: false, loop, stage })
    if (this.nodes.length > before) {
      const members = this.groups.get(group)
      if (members) members.push(node)
      else this.groups.set(group, [node])
    }
    return node
  }

  /** Numbers of the loop variables of a sum: the inner one and the outer one, the same for a single sum. */
  private level(e: Sum): readonly [number, number] {
    const known = this.levels.get(e)
    if (known) return known
    const single = this.above(e.body, e.index)
    const inner = e.below === undefined ? single : this.above(e.body, e.below)
    const result = [inner, e.below === undefined ? single : Math.max(single, inner + 1)] as const
    this.levels.set(e, result)
    return result
  }

  /** One more than the largest number of a loop in `e` that depends on the index. */
  private above(e: Expr, index: string): number {
    const seen = new Set<Expr>()
    let least = 0
    const visit = (node: Expr): void => {
      if (seen.has(node) || !dependence(node).has(index)) return
      seen.add(node)
      if (node.kind === 'sum') least = Math.max(least, this.level(node)[1] + 1)
      for (const child of children(node)) visit(child)
    }
    visit(e)
    return least
  }

  private make(operation: string, args: readonly Node[], code: Node['code']): Node {
    const free = new Set(args.flatMap((arg) => [...arg.free]))
    const stage = args.reduce((most, arg) => Math.max(most, arg.stage), 0)
    const key = `${operation} ${args.map((arg) => this.numbers.get(arg)).join()}`
    return this.intern(key, { free: free.size === 0 ? NOTHING : free, args, code, atomic: false, stage })
  }

  private intern(key: string, node: Node): Node {
    const id = this.ids.get(key)
    if (id !== undefined) return this.nodes[id] as Node
    this.ids.set(key, this.nodes.length)
    this.numbers.set(node, this.nodes.length)
    this.nodes.push(node)
    return node
  }
}
