/**
 * Expressions to one fast function over typed arrays. Equal sub-expressions are computed once, in the shallowest loop
 * that they depend on; sums that do not need each other share a loop. The code is made only of names and literals from
 * dag.ts.
 */
import type { Expr } from '../expr/ast.js'
import { evaluateDerivatives } from '../expr/differentiate.js'
import { FUNCTIONS, functionNames } from '../functions/registry/registry.js'
import { Dag, type Node } from './dag.js'
import { type Indices, type Instance, checkIndex, indexOf, scalarOf, vectorOf } from './instance.js'

export interface Output {
  readonly name: string
  readonly expr: Expr
  /** Evaluate for this index = 1..width. */
  readonly over?: string
}

export interface Compiled {
  /** The generated JavaScript, for reading. */
  readonly source: string
  /**
   * The value of every output by name: a number, or `width` numbers for an output with `over`. Undefined points come
   * out as NaN or an infinity. Throws MissingValue for a symbol or free index without a value. The arrays of `reuse`,
   * an earlier result at the same width, are overwritten and returned: at width 10^6 that saves most of the time.
   */
  run(instance: Instance, indices?: Indices, reuse?: Results): Results
}

export type Results = Map<string, number | Float64Array>

type Generated = (
  width: number,
  scalars: readonly number[],
  vectors: readonly Float64Array[],
  parameters: readonly number[],
  arrays: readonly (Float64Array | undefined)[],
  functions: Readonly<Record<string, (x: number) => number>>,
) => (number | Float64Array)[]

const EACH = 'o'

const DOUBLES = Object.fromEntries(functionNames().map((fn) => [fn, FUNCTIONS[fn].numeric.double]))

/** Compiles outputs together. diff(...) is carried out first; throws Undecided or TooLarge where it cannot be. */
export function compile(outputs: readonly Output[]): Compiled {
  const dag = new Dag()
  const nowhere = new Map<string, string>()
  const scopes = new Map<string, ReadonlyMap<string, string>>()
  const roots = outputs.map(({ expr, over }) => {
    const e = evaluateDerivatives(expr)
    if (over === undefined) return dag.node(e, nowhere)
    const scope = scopes.get(over) ?? new Map([[over, EACH]])
    scopes.set(over, scope)
    return dag.node(e, scope)
  })
  const each = outputs.map(({ over }) => over !== undefined)
  const source = generate(dag, roots, each)
  const arrays = (results: Results, width: number): (Float64Array | undefined)[] =>
    outputs.map(({ name }) => {
      const array = results.get(name)
      return typeof array === 'object' && array.length === width ? array : undefined
    })
  const run = new Function('n', 's', 'x', 'f', 'r', 'm', source) as Generated
  return {
    source,
    run(instance, indices = {}, reuse) {
      if (dag.leastWidth > instance.width) checkIndex(instance, dag.leastWidth, 'a symbol with a numeric index')
      const values = run(
        instance.width,
        dag.scalars.map((name) => scalarOf(instance, name)),
        dag.vectors.map((name) => vectorOf(instance, name)),
        dag.parameters.map((name) => indexOf(instance, indices, name) - 1),
        reuse ? arrays(reuse, instance.width) : [],
        DOUBLES,
      )
      return new Map(outputs.map(({ name }, k) => [name, values[k] as number | Float64Array]))
    },
  }
}

/** A loop body under construction (or, without a parent, the function body). */
interface Block {
  readonly parent?: Block
  /** Loop variables visible here. */
  readonly bound: ReadonlySet<string>
  readonly lines: string[]
  readonly names: Map<Node, string>
}

function generate(dag: Dag, roots: readonly Node[], each: readonly boolean[]): string {
  let made = 0
  const fresh = (): string => `v${made++}`
  const within = (parent: Block, variable: string): Block => ({
    parent,
    bound: new Set([...parent.bound, variable]),
    lines: [],
    names: new Map(),
  })

  const home = (node: Node, block: Block): Block => {
    let at = block
    while (at.parent && [...node.free].every((variable) => at.parent?.bound.has(variable))) at = at.parent
    return at
  }

  const emit = (node: Node, block: Block): string => {
    if (node.atomic) return node.code([])
    const at = home(node, block)
    if (!at.names.has(node)) {
      if (node.loop) emitLoop(node.loop, dag.groups.get(node.loop.group) as Node[], at)
      else {
        const args = node.args.map((arg) => emit(arg, at))
        const name = fresh()
        at.lines.push(`const ${name} = ${node.code(args)}`)
        at.names.set(node, name)
      }
    }
    return at.names.get(node) as string
  }

  const emitLoop = ({ variable, above }: NonNullable<Node['loop']>, sums: readonly Node[], block: Block): void => {
    const body = within(block, variable)
    const totals: string[] = []
    for (const node of sums) {
      const value = emit(node.args[0] as Node, body)
      const total = fresh()
      totals.push(`let ${total} = 0`)
      body.lines.push(`${total} += ${value}`)
      block.names.set(node, total)
    }
    const start = above === undefined ? '0' : `${above} + 1`
    const header = `for (let ${variable} = ${start}; ${variable} < n; ${variable}++) {`
    block.lines.push(...totals, header, ...body.lines, '}')
  }

  const top: Block = { bound: new Set(), lines: [], names: new Map() }
  for (const k of dag.scalars.keys()) top.lines.push(`const s${k} = s[${k}]`)
  for (const k of dag.vectors.keys()) top.lines.push(`const x${k} = x[${k}]`)
  for (const k of dag.parameters.keys()) top.lines.push(`const f${k} = f[${k}]`)
  const inner = within(top, EACH)
  const results = roots.map((node, k) => {
    if (!each[k]) return emit(node, top)
    const array = fresh()
    top.lines.push(`const ${array} = r[${k}] ?? new Float64Array(n)`)
    inner.lines.push(`${array}[${EACH}] = ${emit(node, inner)}`)
    return array
  })
  if (each.includes(true)) top.lines.push(`for (let ${EACH} = 0; ${EACH} < n; ${EACH}++) {`, ...inner.lines, '}')
  return [...top.lines, `return [${results.join(', ')}]`].join('\n')
}
