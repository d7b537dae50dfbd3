/** What must hold of every tree, text and line; each is a property that fast-check can break, shrink and replay. */
import fc from 'fast-check'
import katex from 'katex'
import { FormulaError } from '../../src/expr/formula-error.js'
import { parse } from '../../src/expr/parse.js'
import { print, same } from '../../src/expr/print.js'
import { toTex } from '../../src/expr/tex.js'
import type { JudgePool } from '../../dist/src/verify/judge-pool.js'
import { BORN_NAMES } from '../hostile/claims.js'
import { text, tree } from './expressions.js'
import { type Pair, differs, pair } from './identities.js'

/** Throws for TeX that KaTeX rejects, and for HTML that loads, links or runs something. */
export function typesetSafely(tex: string): void {
  const html = katex.renderToString(tex, { output: 'htmlAndMathml', strict: 'error', trust: false, maxSize: 20 })
  const bad = /<(script|img|a|iframe|link|object)\b|\son\w+=|javascript:/i.exec(
    html.replace(/<annotation.*?<\/annotation>/gs, ''),
  )
  if (bad) throw new Error(`the HTML of ${tex} has ${bad[0]}`)
}

/** Printed trees read back the same, and are typeset. */
export const trees = fc.property(tree, (e) => {
  const back = parse(print(e))
  if (!same(back, e)) throw new Error(`${print(e)} reads back as ${print(back)}`)
  typesetSafely(toTex(e))
})

/** A text is a formula, or an error that points into it. */
export const texts = fc.property(text, (source) => {
  try {
    const e = parse(source)
    if (!same(parse(print(e)), e)) throw new Error(`${source} is printed as ${print(e)}`)
    typesetSafely(toTex(e))
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    if (error.offset < 0 || error.offset > source.length) throw new Error(`an offset of ${error.offset}`)
  }
})

const field = fc.oneof(
  { arbitrary: text, weight: 6 },
  { arbitrary: fc.constantFrom('x', 'x^2', 'diff(y,t) = y', 'exp(t)', 't', 'y', 'oo', '0', 'u'), weight: 6 },
  {
    arbitrary: fc.dictionary(fc.oneof(text, fc.constantFrom('x', 't', 'u', ...BORN_NAMES)), text, { maxKeys: 3 }),
    weight: 3,
  },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
)
const FIELDS = 'lhs rhs equation function variable solution initial flow expression to value assume'.split(' ')

/** One JSON line, sometimes broken. */
const line: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('identity', 'ode', 'invariant', 'limit', 'system', ...BORN_NAMES.slice(0, 3)),
    fc.tuple(...FIELDS.map(() => fc.option(field, { nil: undefined, freq: 4 }))),
    fc.oneof({ arbitrary: fc.constant('id'), weight: 4 }, { arbitrary: text, weight: 1 }),
    fc.nat(40),
  )
  .map(([kind, values, id, cut]) => {
    const whole = JSON.stringify({ id, kind, ...Object.fromEntries(FIELDS.map((name, k) => [name, values[k]])) })
    return cut === 0 ? whole.slice(0, whole.length / 2) : whole
  })

interface Said {
  readonly verdict: string
  readonly why?: string
  readonly counterexample?: object
}
const VERDICTS = new Set(['proved', 'refuted', 'unknown', 'invalid'])
const OUR_FAULT = /fault of this program|one of the two has a bug|its worker/

async function judged(pool: JudgePool, source: string): Promise<Said> {
  const { json } = await pool.judge(source)
  const said = JSON.parse(json) as Said
  // A proof and an instance against it: one of the two has a bug.
  const torn = said.verdict === 'unknown' && said.counterexample !== undefined
  if (!VERDICTS.has(said.verdict) || torn || OUR_FAULT.test(said.why ?? '')) throw new Error(`${source} gets ${json}`)
  return said
}

/** Every line gets a verdict, and none of them tells of a fault of ours. */
export const lines = (pool: JudgePool) =>
  fc.asyncProperty(line, async (source) => {
    await judged(pool, source)
  })

/** What is proved is true at points that the verdict did not see, and what was made by true rules is not refuted. */
export const identities = (pool: JudgePool, count: (verdict: string, made: Pair) => void = () => {}) =>
  fc.asyncProperty(pair, async (made) => {
    const [lhs, rhs] = [print(made.lhs), print(made.rhs)]
    const source = JSON.stringify({ id: 'id', kind: 'identity', lhs, rhs, assume: made.assume })
    const { verdict } = await judged(pool, source)
    count(verdict, made)
    if (made.mutant === undefined && verdict === 'refuted')
      throw new Error(`made by true rules, and refuted: ${source}`)
    const point = verdict === 'proved' ? differs(made) : undefined
    if (point !== undefined) throw new Error(`proved, and false at ${point}: ${source}`)
  })
