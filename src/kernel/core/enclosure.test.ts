import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { parse } from '../../expr/parse.js'
import { ratio } from '../../expr/rational.js'
import { FUNCTIONS, functionNames } from '../../functions/registry/registry.js'
import { Enclosure, NoEnclosure, enclosedSign } from './enclosure.js'

const BITS = 90
const seed = Number(process.env.REDERIVE_SEED ?? 20260101)

describe('an enclosure', () => {
  test.each(functionNames())('of %s holds its values throughout an interval', (fn) => {
    const e = parse(`${fn}(x)`)
    const f = FUNCTIONS[fn].numeric.double
    const scale = 2 ** BITS
    fc.assert(
      fc.property(fc.integer({ min: -8000, max: 8000 }), fc.integer({ min: 0, max: 700 }), (middle, radius) => {
        const enclosure = new Enclosure(BITS)
        const lo = enclosure.rational(ratio(middle - radius, 1000n)).lo
        const hi = enclosure.rational(ratio(middle + radius, 1000n)).hi
        try {
          const found = enclosure.of(e, new Map([['x', { lo, hi }]]))
          for (let k = 0; k <= 8; k++) {
            const y = f((middle - radius + (k * radius) / 4) / 1000)
            if (!Number.isFinite(y)) continue
            const slack = 1e-12 * Math.max(1, Math.abs(y))
            expect(Number(found.lo) / scale).toBeLessThanOrEqual(y + slack)
            expect(Number(found.hi) / scale).toBeGreaterThanOrEqual(y - slack)
          }
          // A point is enclosed narrowly.
          if (radius === 0)
            expect(Number(found.hi - found.lo) / scale).toBeLessThan(1e-12 * Math.max(1, f(middle / 1000) ** 2))
        } catch (error) {
          if (!(error instanceof NoEnclosure)) throw error
        }
      }),
      { seed, numRuns: 150 },
    )
  })

  test('has the digits of pi', () => {
    const enclosure = new Enclosure(200)
    const { lo, hi } = enclosure.pi()
    const digits = 31415926535897932384626433832795028841971693993751n
    const at = (n: bigint) => (n << 200n) / 10n ** 49n
    expect(lo > at(digits - 1n) && hi < at(digits + 2n)).toBe(true)
    expect(hi - lo < 10_000n).toBe(true)
  })

  test('decides signs that doubles do not, and never that of 0', () => {
    expect(enclosedSign(parse('22/7 - pi'))).toBe(1)
    expect(enclosedSign(parse('exp(pi) - pi - 20'))).toBe(-1)
    expect(enclosedSign(parse('sqrt(2)^2 - 2 + 1/10^60'))).toBe(1)
    expect(enclosedSign(parse('atan(1) - pi/4'))).toBeUndefined()
    expect(enclosedSign(parse('log(8) - 3*log(2)'))).toBeUndefined()
  })
})

test('a power of what may be negative is one by any whole exponent, however it is written', () => {
  for (const exponent of ['3', '1 + 2', '6/2', '2*3/2', '(-3)*(-1)'])
    expect(enclosedSign(parse(`(1 - 2)^(${exponent}) + 1/2`))).toBe(-1)
  // Of a base that few digits do not tell from 0, and which is negative.
  const tiny =
    '(pi - 3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170680)'
  for (const exponent of ['sqrt(9)', '(1 + 2)'])
    expect(enclosedSign(parse(`10^303*${tiny}^${exponent} + 1/2`))).not.toBe(1)
  // Not by its form, but its values are.
  expect(enclosedSign(parse('(pi - 4 + 1 - 1/6)^sqrt(9)*10^9 + 1/2'))).not.toBe(1)
  expect(enclosedSign(parse('(2 - sqrt(5))^(sqrt(16) - 1) + 10^-9'))).toBeUndefined()
})

// The digits after which each constant is cut are its own: the next decimal up is above it.
test.each([
  [
    'pi',
    '3.14159265358979323846264338327950288419716939937510',
    '3.14159265358979323846264338327950288419716939937511',
  ],
  ['exp(1)', '2.7182818284590452353602874713526', '2.7182818284590452353602874713527'],
  ['log(3)/log(2)', '1.5849625007211561', '1.5849625007211562'],
  ['sin(100)', '-0.50636564110975880', '-0.50636564110975879'],
  ['cos(1)', '0.5403023058681397', '0.5403023058681398'],
  ['asin(0.3)', '0.30469265401539750', '0.30469265401539751'],
  ['atan(-7)', '-1.42889927219074', '-1.42889927219073'],
  ['2^(1/3)', '1.259921049894873', '1.259921049894874'],
  ['log(10^30)', '69.0775527898213', '69.0775527898214'],
  ['abs(1 - sqrt(2))', '0.41421356', '0.41421357'],
])('%s lies between %s and %s', (constant, below, above) => {
  expect(enclosedSign(parse(`${constant} - (${below})`))).toBe(1)
  expect(enclosedSign(parse(`${constant} - (${above})`))).toBe(-1)
})

test.each([
  'log(4) - 2*log(2)',
  'sqrt(2)^2 - 2',
  'x',
  'log(-1)',
  'sqrt(-1)',
  '1/(sqrt(4) - 2)',
  'exp(10^9)',
  `(${'('.repeat(99)}3${')^2'.repeat(99)} + 1)/7`,
])('does not decide %s', (constant) => {
  expect(enclosedSign(parse(constant))).toBeUndefined()
})
