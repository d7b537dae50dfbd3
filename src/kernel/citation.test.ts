import { describe, expect, it } from 'vitest'
import { prove } from './prove.js'
import type { Theorem } from './theorem.js'
import { type Parts, stated, solves, holds } from './written.example.js'

describe('a cited solution of a flow', () => {
  const first = (domain = 'positive') =>
    prove(
      stated(
        { binders: { c: domain, z: 'real', t: 'nonnegative' } },
        solves({ z: '2' }, { z: '2*t + abs(c) - c' }, { z: 'abs(c) - c' }),
      ),
    ).theorem as Theorem
  const second = (parts: Parts, start = '0') => stated(parts, solves({ y: '2' }, { y: 'z' }, { y: start }))
  const z = '2*t + abs(c) - c'

  it('is used where its names mean the same', () => {
    const outcome = prove(second({ binders: { c: 'positive', t: 'nonnegative', y: 'real' }, definitions: { z } }), [
      first(),
    ])
    expect(outcome.theorem?.uses).toHaveLength(1)
  })

  it('is used for the derivative of its functions too, and for their start', () => {
    const lemma = prove(
      stated(
        { binders: { c: 'real', z: 'real', t: 'nonnegative' } },
        solves({ z: 'z + c' }, { z: 'c*exp(t) - c' }, { z: '0' }),
      ),
    ).theorem as Theorem
    const parts = {
      binders: { c: 'real', t: 'nonnegative', y: 'real' },
      definitions: { z: 'c*exp(t) - c' },
    }
    const slope = (start: string) => solves({ y: 'y' }, { y: 'diff(z, t)' }, { y: start })
    for (const cited of [[lemma], []]) {
      expect(holds(parts, slope('c'), cited)).toBe(true)
      expect(holds(parts, slope('0'), cited)).toBe(false)
      expect(holds(parts, solves({ y: 'diff(z, t)' }, { y: '1' }), cited)).toBe(false)
      expect(holds(parts, solves({ y: 'diff(z, t)' }, { y: 'z' }), cited)).toBe(true)
      expect(holds(parts, solves({ y: '0' }, { y: '0' }, { y: 'diff(z, t)' }), cited)).toBe(false)
    }
  })

  it('asks for no more than what cites it', () => {
    const lemma = prove(
      stated(
        { binders: { w: 'real', x: 'real', t: 'nonnegative' } },
        solves({ x: '1' }, { x: 't + abs(w)' }, { x: 'w + 0*log(w)' }),
      ),
    ).theorem as Theorem
    const parts = {
      binders: { q: 'real', t: 'nonnegative', y: 'real' },
      definitions: { x: 't + abs(w)', w: '(q^2 - 2)^2 - 1/10^8' },
    }
    const begins = (start: string) => solves({ y: '1' }, { y: 'x + 1' }, { y: start })
    expect(holds(parts, begins('w + 1'), [lemma])).toBe(false)
    expect(holds(parts, begins('abs(w) + 1'), [lemma])).toBe(true)
    expect(holds(parts, begins('w + 1 + 0*log(w)'), [lemma])).toBe(true)
  })

  it('of one equation supposes nothing for another', () => {
    const parts = { binders: { w: 'real', x: 'real', y: 'real', t: 'real' } }
    const both = (first: string) => solves({ x: first, y: '1 + w - abs(w)' }, { x: 't', y: 't' })
    expect(holds(parts, both('1 + 0*log(w)'))).toBe(false)
    expect(holds({ binders: { ...parts.binders, w: 'positive' } }, both('1 + 0*log(w)'))).toBe(true)
  })

  it('is put into exponents as what it is', () => {
    const parts = { binders: { b: 'real', y: 'real', t: 'real' }, definitions: { three: '3' } }
    const power = (rate: string) => solves({ x: '0', y: rate }, { x: 'three', y: '0' })
    expect(holds(parts, power('b^x - abs(b)^x'))).toBe(false)
    expect(holds(parts, power('b^x - b^3'))).toBe(true)
  })

  it.each<[string, Parts]>([
    ['the function is another', { binders: { c: 'positive', t: 'nonnegative', y: 'real' }, definitions: { z: '3*t' } }],
    ['its constant may lie elsewhere', { binders: { c: 'real', t: 'nonnegative', y: 'real' }, definitions: { z } }],
    [
      'its constant is not shown to lie there',
      { binders: { q: 'real', t: 'nonnegative', y: 'real' }, definitions: { z, c: '(q - 2/3)^2 - 1/10^18' } },
    ],
    ['its constant moves', { binders: { t: 'nonnegative', y: 'real' }, definitions: { z, c: 't - 1' } }],
  ])('is not where %s', (_, parts) => {
    expect(prove(second(parts), [first()]).theorem).toBeUndefined()
  })

  it('is used for a constant that is shown to lie in its domain', () => {
    const parts = { binders: { q: 'real', t: 'nonnegative', y: 'real' }, definitions: { z, c: 'q^2 + 1' } }
    const outcome = prove(second(parts), [first()])
    expect(outcome.theorem?.uses.map(({ proposition }) => proposition.assertion.kind)).toContain('sign')
  })
})

