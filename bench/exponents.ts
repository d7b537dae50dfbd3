/** Measured exponents of the six schemes against the exact ones: widths 2^4 to 2^20, 32 seeds. */
import { QUANTITIES, SCHEMES, draws, measureExponents, phase, printRational } from 'rederive/linear-network'
import { table } from './timing.js'

const began = performance.now()
const networks = draws({})
const rows: string[][] = []
let worst = 0
for (const scheme of SCHEMES) {
  const { name } = scheme
  const measured = measureExponents(scheme, { networks })
  for (const quantity of QUANTITIES) {
    const { slope, error, exact } = measured[quantity]
    const target = Number(exact.n) / Number(exact.d)
    const off = Math.abs(slope - target)
    if (off > 0.02 || off > 3 * error + 1e-12) worst++
    rows.push([name, quantity, printRational(exact), slope.toFixed(5), error.toExponential(1)])
  }
  rows.push([name, 'phase', phase(scheme).phase, '', ''])
}
console.log(table(['scheme', 'quantity', 'exact', 'measured', 'standard error'], rows))
console.log(`\n${worst} outside 3 standard errors or 0.02; ${((performance.now() - began) / 1000).toFixed(0)} s`)
process.exitCode = worst > 0 ? 1 : 0
