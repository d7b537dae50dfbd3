import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Expr, symbol } from '../expr/ast.js'
import { parse } from '../expr/parse.js'
import { print, printSymbol } from '../expr/print.js'
import { symbolsOf } from '../expr/substitute.js'
import type { EngineName } from './registry.js'
import {
  closeAllSessions,
  EngineFailure,
  type EngineSession,
  EngineTimeout,
  openSession,
  withSession,
} from './session.js'
import { EngineThread, threadCount } from './thread.js'
import { value } from './value.js'

const ENGINES: readonly EngineName[] = ['nerdamer', 'algebrite']
const x = symbol('x')
// nerdamer's simplify does not return from this residual of the Riccati equation.
const Z = '(r - s*K*exp(c*(r - s)*t))/(1 - K*exp(c*(r - s)*t))'
const HANGS = parse(`diff(${Z}, t) - c*(${Z} - r)*(${Z} - s)`)

/** Fails unless two expressions agree at three points. */
function expectSameValues(found: Expr, expected: Expr): void {
  const names = [...new Set([...symbolsOf(found), ...symbolsOf(expected)].map(printSymbol))].sort()
  for (const shift of [0.31, 0.47, 0.73]) {
    const at = new Map(names.map((name, k) => [name, shift + 0.37 * k]))
    expect(value(found, at), `${print(found)} at ${shift}`).toBeCloseTo(value(expected, at), 9)
  }
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(closeAllSessions)

describe.each(ENGINES)('%s', (engine) => {
  let session: EngineSession
  beforeAll(async () => {
    session = await openSession(engine, { timeLimitMs: 30_000 })
  })
  afterAll(() => session.close())
  const work = <T>(job: (s: EngineSession) => Promise<T>): Promise<T> => job(session)

  test.each([
    ['x^3 + a*x', '3*x^2 + a'],
    ['exp(2*x)', '2*exp(2*x)'],
    ['0.1*x^2', '0.2*x'],
    ['sech(x)*coth(x)', '-csch(x)*coth(x)'],
    ['tan(a*x)', 'a/cos(a*x)^2'],
    ['asin(x/4)', '1/sqrt(16 - x^2)'],
    ['atan(x) + asinh(x)', '1/(1 + x^2) + 1/sqrt(1 + x^2)'],
    ['2^x', '2^x*log(2)'],
    ['x^a^2', 'a^2*x^(a^2 - 1)'],
    ['a/x/a*pi', '-pi/x^2'],
    ['abs(x)', '1'],
    ['u[1]*x + u[12]*u[2]', 'u[1]'],
    ['exp(1)*x', 'exp(1)'],
  ])('differentiates %s', async (text, expected) => {
    await work(async (s) => expectSameValues(await s.differentiate(parse(text), x), parse(expected)))
  })

  test('differentiates more than once', async () => {
    expectSameValues(await work((s) => s.differentiate(parse('x^4*y'), x, 3)), parse('24*x*y'))
  })

  test.each([
    ['(x + y)^3', 'x^3 + 3*x^2*y + 3*x*y^2 + y^3'],
    ['(x - 1/3)*(x + 1/3)', 'x^2 - 1/9'],
    ['a - (b - c)', 'a - b + c'],
    ['-x^2', '-(x^2)'],
    ['12345678901234567890*x/7', '12345678901234567890/7*x'],
  ])('expands %s', async (text, expected) => {
    expectSameValues(await work((s) => s.expand(parse(text))), parse(expected))
  })

  test('expands to a plain zero', async () => {
    expect(print(await work((s) => s.expand(parse('(x + y)^2 - x^2 - 2*x*y - y^2'))))).toBe('0')
  })

  test('simplifies sin^2 + cos^2', async () => {
    expect(print(await work((s) => s.simplify(parse('sin(q)^2 + cos(q)^2'))))).toBe('1')
  })

  test('takes partial fractions', async () => {
    const found = await work((s) => s.partialFractions(parse('1/((x - a)*(x - b))'), x))
    expect(found.kind).toBe('add')
    expectSameValues(found, parse('1/((x - a)*(x - b))'))
  })

  test.each([
    ['x^2', 'x^3/3'],
    ['1/(1 + x^2)', 'atan(x)'],
    ['x*exp(x)', 'x*exp(x) - exp(x)'],
    ['tanh(x)', 'log(cosh(x))'],
  ])('integrates %s', async (text, expected) => {
    expectSameValues(await work((s) => s.integrate(parse(text), x)), parse(expected))
  })

  test('integrates by partial fractions what it cannot integrate directly', async () => {
    await work(async (s) => {
      const found = await s.integrate(parse('1/(c*(x - a)*(x - b))'), x)
      expectSameValues(await s.differentiate(found, x), parse('1/(c*(x - a)*(x - b))'))
      expect(s.exchanges.slice(-5).map((e) => e.operation)).toEqual([...Array(4).fill('integrate'), 'differentiate'])
    })
  })

  test('solves a quadratic', async () => {
    const roots = await work((s) => s.solve(parse('P*z^2 - B*z - Q'), symbol('z')))
    const at = new Map([
      ['P', 2],
      ['B', 3],
      ['Q', 5],
    ])
    expect(roots.map((root) => value(root, at)).sort((a, b) => a - b)).toEqual([
      expect.closeTo(-1, 9),
      expect.closeTo(2.5, 9),
    ])
  })

  test('solves a linear equation', async () => {
    const [root, ...more] = await work((s) => s.solve(parse('(x - a) - K*(x - b)'), x))
    expect(more).toEqual([])
    expectSameValues(root as Expr, parse('(a - K*b)/(1 - K)'))
  })

  test('substitutes', async () => {
    expectSameValues(await work((s) => s.substitute(parse('x^2 + y'), x, parse('x + 1'))), parse('(x + 1)^2 + y'))
  })

  test('gives every symbol a neutral name and its own name back', async () => {
    const text = 'E + e*i + I*constructor - toString/__proto__ + Pi*d + exp_ + _1'
    await withSession(engine, {}, async (s) => {
      const found = await s.expand(parse(text))
      expectSameValues(found, parse(text))
      const names = (e: Expr): string[] => symbolsOf(e).map(printSymbol).sort()
      expect(names(found)).toEqual(names(parse(text)))
      expect(s.exchanges[0]?.sent).toContain('x1 + x2*x3 + x4*x5 - x6/x7')
      expect(s.legend.get('x7')).toEqual(symbol('__proto__'))
    })
  })

  test('keeps exp(1) and pi exact', async () => {
    const found = await work((s) => s.expand(parse('(pi + exp(1))*exp(x)')))
    expect(print(found)).not.toMatch(/\d{4}/)
    expectSameValues(found, parse('(pi + exp(1))*exp(x)'))
  })

  test.each<[string, string, (s: EngineSession, e: Expr) => Promise<unknown>, RegExp]>([
    ['a symbolic sum', 'sum(i, u[i])', (s, e) => s.expand(e), /concrete width/],
    ['a named index', 'u[i]', (s, e) => s.expand(e), /concrete width/],
    ['an integral without a closed form', 'sin(x^x)', (s, e) => s.integrate(e, x), /integrate|could not find/],
    [
      'a function of the answer that we lack',
      'sin(x)/x',
      (s, e) => s.integrate(e, x),
      /contains Si|could not integrate/,
    ],
    ['imaginary roots', 'x^2 + 1', (s, e) => s.solve(e, x), /imaginary/],
    ['division by zero', 'x/(2 - 2)', (s, e) => s.expand(e), /zero/i],
    ['no root', '1 + 0*x', (s, e) => s.solve(e, x), /no solution|not a polynomial/],
  ])('fails with a reason: %s', async (_, text, job, reason) => {
    await work(async (s) => {
      await expect(job(s, parse(text))).rejects.toThrow(reason)
      await expect(job(s, parse(text))).rejects.toThrow(EngineFailure)
      expect(print(await s.expand(parse('x + x')))).toBe('2*x')
    })
  })

  test('re-derives the conserved quantity of a width of two', async () => {
    const p1q1 = parse('(s_u*w[1] + s_w*u[1])*(s_u*w[1] - s_w*u[1])')
    const residual = '(y - u[1]*w[1] - u[2]*w[2])'
    await work(async (s) => {
      const byU = await s.differentiate(p1q1, symbol('u', 1))
      const byW = await s.differentiate(p1q1, symbol('w', 1))
      const along = `(${print(byU)})*2*s_u^2*gamma*${residual}*w[1] + (${print(byW)})*2*s_w^2*gamma*${residual}*u[1]`
      expect(print(await s.expand(parse(along)))).toBe('0')
    })
  })

  test('runs operations that were asked for at once one after the other', async () => {
    await work(async (s) => {
      const found = await Promise.all(['x + x', 'x*3', '(x - 1)*(x + 1)'].map((text) => s.expand(parse(text))))
      expectSameValues(found[2] as Expr, parse('x^2 - 1'))
      expect(s.exchanges.slice(-3).map((e) => e.operation)).toEqual(['expand', 'expand', 'expand'])
    })
  })
})

describe('a session', () => {
  afterEach(closeAllSessions)

  test('ends when the engine hangs, and says so ever after', async () => {
    const s = await openSession('nerdamer', { timeLimitMs: 700 })
    const start = performance.now()
    await expect(s.simplify(HANGS)).rejects.toThrow(EngineTimeout)
    expect(performance.now() - start).toBeLessThan(3000)
    await expect(s.expand(x)).rejects.toThrow(/session is over: nerdamer did not simplify within 700 ms/)
    expect(s.exchanges).toMatchObject([{ operation: 'simplify', received: '' }])
  })

  test('fails when its worker runs out of memory, and says so ever after', async () => {
    const s = await openSession('algebrite', { memoryMb: 40, timeLimitMs: 50_000 })
    await expect(s.expand(parse('2^(10^9)'))).rejects.toThrow(/could not expand: its worker crashed.*memory/)
    await expect(s.expand(x)).rejects.toThrow(EngineFailure)
  })

  test('is over when it is closed, also under way', async () => {
    const s = await openSession('nerdamer')
    const under = s.simplify(HANGS)
    const failed = expect(under).rejects.toThrow(/session is closed/)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await s.close()
    await failed
    await expect(s.expand(x)).rejects.toThrow(/session is closed/)
    await s.close()
  })

  test('ends with the reason of its signal', async () => {
    const controller = new AbortController()
    const s = await openSession('nerdamer', { signal: controller.signal })
    const failed = expect(s.simplify(HANGS)).rejects.toThrow('enough')
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await failed
    await expect(openSession('nerdamer', { signal: controller.signal })).rejects.toThrow('enough')
  })

  test('runs beside another one', async () => {
    const [a, b] = await Promise.all([openSession('nerdamer', { timeLimitMs: 500 }), openSession('algebrite')])
    const hanging = expect(a.simplify(HANGS)).rejects.toThrow(EngineTimeout)
    expectSameValues(await b.differentiate(parse('x^2'), x), parse('2*x'))
    await hanging
    expectSameValues(await b.differentiate(parse('x^3'), x), parse('3*x^2'))
  })

  test('starts with a clean engine, whatever was done in another', async () => {
    const [one, other] = [new EngineThread('algebrite', 64), new EngineThread('algebrite', 64)]
    await Promise.all([one.loaded(), other.loaded()])
    const ask = async (thread: EngineThread, text: string) => (await thread.ask({ text }, 5000, () => new Error())).text
    await ask(one, 'x1 = 3')
    expect(await ask(one, 'x1 + 1')).toBe('4')
    expect(await ask(other, 'x1 + 1')).toBe('1+x1')
  })

  test('closes with the job, also when the job throws', async () => {
    let used: EngineSession | undefined
    const job = withSession('nerdamer', {}, async (s) => {
      used = s
      throw new Error('job')
    })
    await expect(job).rejects.toThrow('job')
    await expect(used?.expand(x)).rejects.toThrow(/closed/)
  })

  test('leaves no worker after closeAllSessions, spares included', async () => {
    await openSession('nerdamer')
    const under = (await openSession('algebrite')).expand(parse('(a + b + c + d)^60'))
    const failed = expect(under).rejects.toThrow(/all sessions were closed/)
    expect(threadCount()).toBe(4)
    await closeAllSessions()
    await failed
    expect(threadCount()).toBe(0)
    expect(process.getActiveResourcesInfo()).not.toContain('Worker')
    expect(await withSession('nerdamer', {}, (s) => s.expand(x))).toEqual(x)
  })
})