describe('a constant of a cited solution', () => {
  const lemma = prove(stated({ binders: { c: 'real', z: 'real', t: 'nonnegative' } }, solves({ z: 'c' }, { z: 'c*t' })))
    .theorem as Theorem
  const cited = (c: string): boolean =>
    holds(
      { binders: { k: 'real', t: 'nonnegative', y: 'real' }, definitions: { z: 'c*t', c } },
      solves({ y: 'c' }, { y: 'z' }),
      [lemma],
    )

  it('may be something else that does not move', () => {
    expect(cited('k^2')).toBe(true)
    expect(cited('t + 1')).toBe(false)
    expect(cited('k*t')).toBe(false)
  })
})

describe('a constant under a derivative of a cited solution', () => {
  const rate = 'diff(k^2*m, k)'
  const cited = prove(
    stated(
      { binders: { k: 'positive', m: 'positive', q: 'real', t: 'nonnegative' } },
      solves({ q: rate }, { q: '2*k*m*t' }),
    ),
  ).theorem as Theorem
  const here = (m: string, own: string): boolean =>
    holds(
      {
        binders: { k: 'positive', c: 'positive', s: 'real', t: 'nonnegative' },
        definitions: { q: '2*k*m*t', m: [m, 'positive'] },
      },
      solves({ s: own }, { s: 'q' }),
      [cited],
    )

  it('may be something else that the derivative does not see', () => {
    expect(here('c^2', '2*k*m')).toBe(true)
    expect(here('c^2', '2*k*m + c')).toBe(false)
  })

  it('may not be made of what is differentiated by', () => {
    expect(here('c*k', '2*k*m')).toBe(true)
    expect(here('c*k', '3*k^2*c')).toBe(false)
    expect(here('c*(1 + k/10^60)', '2*k*m + c*k^2/10^60')).toBe(false)
  })
})

describe('what a cited solution is made of', () => {
  const cited = prove(
    stated(
      { binders: { a: 'real', k: 'real', x: 'real', t: 'nonnegative' } },
      solves({ x: '-k*x' }, { x: 'a*exp(-k*t)' }),
    ),
  ).theorem as Theorem
  const here = (by: string, rate: string): boolean =>
    holds(
      {
        binders: { a: 'real', k: 'real', y: 'real', t: 'nonnegative' },
        definitions: { x: 'a*exp(-k*t)', w: 'diff(x, k)' },
      },
      solves({ y: rate }, { y: by }),
      [cited],
    )

  it('is seen where something is differentiated by it, or put for it', () => {
    expect(here('x + 1', '-k*x')).toBe(true)
    expect(here('diff(x, k)', '-k*y')).toBe(false)
    expect(here('diff(x, k)', '-k*y - x')).toBe(true)
    expect(here('at(x, k = 2*k)', '-k*y')).toBe(false)
    expect(here('x + diff(x, k)/10^60', '-k*y')).toBe(false)
    expect(here('t', '1 + diff(x, k)/10^60')).toBe(false)
    expect(here('w', '-k*w - x')).toBe(true)
    expect(here('w', '0')).toBe(false)
    expect(here('t', '1 + (at(x, k = 0) - x)/10^60')).toBe(false)
  })
})
