/** Claims about functions that were each added as one file, and the recipe: one more is added so, in a copy. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeLine } from 'rederive/testing'
import { expect, test } from 'vitest'
import { ROOT } from './command.js'

const OPTIONS = { seed: Number(process.env.REDERIVE_SEED), runs: 100, engineLimit: 2000, engines: false }

type Line = readonly [claim: string, verdict: 'proved' | 'refuted' | 'unknown']

/** `lhs = rhs`, `expression > 0`, or `limit expression at place = value`, all in x, which is real unless it is said to be otherwise. */
function lineOf(claim: string, id = 'claim'): string {
  const [text = '', assumed] = claim.split(' for x ')
  const assume = assumed === undefined ? {} : { assume: { x: assumed } }
  const limit = /^limit (.*) at (\S+)( from above)? = (.*)$/.exec(text)
  const [lhs, rhs] = text.split(' = ')
  const fields = limit
    ? {
        kind: 'limit',
        expression: limit[1],
        variable: 'x',
        to: limit[2],
        value: limit[4],
        ...(limit[3] && { from: 'above' }),
      }
    : rhs === undefined
      ? { kind: 'sign', expression: text.replace(' > 0', ''), sign: 'positive' }
      : { kind: 'identity', lhs, rhs }
  return JSON.stringify({ id, ...fields, ...assume })
}

test.each<Line>([
  ['diff(sec(x), x) = sec(x)*tan(x)', 'proved'],
  ['diff(sec(x), x) = sec(x)^2', 'refuted'],
  ['sec(x)^2 - tan(x)^2 = 1', 'proved'],
  ['sec(pi/3) = 2', 'proved'],
  ['sec(pi/3) = 2/sqrt(3)', 'refuted'],
  ['limit (sec(x) - 1)/x^2 at 0 = 1/2', 'proved'],
  ['limit (sec(x) - 1)/x^2 at 0 = 1', 'refuted'],
  ['diff(csc(x), x) = -cos(x)/sin(x)^2', 'proved'],
  ['diff(csc(x), x) = cos(x)/sin(x)^2', 'refuted'],
  ['csc(pi/6) = 2', 'proved'],
  ['csc(-x) = csc(x)', 'refuted'],
  ['limit x*csc(x) at 0 = 1', 'proved'],
  ['limit csc(x) at 0 = oo', 'refuted'],
  ['diff(cot(x), x) = -csc(x)^2', 'proved'],
  ['diff(cot(x), x) = csc(x)^2', 'refuted'],
  ['cot(pi/4) + cot(pi/2) = 1', 'proved'],
  ['cot(x) = tan(x)', 'refuted'],
  ['limit x*cot(x) at 0 = 1', 'proved'],
  ['limit x*cot(x) at 0 = 2', 'refuted'],
  // Between 0 and pi, and continuous: not the function of that name which jumps at 0.
  ['diff(acot(x), x) = -1/(1 + x^2)', 'proved'],
  ['acot(x) > 0', 'proved'],
  ['acot(-1) = 3*pi/4', 'proved'],
  ['acot(-1) = -pi/4', 'refuted'],
  ['acot(x) = atan(1/x)', 'refuted'],
  ['acot(x) = atan(1/x) for x positive', 'proved'],
  ['cot(acot(x)) = x', 'proved'],
  ['limit acot(x) at -oo = pi', 'proved'],
  ['limit acot(x) at -oo = 0', 'refuted'],
  ['cbrt(x)^3 = x', 'proved'],
  ['cbrt(x)^3 = abs(x)', 'refuted'],
  ['cbrt(-x) = -cbrt(x)', 'proved'],
  ['cbrt(-8) = -2', 'proved'],
  ['cbrt(-8) = 2', 'refuted'],
  ['cbrt(x*abs(x)^2) = x', 'proved'],
  ['cbrt(x) = x^(1/3)', 'proved'],
  ['cbrt(x^6) = x^2', 'proved'],
  ['cbrt(x^2) = cbrt(x)', 'refuted'],
  ['diff(cbrt(x), x) = cbrt(x)/(3*x)', 'proved'],
  ['diff(cbrt(x)^3, x) = 1', 'proved'],
  ['diff(cbrt(x)^3, x) = abs(x)/x', 'refuted'],
  ['diff(cbrt(x)^4, x) = 4*cbrt(x)/3', 'proved'],
  ['limit (cbrt(8 + x) - 2)/x at 0 = 1/12', 'proved'],
  ['limit (cbrt(8 + x) - 2)/x at 0 = 1/8', 'refuted'],
  ['limit cbrt(x) at -oo = -oo', 'proved'],
  ['limit cbrt(x)/x at oo = 0', 'proved'],
  ['sign(-3) + sign(0) = -1', 'proved'],
  ['sign(-3) = 1', 'refuted'],
  ['sign(x)*abs(x) = x for x nonzero', 'proved'],
  ['sign(x)^2 = 1 for x nonzero', 'proved'],
  ['sign(x)^2 = 1', 'refuted'],
  ['sign(x) = abs(x)/x', 'proved'],
  ['sign(x) = x', 'refuted'],
  ['diff(abs(x), x) = sign(x)', 'proved'],
  ['diff(abs(x), x) = -sign(x)', 'refuted'],
  ['limit sign(x) at 0 from above = 1', 'proved'],
  ['limit sign(x) at 0 from above = 0', 'refuted'],
  ['limit sign(x) at 0 = 1', 'refuted'],
  // False at 0 alone, where the slope of x*abs(x) is 0 and nobody evaluates it: what jumps there is not taken for its limit.
  ['diff(x*abs(x), x) = 2*abs(x) + 1 - sign(x)^2', 'unknown'],
  ['diff(erf(x), x) = 2*exp(-x^2)/sqrt(pi)', 'proved'],
  ['diff(erf(x), x) = exp(-x^2)/sqrt(pi)', 'refuted'],
  ['diff(erf(x), x, 2) = -2*x*diff(erf(x), x)', 'proved'],
  ['diff(x*erf(x) + exp(-x^2)/sqrt(pi), x) = erf(x)', 'proved'],
  ['diff(x*erf(x) - exp(-x^2)/sqrt(pi), x) = erf(x)', 'refuted'],
  ['erf(-x) = -erf(x)', 'proved'],
  ['erf(-x) = erf(x)', 'refuted'],
  ['erf(0) = 0', 'proved'],
  ['erf(1) = 5/6', 'refuted'],
  ['erf(x) > 0 for x positive', 'proved'],
  ['x - erf(x) > 0 for x positive', 'refuted'],
  ['limit erf(x)/x at 0 = 2/sqrt(pi)', 'proved'],
  ['limit erf(x)/x at 0 = 1', 'refuted'],
  // Of that its derivative says nothing.
  ['limit erf(x) at oo = 1', 'unknown'],
  ['limit erf(x) at oo = 2', 'unknown'],
])('%s: %s', async (claim, verdict) => {
  const found = await judgeLine(lineOf(claim), OPTIONS)
  expect(found.verdict, JSON.stringify(found)).toBe(verdict)
})

