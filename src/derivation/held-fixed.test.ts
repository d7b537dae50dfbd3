import { describe, expect, it } from 'vitest'
import { conserved } from '../verify/checks/along-flow.js'
import { equal } from '../verify/checks/equality.js'
import { solves } from '../verify/checks/solves.js'
import { impliedBy } from '../verify/implied.js'
import type { Statement } from '../verify/statement.js'
import type { StatedClaim } from './claim.js'
import { type Derivation, derivation } from './derivation.js'
import { type Declaration, defined, positive, real } from './symbol.js'

const stating = (symbols: Record<string, Declaration>, claim = equal('1', '1')): Derivation =>
  derivation('printed', { title: 'T', tag: 'beyond', prose: 'P', symbols, claims: { claim } })
const texOf = (d: Derivation): string =>
  (d.claims as readonly StatedClaim<Statement>[])
    .flatMap(({ statement }) => statement.lines.map(({ tex }) => tex))
    .join()

describe('a derivative', () => {
  const gas = {
    V: positive('volume'),
    p: positive('pressure'),
    R: positive('constant'),
    T: defined('p*V/R', 'temperature'),
    U: defined('3/2*R*T', 'energy'),
    W: defined('p*V', 'work'),
  }

  it('says what it holds fixed where a name of its own moves along', () => {
    expect(texOf(stating(gas, equal('diff(U, V)', '3/2*p')))).toContain(
      '\\left(\\frac{\\partial U}{\\partial V}\\right)_{\\!p,R}',
    )
    expect(texOf(stating(gas, equal('diff(W, V)', 'p')))).not.toContain('right)_')
  })

  it('holds the other states fixed where things move', () => {
    const symbols = { q: real('q'), v: real('v'), m: defined('1 + q^2', 'mass'), P: defined('m*v', 'momentum') }
    const moving = derivation('moving', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { ...symbols, H: defined('P^2/(2*m)', 'energy') },
      flow: { q: 'v', v: '-q*v^2/(1 + q^2)' },
      claims: { one: equal('diff(H, q)', 'q*v^2') },
    })
    expect(texOf(moving)).toContain('\\frac{\\partial H}{\\partial q}\\right)_{\\!v}')
  })

  it('at a place for every member says so', () => {
    const symbols = { 'u[i]': real('u'), L: defined('sum(i, u[i]^2)', 'L') }
    expect(texOf(stating(symbols, equal('at(L, u[m] = 0)', '0')))).toContain('_{u_{m}=0\\ \\forall m}')
    expect(texOf(stating(symbols, equal('at(L, u[1] = u[1])', 'L')))).not.toContain('forall')
  })

  it('of what does not have its variable in it is refused', () => {
    const problem = (symbols: Record<string, Declaration>, lhs: string): string | undefined =>
      stating(symbols, equal(lhs, '0')).illFormed[0]?.problem.message
    expect(problem({ x: real('x'), f: real('f') }, 'diff(f, x)')).toMatch(/f is a number of its own here/)
    expect(problem({ x: real('x'), k: real('k'), f: defined('k^2', 'f') }, 'diff(f, x)')).toBe(undefined)
    expect(problem({ x: real('x'), f: real('f') }, 'diff(f*x - f*x, x)')).toBe(undefined)
    expect(problem({ x: real('x'), f: real('f') }, 'at(f, x = 3) - f')).toMatch(/so that this value is no other/)
    expect(problem({ x: real('x'), f: real('f') }, 'at(x*f, x = 3) - 3*f')).toBe(undefined)
  })

  it('says whom it holds of a family', () => {
    const symbols = { 'E[i]': real('levels'), beta: positive('beta'), Z: defined('sum(i, exp(-beta*E[i]))', 'Z') }
    const claim = equal('diff(log(Z), beta)', '-sum(i, E[i]*exp(-beta*E[i]))/Z')
    expect(texOf(stating(symbols, claim))).toContain('\\right)_{\\!E_{1},\\dots,E_{d}}')
  })

  const surface = { x: real('x'), y: real('y'), c: real('c'), f: defined('x^2*y', 'f') }

  it.each([
    [
      'at(diff(f, x), y = c*x)',
      '2*c*x^2',
      '\\left[\\left(\\frac{\\partial f}{\\partial x}\\right)_{\\!y}\\right]_{y=c x}',
    ],
    ['at(diff(x^2*y, x), y = x)', '2*x^2', '\\left(\\frac{\\partial}{\\partial x}(x^{2} y)\\right)_{\\!y}'],
    ['at(diff(f, x), y = c)', '2*c*x', '\\left[\\frac{\\partial f}{\\partial x}\\right]_{y=c}'],
    ['at(at(diff(c*f, x), c = 1), y = x)', '2*x^2', '\\right)_{\\!y,c}'],
    ['at(at(diff(f, x), y = c), c = x)', '2*x^2', '\\right)_{\\!y}\\right]_{y=c}'],
  ])('before something is put for another of its variables is one at fixed %s', (lhs, rhs, tex) => {
    expect(texOf(stating(surface, equal(lhs, rhs)))).toContain(tex)
  })

  it('does not hold what something was put for', () => {
    expect(texOf(stating(surface, equal('diff(at(f, y = c*x), x)', '3*c*x^2')))).toContain('\\right)_{\\!c}')
    const heat = equal('T*diff(at(S, V = R*T/p), T)', '5*R/2')
    const entropy = { ...surface, T: positive('T'), V: positive('V'), p: positive('p'), R: positive('R') }
    const symbols = { ...entropy, S: defined('R*log(V*T^(3/2))', 'entropy') }
    expect(texOf(stating(symbols, heat))).toContain('\\right)_{\\!p,R}')
  })
})

