/** A proof is what only the kernel makes. */
import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { equal } from './as-text.example.js'
import { Proof, proveSign } from './proof.js'

describe('a Proof', () => {
  const genuine = equal('x', 'x').proof as Proof

  it('is recognized', () => {
    expect(Proof.is(genuine)).toBe(true)
    expect(proveSign(parse('x^2'), 'nonnegative', undefined, new Map()).proof).toSatisfy(Proof.is)
    expect(proveSign(parse('x'), 'positive', parse('x^2 + 1'), new Map()).proof).toBeUndefined()
  })

  it('cannot be constructed by anyone else', () => {
    const Constructor = Proof as unknown as new (...args: unknown[]) => unknown
    for (const token of [undefined, Symbol('kernel'), Symbol.for('kernel'), genuine, {}]) {
      expect(() => new Constructor(token, 'x', [])).toThrow(/only the kernel/)
      expect(() => Reflect.construct(Constructor, [token, 'x', []], Object)).toThrow(/only the kernel/)
    }
    class Forged extends (Constructor as new (...args: unknown[]) => object) {}
    expect(() => new Forged(undefined, 'x', [])).toThrow(/only the kernel/)
  })

  it('cannot be imitated', () => {
    const imitations: unknown[] = [
      null,
      undefined,
      'proof',
      {},
      { ...genuine },
      structuredClone(genuine),
      JSON.parse(JSON.stringify(genuine)),
      Object.create(genuine),
      Object.create(Proof.prototype),
      Object.assign(Object.create(Proof.prototype), genuine),
      new Proxy(genuine, {}),
      Proof,
    ]
    for (const imitation of imitations) expect(Proof.is(imitation)).toBe(false)
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(genuine)).toBe(true)
    expect(Object.isFrozen(genuine.conditions)).toBe(true)
  })
})
