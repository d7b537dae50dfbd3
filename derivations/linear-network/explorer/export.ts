/** What a reader takes away: the curves as CSV, and code that computes the same numbers. */
import { type Curves, SAMPLES } from './curves.js'
import { drawnCosine, type Scaled, scaledValue, type State } from './state.js'

/** One row a time; numbers as exact as they are. */
export function csvOf({ times, loss, normU, normW, cosine, kernel, neurons }: Curves): string {
  const columns: [string, Float64Array][] = [
    ['t', times],
    ['loss', loss],
    ['norm_u', normU],
    ['norm_w', normW],
    ['cosine', cosine],
    ['kernel', kernel],
    ...neurons.flatMap(({ u, w }, i): [string, Float64Array][] => [
      [`u_${i + 1}`, u],
      [`w_${i + 1}`, w],
    ]),
  ]
  const rows = Array.from(times, (_, k) => columns.map(([, values]) => String(values[k])).join(','))
  return `${[columns.map(([name]) => name).join(','), ...rows].join('\n')}\n`
}

/** TypeScript that prints the first columns of the CSV, the mechanism and the phase. */
export function snippetOf(state: State, curves: Curves): string {
  const cosine = drawnCosine(state)
  const { A, C } = state
  const at = (name: Scaled): number => scaledValue(state, name)
  const start = [
    `width: ${state.d}`,
    `seed: ${state.seed}`,
    `varU: ${at('varU')}`,
    `varW: ${at('varW')}`,
    ...(cosine === undefined ? [] : [`cosine: ${cosine}`]),
  ]
  const { g, hU, hW, kU, kW } = state.exponents
  return `import { gaussianStart, mechanism, phase, solve } from 'rederive/linear-network'

const { u, w } = gaussianStart({ ${start.join(', ')} })
const problem = { u0: u, w0: w, A: ${A}, C: ${C}, gamma: ${at('gamma')}, etaU: ${at('etaU')}, etaW: ${at('etaW')} }
const solution = solve(problem)

console.log(mechanism(problem).mechanism)
console.log(phase({ g: ${g}, hU: ${hU}, hW: ${hW}, kU: ${kU}, kW: ${kW} }).phase)
console.log('t,loss,norm_u,norm_w,cosine,kernel')
for (let k = 0; k < ${SAMPLES}; k++) {
  const t = (${curves.times.at(-1)} * k) / ${SAMPLES - 1}
  console.log([t, solution.loss(t), solution.normU(t), solution.normW(t), solution.cosine(t), solution.kernel(t)].join())
}
`
}