const LOG1P = `import type { ElementaryFunction } from './registry/function.js'

/** log(1 + x). */
export const log1p: ElementaryFunction = {
  tex: '\\\\operatorname{log1p}',
  domain: [{ must: 'positive', of: '1 + x' }],
  derivative: '1/(1 + x)',
  is: 'log(1 + x)',
  numeric: { double: Math.log1p },
}
`
/** A domain, a derivative and a double, and no more. */
const GD = `import type { ElementaryFunction } from './registry/function.js'

/** The Gudermannian. */
export const gd: ElementaryFunction = {
  tex: '\\\\operatorname{gd}',
  domain: [],
  derivative: 'sech(x)',
  numeric: { double: (x) => Math.atan(Math.sinh(x)) },
}
`

test('a function is added as one file, with as little as its domain, its derivative and a double', () => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const copy = mkdtempSync(join(ROOT, '.cache', 'function-'))
  const run = (...args: string[]): string =>
    execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8', input: text })
  const lines: readonly Line[] = [
    ['diff(log1p(x), x) = 1/(1 + x)', 'proved'],
    ['diff(log1p(x), x) = 1/(2 + x)', 'refuted'],
    ['log1p(x) = log(1 + x)', 'proved'],
    ['log1p(x) = log(x)', 'refuted'],
    ['exp(log1p(x)) = 1 + x', 'proved'],
    ['limit log1p(x)/x at 0 = 1', 'proved'],
    ['limit log1p(x) at oo = 1', 'refuted'],
    ['diff(gd(x), x) = 1/cosh(x)', 'proved'],
    ['diff(gd(x), x, 2) = -sech(x)*tanh(x)', 'proved'],
    ['gd(2*x - x) = gd(x)', 'proved'],
    ['gd(x) = 2*x', 'unknown'],
  ]
  const text = lines.map(([claim], k) => `${lineOf(claim, `line-${k}`)}\n`).join('')
  try {
    for (const part of ['src', 'site', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    writeFileSync(join(copy, 'src/functions/log1p.ts'), LOG1P)
    writeFileSync(join(copy, 'src/functions/gd.ts'), GD)
    run('src/functions/registry/list.mjs')
    run('node_modules/typescript/bin/tsc', '-p', '.')
    let answers = ''
    try {
      answers = run('dist/src/cli/main.js', 'check', '-')
    } catch (error) {
      // Not all are proved.
      answers = (error as { stdout: string }).stdout
    }
    const verdicts = answers
      .trim()
      .split('\n')
      .map((answer) => (JSON.parse(answer) as { verdict: string }).verdict)
    expect(lines.map(([claim], k) => [claim, verdicts[k]])).toEqual(lines)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})
