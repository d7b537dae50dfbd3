/** What functions say of themselves, held against each other at random points: a new function is tested by being there. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ParseResult, parse as parseModule } from '@babel/parser'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../expr/parse.js'
import { ratio } from '../expr/rational.js'
import { Enclosure, NoEnclosure } from '../kernel/core/enclosure.js'
import { instance } from '../numeric/instance.js'
import { context } from '../numeric/interpreter/claims.example.js'
import { Decimals, type Precise } from '../numeric/interpreter/decimals.js'
import { type Double, doubles } from '../numeric/interpreter/doubles.js'
import { inDecimals } from '../numeric/interpreter/judge.js'
import { Reading } from '../numeric/interpreter/reading.js'
import { Series } from '../numeric/interpreter/series.js'
import type { Result } from '../numeric/interpreter/value.js'
import { ALL } from './registry/all.js'
import { FUNCTIONS, functionNames } from './registry/registry.js'

const seed = Number(process.env.REDERIVE_SEED ?? 20260101)
const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

const Wide = Decimal.clone({ precision: 150, defaults: true })
const READING = new Reading(context('x'))
const DIGITS = 60
/** A formula in x at a point, to many digits: the value, or why there is none. */
const at = (text: string, x: number): Result<Precise> =>
  inDecimals(READING, instance(1, { x }), DIGITS).evaluate(parse(text))
function decimal(text: string, x: number): Decimal | undefined {
  const found = at(text, x)
  return found.kind === 'missing' ? undefined : found.value
}

/** Points of all signs, and those at which functions begin, end or turn. */
const point = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, 2, -2),
  fc.integer({ min: -4000, max: 4000 }).map((n) => n / 1024),
  fc.integer({ min: -4000, max: 4000 }).map((n) => n / 64),
)
const everywhere = (check: (x: number) => void, numRuns = 200): void =>
  fc.assert(fc.property(point, check), { seed, numRuns })
const close = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(1e-300, Math.abs(a), Math.abs(b))

test('the list is that of the folder; run npm run compile', () => {
  expect(Object.keys(ALL)).toEqual(files)
})

test('no name stands for two functions, and what may be written by mistake is a function', () => {
  const names = functionNames().flatMap((fn) => [fn, ...(FUNCTIONS[fn].aliases ?? [])])
  expect(new Set(names).size).toBe(names.length)
  for (const fn of functionNames())
    for (const other of FUNCTIONS[fn].lookAlikes ?? []) {
      expect([...functionNames(), 'nothing']).toContain(other)
      expect(other).not.toBe(fn)
    }
})