describe('what is put for a name', () => {
  const gas = { S: positive('S'), I: positive('I'), N: defined('S + I', 'N') }
  const problem = (symbols: Record<string, Declaration>, lhs: string): string | undefined =>
    stating(symbols, equal(lhs, '0')).illFormed[0]?.problem.message

  it('is no equation for that name', () => {
    expect(problem(gas, 'at(I, S = N/2)')).toMatch(/S = N\/2 is an equation for S, as N depends on it: solve it/)
    expect(problem(gas, 'at(I, N = S)')).toMatch(/nor put anything for it: it is defined/)
    expect(problem({ ...gas, x: real('x') }, 'at(x^2, x = N)')).toBe(undefined)
  })

  it('is an arrow from the name that it is made of', () => {
    expect(texOf(stating(gas, equal('at(S^2, S = S + N)', '(S + N)^2')))).toContain('_{S \\mapsto S + N}')
    expect(texOf(stating(gas, equal('at(S^2, S = I)', 'I^2')))).toContain('_{S=I}')
  })

  it('is no equation for the time, through what moves', () => {
    const moving = derivation('moving', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { t: real('time'), x: real('x') },
      flow: { x: '-x' },
      claims: { one: equal('at(t, t = x)', 'x') },
    })
    expect(moving.illFormed[0]?.problem.message).toMatch(/equation for t/)
  })
})

describe('a derivative along a flow', () => {
  it('holds nothing, whatever is put', () => {
    const symbols = { t: real('t'), x: real('x'), X: defined('x^2', 'X') }
    const claims = { one: equal('at(diff(X, t), x = t)', '2*t^2') }
    const moving = derivation('moving', { title: 'T', tag: 'beyond', prose: 'P', symbols, flow: { x: 'x' }, claims })
    expect(texOf(moving)).toContain('\\left[\\frac{\\mathrm{d} X}{\\mathrm{d} t}\\right]_{x=t}')
  })

  const oscillator = {
    q: real('q'),
    p: real('p'),
    k: positive('k'),
    U: defined('q^4/4', 'U'),
    H: defined('p^2/2 + U', 'H'),
  }
  const along = (lhs: string, rhs: string, symbols: Record<string, Declaration> = oscillator): string =>
    texOf(
      derivation('moving', {
        title: 'T',
        tag: 'beyond',
        prose: 'P',
        symbols,
        flow: { q: 'p', p: '-q^3' },
        claims: { one: equal(lhs, rhs) },
      }),
    )

  it('is a total one where there is nothing else that could be held', () => {
    expect(along('diff(U, q)', 'q^3')).toContain('\\frac{\\mathrm{d} U}{\\mathrm{d} q}')
    expect(along('diff(U*q, q)', '5*q^4/4')).toContain('\\frac{\\mathrm{d}}{\\mathrm{d} q}')
  })

  it('says what is held wherever something else moves', () => {
    expect(along('diff(H, q)', 'q^3')).toContain('\\left(\\frac{\\partial H}{\\partial q}\\right)_{\\!p}')
    expect(along('diff(p^2/2 + q^4/4, q)', 'q^3')).toContain('\\partial')
    const gas = {
      ...oscillator,
      V: positive('V'),
      R: positive('R'),
      T: defined('k*V/R', 'T'),
      E: defined('3*R*T/2', 'E'),
    }
    expect(along('diff(E, V)', '3*k/2', gas)).toContain('_{\\!k,R}')
    const timed = { ...oscillator, n: defined('k*exp(-R*t)', 'n'), R: positive('R'), w: defined('1 + R*n', 'w') }
    expect(along('diff(w, R)', 'n - R*t*n', timed)).toContain('_{\\!t,k}')
  })
})

