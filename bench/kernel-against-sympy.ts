/**
 * The kernel against SymPy on the same claims, in one run: `npx tsx bench/kernel-against-sympy.ts [python]`. Exits with
 * 1 when the kernel is less than five times as fast as SymPy's fastest route on any case. Each case is timed here,
 * there and here again, so that a busy machine slows both sides.
 */
import { symbol } from '../src/expr/ast.js'
import { parseDomain } from '../src/expr/domain.js'
import { parse } from '../src/expr/parse.js'
import { proveAlong } from '../src/kernel/proof.js'
import { type Case, invariants, riccati, trajectories } from './cases.js'
import { type SympyTimes, best, fromTrees, pythonWithSympy, sympyTimes } from './sympy.js'
import { median, ms, table, timesOf, warmUp } from './timing.js'

const LEAST_RATIO = 5
const WARM_UP_MS = 1000
const RUNS = 30

interface Pair {
  readonly ours: Case
  /** What SymPy is asked; the same, but where it has no symbolic width. */
  readonly theirs: Case
}

const same = (ours: Case): Pair => ({ ours, theirs: ours })
const PAIRS: readonly Pair[] = [
  same(riccati),
  same(invariants(4)),
  same(trajectories(2)),
  same(trajectories(4)),
  { ours: trajectories('any'), theirs: trajectories(2) },
]

/** Proves every claim of a case, from expression trees. */
function prover({ name, symbols, moving, claims }: Case): () => void {
  const domains = new Map(symbols.map((s) => [s, parseDomain('positive')] as const))
  const rates = Object.entries(moving).filter(([s]) => s !== 't')
  const flow = { variable: symbol('t'), rates: rates.map(([s, rate]) => ({ symbol: symbol(s), rate: parse(rate) })) }
  const stated = claims.map(({ expression, rate }) => [parse(expression), parse(rate)] as const)
  return () => {
    for (const [expression, rate] of stated) {
      const answer = proveAlong(flow, expression, rate, domains)
      if (!answer.proof) throw new Error(`${name}: the kernel does not prove a claim: ${answer.why}`)
    }
  }
}

const python = pythonWithSympy(process.argv[2] ? [process.argv[2]] : ['/usr/bin/python3', 'python3'])
const asked = new Map<Case['name'], SympyTimes>()
const ask = (theirs: Case): SympyTimes | undefined => {
  if (!python) return undefined
  const found = asked.get(theirs.name) ?? sympyTimes(python, theirs)
  asked.set(theirs.name, found)
  return found
}

const measured = PAIRS.map(({ ours, theirs }) => {
  const prove = prover(ours)
  const [cold = Number.NaN] = timesOf(prove, 1)
  warmUp(prove, WARM_UP_MS)
  const before = timesOf(prove, RUNS)
  const sympy = ask(theirs)
  return { ours, theirs, cold, warm: median([...before, ...timesOf(prove, RUNS)]), sympy }
})

if (!python) {
  console.log('SymPy is not installed: comparison skipped')
  const rows = measured.map(({ ours, cold, warm }) => [ours.name, ms(cold), ms(warm)])
  console.log(table(['case', 'ours first (ms)', 'ours (ms)'], rows))
} else {
  const compared = measured.map(({ ours, theirs, cold, warm, sympy }) => {
    const found = sympy && best(sympy)
    const trees = sympy && best(sympy, fromTrees)
    if (!found || !trees) throw new Error(`${theirs.name}: no method of SymPy shows it zero`)
    return { ours, theirs, cold, warm, found, trees, ratio: trees.ms / warm }
  })
  const { version, python: running } = [...asked.values()][0] as SympyTimes
  console.log(`SymPy ${version} on Python ${running} (${python}); node ${process.version}; medians\n`)
  const header = [
    'case',
    'ours first (ms)',
    'ours (ms)',
    'SymPy best (ms, method)',
    'ratio',
    'SymPy from trees (ms, method)',
    'ratio',
  ]
  const rows = compared.map(({ ours, theirs, cold, warm, found, trees, ratio }) => [
    ours === theirs ? ours.name : `${ours.name} (SymPy: ${theirs.name.split(', ')[1]})`,
    ms(cold),
    ms(warm),
    `${ms(found.ms)}  ${found.method}`,
    (found.ms / warm).toFixed(1),
    `${ms(trees.ms)}  ${trees.method}`,
    ratio.toFixed(1),
  ])
  console.log(`${table(header, rows)}\n`)
  for (const [name, { methods }] of asked) {
    const all = Object.entries(methods).map(([method, m]) => `${method} ${'ms' in m ? ms(m.ms) : `(${m.failed})`}`)
    console.log(`${name}: ${all.join('; ')}`)
  }
  const slow = compared.filter(({ ratio }) => ratio < LEAST_RATIO)
  for (const { ours, ratio } of slow) console.log(`\nbelow ${LEAST_RATIO}: ${ours.name}, ${ratio.toFixed(1)}`)
  process.exitCode = slow.length > 0 ? 1 : 0
}