describe.each(functionNames())('%s', (fn) => {
  const { domain, derivative, bends = [], parity, signs, is, jumps, exact, numeric } = FUNCTIONS[fn]
  const { double, precise } = numeric
  const inside = (x: number): boolean =>
    domain.every(({ must, of }) => {
      const found = at(of, x)
      if (found.kind === 'missing') return false
      const sign = found.value.isZero() ? 0 : found.value.s
      return must === 'nonnegative' ? sign >= 0 : must === 'positive' ? sign > 0 : sign !== 0
    })
  const isKnown = precise !== undefined || is !== undefined

  test('has values in its domain and nowhere else', () => {
    everywhere((x) => {
      expect(Number.isFinite(double(x)), `at ${x}`).toBe(inside(x))
      const found = at(`${fn}(x)`, x)
      if (!inside(x)) expect(found).toMatchObject({ kind: 'missing', why: 'undefined' })
      else if (isKnown) expect(found.kind, `at ${x}`).toBe('number')
    })
  })

  test('its doubles are right to 2^-49', () => {
    everywhere((x) => {
      const wanted = isKnown && inside(x) ? decimal(`${fn}(x)`, x)?.toNumber() : undefined
      if (wanted !== undefined) expect(close(double(x), wanted, 2 ** -49), `${double(x)} at ${x}`).toBe(true)
    })
  })

  test('its derivative is the slope of its doubles', () => {
    const h = 2 ** -13
    everywhere((x) => {
      const [a, b, c, d] = [-2, -1, 1, 2].map((k) => double(x + k * h)) as [number, number, number, number]
      const slope = (8 * (c - b) - (d - a)) / (12 * h)
      const rates = [-2, 0, 2].map((k) => decimal(derivative, x + k * h)?.toNumber())
      const [left, rate, right] = rates
      if (![a, b, c, d].every(Number.isFinite) || left === undefined || rate === undefined || right === undefined)
        return
      // Where it bends the slopes around differ.
      if (Math.abs(left - right) > 0.02 * (1 + Math.abs(rate))) return
      expect(Math.abs(slope - rate), `at ${x}`).toBeLessThan(1e-7 * (1 + Math.abs(rate) + Math.abs(double(x))))
    })
  })

  test('where it has a value and its derivative has none, it says that it bends', () => {
    everywhere((x) => {
      if (!inside(x) || decimal(derivative, x) !== undefined) return
      expect(
        bends.some((bend) => decimal(bend, x)?.isZero()),
        `at ${x}`,
      ).toBe(true)
    })
  })

  test('its parity and its signs are those of its values', () => {
    everywhere((x) => {
      if (parity !== undefined) expect(double(-x) + 0, `at ${x}`).toBe((parity === 'odd' ? -1 : 1) * double(x) + 0)
      if (signs === undefined) return
      const said = signs[x < 0 ? 'negative' : x > 0 ? 'positive' : 'zero']
      const value = double(x)
      expect(said).toBe(!inside(x) ? 'none' : value < 0 ? 'negative' : value > 0 ? 'positive' : 'zero')
    })
  })

  test('jumps only where it says so', () => {
    everywhere((x) => {
      const [left, value, right] = [double(x - 2 ** -40), double(x), double(x + 2 ** -40)]
      if (![left, value, right].every(Number.isFinite) || (jumps && bends.some((bend) => decimal(bend, x)?.isZero())))
        return
      for (const near of [left, right])
        expect(Math.abs(near - value), `at ${x}`).toBeLessThan(2 ** -10 * (1 + Math.abs(value)))
    })
  })

  test('the formulas for it have its values', () => {
    everywhere((x) => {
      const here = isKnown ? decimal(`${fn}(x)`, x) : undefined
      const same = (text: string, y = x): void => {
        const found = decimal(text, y)
        if (here === undefined) expect(found, `${text} at ${x}`).toBeUndefined()
        else expect(found?.minus(here).abs().lte(here.abs().times('1e-50').plus('1e-50')), `${text} at ${x}`).toBe(true)
      }
      if (is !== undefined) same(is)
      const by = exact?.farOut
      const far = by && ('formula' in by ? by.formula : x === 0 ? undefined : by[x < 0 ? 'negative' : 'positive'])
      if (far !== undefined) same(far)
      const { byExponential, byTurn } = exact ?? {}
      // Of arguments from 0 on.
      if (byExponential !== undefined && x >= 0) same(byExponential.replaceAll('x', '(exp(x))'))
      if (byTurn) same(byTurn('(cos(x))', '(sin(x))', (a, b) => `${a}/${b}`))
    })
  })

  test('its errors are within their bounds, of doubles and of decimals', () => {
    const decimals = new Decimals(40)
    const series = [new Series(doubles), new Series(decimals)] as const
    fc.assert(
      fc.property(point, fc.integer({ min: -40, max: -1 }), fc.double({ min: -1, max: 1, noNaN: true }), (x, e, by) => {
        const error = 2 ** e
        const moved = x + by * error
        const exactly = isKnown && inside(x) && inside(moved) ? decimal(`${fn}(x)`, moved) : undefined
        if (exactly === undefined) return
        const inDoubles = series[0].call(fn, { kind: 'number', value: x, error } as Double) as Result<Double>
        if (inDoubles.kind === 'number')
          expect(exactly.minus(inDoubles.value).abs().toNumber(), `at ${x}, ${error}`).toBeLessThanOrEqual(
            inDoubles.error,
          )
        const about = { kind: 'number', value: new Decimal(x), error: Math.log10(error) + 1e-9 } as Precise
        const inDecimals = series[1].call(fn, about) as Result<Precise>
        if (inDecimals.kind === 'number')
          expect(exactly.minus(inDecimals.value).abs().toNumber(), `at ${x}, ${error}`).toBeLessThanOrEqual(
            10 ** inDecimals.error,
          )
      }),
      { seed, numRuns: 300 },
    )
  })

  test('its enclosure holds its values', () => {
    const BITS = 80
    fc.assert(
      fc.property(
        point,
        fc.constantFrom(0, 0, 2 ** -20, 2 ** -6, 1),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (x, r, by) => {
          const y = x + Math.round(by * r * 2 ** 30) / 2 ** 30
          const value = isKnown && inside(y) ? decimal(`${fn}(x)`, y) : undefined
          if (value === undefined) return
          const enclosure = new Enclosure(BITS)
          const end = (z: number): bigint => enclosure.rational(ratio(BigInt(z * 2 ** 30), 2n ** 30n)).lo
          try {
            const { lo, hi } = enclosure.of(parse(`${fn}(x)`), new Map([['x', { lo: end(x - r), hi: end(x + r) }]]))
            const scaled = new Wide(value).times(new Wide(2).pow(BITS))
            expect(scaled.gte(`${lo}`) && scaled.lte(`${hi}`), `at ${y} in ${x} give or take ${r}`).toBe(true)
          } catch (problem) {
            if (!(problem instanceof NoEnclosure)) throw problem
          }
        },
      ),
      { seed, numRuns: 300 },
    )
  })

  test('what the kernel and what the interpreter knows of it have no name in common', () => {
    const text = readFileSync(`${FOLDER}${fn}.ts`, 'utf8')
    const names = namesOutside(parseModule(text, { sourceType: 'module', plugins: ['typescript'] }))
    expect([...names('exact')].filter((name) => names('numeric').has(name))).toEqual([])
  })
})