describe('a derivative by what has a value', () => {
  const symbols = {
    T: positive('T'),
    V: positive('V'),
    N: defined('2*T + T*V', 'N'),
    c: positive('c'),
    s: positive('s'),
  }
  const stated = (rhs: string, given: Readonly<Record<string, string>>): string =>
    texOf(stating(symbols, equal('diff(N, T)', rhs, { given })))

  it('says what was held of which that value is made', () => {
    expect(stated('2 + V', { T: 'V' })).toContain('\\left(\\frac{\\partial N}{\\partial T}\\right)_{\\!V}')
    expect(stated('2 + s', { T: 'c*s', V: 's' })).toContain('_{\\!s}')
    expect(stated('2 + 2*V', { V: 'T' })).toContain('\\frac{\\mathrm{d} N}{\\mathrm{d} T}')
  })
})

describe('a derivative in a definition', () => {
  const made = (spec: Partial<Parameters<typeof derivation>[1]>): Derivation =>
    derivation('made', { title: 'T', tag: 'beyond', prose: 'P', claims: {}, ...spec })
  const problem = (d: Derivation): string | undefined => d.illFormed[0]?.problem.message
  const gas = {
    V: positive('volume'),
    p: positive('pressure'),
    q: positive('force'),
    T: defined('p*V', 'temperature'),
    U: defined('T^2', 'energy'),
    g: defined('diff(U, V)', 'slope'),
  }

  it('is read where what it holds fixed is fixed', () => {
    const given = (value: string): string | undefined =>
      problem(made({ symbols: gas, claims: { one: equal('g', '0', { given: { p: value } }) } }))
    expect(given('q/V')).toMatch(/g was defined by diff\(U, V\), and p depends on V here/)
    expect(given('q')).toBe(undefined)
    const first = made({ symbols: gas })
    const second = (p: string): Derivation =>
      made({ uses: [first], symbols: { p: defined(p, 'pressure') }, claims: { one: equal('g', '0') } })
    expect(problem(second('q/V'))).toMatch(/p depends on V here/)
    expect(problem(second('q^2'))).toBe(undefined)
  })

  it('is partial where something else is in it, and read where that is held', () => {
    const symbols = { x: real('x'), y: real('y'), f: defined('x^2*y', 'f'), g: defined('diff(f, x)', 'g') }
    const given = (beside: string): string | undefined =>
      problem(
        made({
          symbols,
          claims: { one: equal('g', '3*x^2', { given: { y: 'x' } }), other: equal(beside, beside) },
        }),
      )
    expect(given('diff(f, y)')).toMatch(/y depends on x here/)
    expect(given('f')).toMatch(/y depends on x here/)
  })

  it('is read with whatever was put at a place in it', () => {
    const symbols = {
      x: real('x'),
      y: real('y'),
      c: real('c'),
      f: defined('x^2*y', 'f'),
      h: defined('diff(f, y)', 'h'),
    }
    const first = made({ symbols: { ...symbols, w: defined('at(f, x = c)', 'w') } })
    const claims = { one: equal('w', 'c^4*c') }
    expect(problem(made({ uses: [first], symbols: { f: defined('x^4*c', 'f') }, claims }))).toBe(undefined)
  })

  it('is read where nothing else has to be held', () => {
    const first = made({
      symbols: {
        T: positive('temperature'),
        V: positive('volume'),
        N: positive('number'),
        p: defined('N*T/V', 'pressure'),
        U: defined('3/2*N*T', 'energy'),
        C: defined('diff(U, T)', 'heat capacity'),
        W: defined('diff(U + V, V)', 'slope'),
      },
    })
    const second = (energy: string): Derivation =>
      made({ uses: [first], symbols: { U: defined(energy, 'energy') }, claims: { one: equal('C', '3/2*N') } })
    expect(problem(second('3/2*p*V'))).toMatch(
      /C was defined by diff\(U, T\), and that holds something else fixed here/,
    )
    expect(problem(second('3/2*T*N'))).toBe(undefined)
  })

  it('is read where what is put for something is not defined', () => {
    const first = made({
      symbols: {
        h: real('h'),
        v: real('v'),
        E: defined('v^2/2 + h', 'E'),
        G: defined('at(E, h = 0)', 'G', { tex: 'E_0' }),
      },
    })
    const later = (h: Declaration): string | undefined =>
      problem(made({ uses: [first], symbols: { a: real('a'), h }, claims: { one: equal('G', 'v^2/2') } }))
    expect(later(defined('a^2', 'h'))).toMatch(
      /G was defined by at\(E, h = 0\), and h, for which that puts something, is defined/,
    )
    expect(later(real('h'))).toBe(undefined)
  })

  it('is read where its variable does not move with what else is in it', () => {
    const first = made({
      symbols: { x: real('x'), k: real('k'), V: defined('k*x^2/2', 'V'), D: defined('diff(V, x)', 'slope') },
    })
    const symbols = { k: defined('t', 'k'), x: defined('t', 'x') }
    const later = made({ uses: [first], symbols, flow: { x: '1', k: '1' }, claims: { one: equal('D', 't^2') } })
    expect(problem(later)).toMatch(/x depends on t, as what is differentiated does/)
  })

  it('is read where its variable is none of what else is in it', () => {
    const first = made({
      symbols: { x: real('x'), y: real('y'), f: defined('x*y', 'f'), g: defined('diff(f, x)', 'g') },
    })
    const second = (x: string): Derivation =>
      made({ uses: [first], symbols: { z: real('z'), x: defined(x, 'x') }, claims: { one: equal('g', 'y') } })
    expect(problem(second('y^2'))).toMatch(/x depends on y, as what is differentiated does/)
    expect(problem(second('z^2'))).toBe(undefined)
    const given = made({ uses: [first], claims: { one: equal('g', 'y', { given: { x: '2' } }) } })
    expect(problem(given)).toBe(undefined)
  })
})

