import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FunctionName } from '../functions/registry/registry.js'
import { decimalOf, power } from './decimal-functions.js'

const seed = Number(process.env.REDERIVE_SEED)
/** Digits beyond those of the result, for the library that is compared with. */
const MORE = 30
const precision = fc.constantFrom(20, 60, 90, 170)
const clone = (digits: number): typeof Decimal => Decimal.clone({ precision: digits, defaults: true })

/** Arguments of all sizes, and near the places where digits are lost: 0, 1, -1 and multiples of pi/2. */
const argument = fc
  .record({
    near: fc.oneof(
      fc.constantFrom(0, 0, 0, 1, -1),
      fc.integer({ min: -20, max: 20 }).map((k) => k / 4),
    ),
    quarters: fc.oneof(fc.constant(0), fc.integer({ min: -9, max: 9 })),
    by: fc.double({ min: -1, max: 1, noNaN: true }),
    scale: fc.oneof(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -40, max: 3 })),
  })
  .map(({ near, quarters, by, scale }) => (digits: number): Decimal => {
    const D = clone(digits)
    const angle = D.acos(-1).times(quarters).div(2)
    return new D(near).plus(angle).plus(new D(3).sqrt().times(by.toPrecision(17)).times(`1e${scale}`))
  })

/** Distance in units of the last place. */
function units(got: Decimal, wanted: Decimal, digits: number): number {
  if (!wanted.isFinite()) return got.isFinite() ? Number.POSITIVE_INFINITY : 0
  const Wide = clone(digits + MORE)
  const error = new Wide(got.toString()).minus(wanted).abs()
  return error.isZero()
    ? 0
    : error
        .div(wanted.abs())
        .times(`1e${digits - 1}`)
        .toNumber()
}

/** How the library computes what has its name there. */
const LIBRARY: Partial<Record<FunctionName, (x: Decimal) => Decimal>> = {
  exp: (x) => x.exp(),
  sqrt: (x) => x.sqrt(),
  log: (x) => (x.greaterThan(0) ? x.ln() : new Decimal(Number.NaN)),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  // Its own tan loses 128 of 370 digits there.
  tan: (x) => x.sin().div(x.cos()),
  asin: (x) => x.asin(),
  acos: (x) => x.acos(),
  atan: (x) => x.atan(),
  sinh: (x) => x.sinh(),
  cosh: (x) => x.cosh(),
  tanh: (x) => x.tanh(),
  asinh: (x) => x.asinh(),
  acosh: (x) => x.acosh(),
  atanh: (x) => (x.abs().lessThan(1) ? x.atanh() : new Decimal(Number.NaN)),
}

describe('functions of decimals', () => {
  test.each(Object.keys(LIBRARY) as FunctionName[])('%s is that of decimal.js within three units', (name) => {
    const property = fc.property(argument, precision, (make, digits) => {
      const x = make(digits)
      // Beyond it the library takes seconds.
      fc.pre(x.abs().lessThan(300) || ['sqrt', 'log', 'atan', 'asinh'].includes(name))
      // Near a pole as many digits are lost as it is near.
      const wide = clone(name === 'tan' ? 2 * digits + MORE : digits + MORE)
      const wanted = LIBRARY[name]?.(new wide(x.toString())) as Decimal
      fc.pre(!wanted.isZero())
      expect(units(decimalOf(name, x, clone(digits)), wanted, digits)).toBeLessThan(3)
    })
    fc.assert(property, { seed, numRuns: 150 })
  })

  test('powers are those of decimal.js within a unit', () => {
    const exponent = fc.double({ min: -30, max: 30, noNaN: true })
    const property = fc.property(argument, exponent, precision, (make, y, digits) => {
      const x = make(digits).abs()
      fc.pre(!x.isZero())
      const wanted = new (clone(digits + MORE))(x.toString()).pow(y.toPrecision(17))
      expect(units(power(x, new Decimal(y.toPrecision(17)), clone(digits)), wanted, digits)).toBeLessThan(1)
    })
    fc.assert(property, { seed, numRuns: 150 })
  })

  test('huge exponents keep their digits', () => {
    const property = fc.property(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 15 }),
      precision,
      (by, power2, size, digits) => {
        fc.pre(Math.abs(by) > 1e-3)
        const [D, wide] = [clone(digits), clone(2 * digits + 400)]
        const near = new wide(2).pow(-power2).plus(1)
        const far = new wide(2).pow(power2).times(by.toPrecision(17))
        // The library multiplies logarithms out, which is the same only with as many digits more as the exponent has.
        const wanted = near.ln().times(far).exp()
        expect(units(power(near, far, D), wanted, digits)).toBeLessThan(1)
        const x = new wide(by.toPrecision(17)).times(`1e${size}`)
        const double = (y: Decimal, C: typeof Decimal): Decimal => decimalOf('exp', y, C)
        const [once, half] = [double(x, D), double(x.div(2), clone(digits + MORE))]
        expect(units(once, new (clone(digits + MORE))(half.toString()).pow(2), digits)).toBeLessThan(1)
      },
    )
    fc.assert(property, { seed, numRuns: 100 })
    const D = clone(50)
    expect(power(new D(3), new D('1e17'), D).isNaN()).toBe(true)
    expect(power(new D('1e-400'), new D('0.5e300'), D).isNaN()).toBe(true)
    expect(power(new D('1e12000'), new D('1e1000'), D).isFinite()).toBe(false)
    expect(decimalOf('exp', new D('9e15'), D).e).toBe(3_908_650_337_129_266)
  })

  test('arguments of any size end at once, and what is not real is NaN', () => {
    const D = clone(50)
    const at = (name: FunctionName, x: string): string => decimalOf(name, new D(x), D).toPrecision(20)
    expect(at('log', '1e-100000')).toBe('-230258.50929940456840')
    expect(at('log', '1e100000')).toBe('230258.50929940456840')
    expect(at('sqrt', '4e100000')).toBe('2.0000000000000000000e+50000')
    expect(at('sqrt', '1e-100001')).toBe('3.1622776601683793320e-50001')
    expect(at('atan', '1e100000')).toBe('1.5707963267948966192')
    expect(at('atan', '-1e-100000')).toBe('-1.0000000000000000000e-100000')
    expect(at('sin', '1e-100000')).toBe('1.0000000000000000000e-100000')
    expect(at('cos', '1e22')).toBe('0.52321478539513894550')
    expect(at('exp', '-1e6')).toBe('3.2968314780885585790e-434295')
    expect(at('asinh', '-1e100000')).toBe('-230259.20244658512835')
    expect(at('asin', '-1')).toBe('-1.5707963267948966192')
    expect(at('acos', '-1')).toBe('3.1415926535897932385')
    for (const [name, x] of [
      ['exp', '1e20'],
      ['log', '0'],
      ['log', '-1'],
      ['asin', '1.01'],
      ['acos', '-1.01'],
      ['acosh', '0.99'],
      ['atanh', '1'],
      ['sin', '1e301'],
      ['sqrt', '-1'],
    ] as const)
      expect(at(name, x), `${name}(${x})`).toBe('NaN')
  })
})