interface SyntaxNode {
  readonly type: string
  readonly [field: string]: unknown
}

/** The names of a module's own and imported things that stand in a section of what it exports, also by way of others. */
function namesOutside({ program }: ParseResult): (section: string) => ReadonlySet<string> {
  const declared = new Map<string, SyntaxNode | undefined>()
  let whole: SyntaxNode | undefined
  for (const statement of program.body as unknown as SyntaxNode[]) {
    if (statement.type === 'ImportDeclaration')
      for (const { local } of statement.specifiers as { local: { name: string } }[]) declared.set(local.name, undefined)
    const inner = (statement.declaration ?? statement) as SyntaxNode
    if (inner.type === 'FunctionDeclaration') declared.set((inner.id as { name: string }).name, inner)
    for (const { id, init } of (inner.declarations ?? []) as { id: { name: string }; init: SyntaxNode }[]) {
      if (statement.type === 'ExportNamedDeclaration') whole = init
      else declared.set(id.name, init)
    }
  }
  const collect = (node: unknown, found: Set<string>): void => {
    if (Array.isArray(node)) for (const part of node) collect(part, found)
    if (typeof node !== 'object' || node === null) return
    const { type, name } = node as { type?: string; name?: string }
    if (type === 'Identifier' && name !== undefined && declared.has(name) && !found.has(name)) {
      found.add(name)
      collect(declared.get(name), found)
    }
    for (const part of Object.values(node)) collect(part, found)
  }
  return (section) => {
    const found = new Set<string>()
    for (const property of (whole?.properties ?? []) as { key?: { name: string }; value?: unknown }[])
      if (property.key?.name === section) collect(property.value, found)
    return found
  }
}