describe('what a rate is made of', () => {
  const moving = (
    symbols: Record<string, Declaration>,
    flow: Record<string, string>,
    claim = equal('1', '1'),
  ): Derivation =>
    derivation('moving', { title: 'T', tag: 'beyond', prose: 'P', symbols, flow, claims: { one: claim } })

  it('is listed where something is differentiated that has the rate in it', () => {
    const symbols = {
      q: real('q'),
      w: real('w'),
      k: positive('k'),
      v: defined('diff(q, t)', 'v'),
      H: defined('v^2/2', 'H'),
    }
    const flow = { q: 'k*w*q', w: '-w' }
    expect(texOf(moving(symbols, flow, equal('diff(H, q)', 'k^2*w^2*q')))).toContain('_{\\!w,k}')
    expect(texOf(moving(symbols, flow, equal('diff(diff(q, t), w)', 'k*q')))).toContain('_{\\!q,k}')
  })

  it('may not be itself, whatever is claimed', () => {
    const symbols = { x: real('x'), v: real('v') }
    for (const [rate, how] of [
      ['-x - diff(v, t)', 'how v moves'],
      ['-at(x, t = t - 1)', 'what x was at another t'],
    ] as const)
      expect(() => moving(symbols, { x: 'v', v: rate })).toThrow(`the rate of v speaks of ${how}`)
  })

  it('is in a rate of a solution with what moves held', () => {
    const base = moving({ q: real('q'), p: real('p'), H: defined('q*p', 'H') }, { q: 'diff(H, p)', p: '-diff(H, q)' })
    const symbols = { a: positive('a'), c: positive('c'), q: defined('a*exp(t)', 'q'), p: defined('c/q', 'p') }
    const solved = derivation('solved', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      uses: [base],
      symbols,
      claims: { one: solves({ initial: { q: 'a' } }) },
    })
    expect(texOf(solved)).toContain('-\\left(\\frac{\\partial H}{\\partial q}\\right)_{\\!p}')
  })

  it('is in a rate what it is elsewhere', () => {
    const symbols = {
      k: positive('k'),
      q: defined('k*exp(t)', 'q'),
      H: defined('k*q', 'H'),
      F: defined('diff(H, k)', 'F'),
    }
    const made = moving(symbols, { q: 'F' }, solves({ initial: { q: 'k' } }))
    expect(made.illFormed[0]?.problem.message).toMatch(/how it depends on k is not known/)
  })

  it('is read where what it differentiates depends on no more', () => {
    const symbols = { x: real('x'), y: real('y'), k: positive('k'), m: positive('m'), c: positive('c') }
    const flow = { x: 'diff(k^2*m, k)', y: '2*k*m' }
    const given = (value: string): Derivation => moving(symbols, flow, conserved('x - y', { given: { m: value } }))
    expect(given('c*k').illFormed[0]?.problem.message).toMatch(/the rate of x was said to be/)
    expect(given('c^2').illFormed).toEqual([])
  })

  it('is claimed of a formula as it was stated, or not at all', () => {
    const base = moving({ k: real('k'), q: real('q'), c: real('c'), G: defined('k*c', 'G') }, { q: 'diff(G, k)' })
    const later = (c: string): ReturnType<typeof impliedBy> =>
      impliedBy(
        derivation('later', {
          title: 'T',
          tag: 'beyond',
          prose: 'P',
          uses: [base],
          symbols: { b: real('b'), c: defined(c, 'c'), q: defined('c*t', 'q') },
          claims: {},
        }),
      )
    expect(later('b^2').map((claim) => 'problem' in claim)).toEqual([false])
    const [rate] = later('k^2')
    expect(rate && 'problem' in rate && rate.problem.message).toMatch(
      /the rate of q was said to be diff\(G, k\), and c depends on k/,
    )
  })
})
