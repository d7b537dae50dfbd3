import { describe, expect, it } from 'vitest'
import * as ast from '../../../expr/ast.js'
import type { Sym } from '../../../expr/ast.js'
import { parseDomain } from '../../../expr/domain.js'
import { parse } from '../../../expr/parse.js'
import { print } from '../../../expr/print.js'
import { FALSE_LIMITS, type LimitExample, TRUE_LIMITS } from './limits.example.js'
import { type Answer, proveLimit } from '../../proof.js'

/** What the kernel says from each side that the example is about. */
function answers([expression, to, value, assume = {}, variable = 'x']: LimitExample): Answer[] {
  const domains = new Map(Object.entries(assume).map(([name, text]) => [name, parseDomain(text)] as const))
  const x = parse(variable) as Sym
  const e = parse(expression)
  const claimed = value === 'oo' || value === '-oo' ? value : parse(value)
  if (to === 'oo' || to === '-oo') return [proveLimit(e, x, claimed, to, domains)]
  const place = parse(to.replace(/[+-]$/, ''))
  const sides = [...(to.endsWith('-') ? [] : ['above' as const]), ...(to.endsWith('+') ? [] : ['below' as const])]
  return sides.map((side) => proveLimit(e, x, claimed, { place, side }, domains))
}

const proved = (example: LimitExample): boolean => answers(example).every(({ proof }) => proof !== undefined)
const named = (examples: readonly LimitExample[]) =>
  examples.map((example) => [`${example[0]} -> ${example[2]} at ${example[1]}`, example] as const)

describe('limits', () => {
  it.each(named(TRUE_LIMITS))('proves %s', (_, example) => {
    const why = answers(example).flatMap((answer) => (answer.proof ? [] : [answer.why]))
    expect(why).toEqual([])
  })

  it.each(named(FALSE_LIMITS))('does not prove %s', (_, example) => {
    expect(proved(example)).toBe(false)
  })

  it('proves no limit of the table with another value', () => {
    for (const [expression, to, value, assume, variable] of TRUE_LIMITS) {
      for (const other of value.endsWith('oo')
        ? ['0', value === 'oo' ? '-oo' : 'oo']
        : [`(${value}) + 1`, `(${value}) - 1/1000`, 'oo']) {
        expect(proved([expression, to, other, assume, variable]), `${expression} -> ${other}`).toBe(false)
      }
    }
  })
})

describe('what is found instead', () => {
  const found = (expression: string, value: string, assume = {}) => {
    const [answer] = answers([expression, 'oo', value, assume])
    const limit = answer?.proof === undefined ? answer?.limit : undefined
    return typeof limit === 'object' ? print(limit) : limit
  }

  it('is the exact limit', () => {
    expect(found('(1 + 1/x)^x', '3')).toBe('exp(1)')
    expect(found('x^x/exp(x)', '1')).toBe('oo')
    expect(found('sin(x)', '0')).toBe('none')
  })

  it('is nothing where a sign is not declared', () => {
    expect(found('exp(a*x)', '0')).toBeUndefined()
    expect(found('x^a', '0')).toBeUndefined()
    expect(found('sin(a*x)', '0')).toBeUndefined()
  })

  it('is nothing where something may vanish that a method divides by', () => {
    expect(found('1/(b*x + 1)', '1')).toBeUndefined()
    expect(found('1/(b*x + 1)', '1', { b: 'positive' })).toBe('0')
  })

  it.each(['(-1/2)^n', '(-1)^n/n', '(-2)^n/3^n', 'cos(pi*n)/n'])('of integers: %s', (expression) => {
    const integers = new Map([['n', parseDomain('integer')]])
    expect(proveLimit(parse(expression), ast.symbol('n'), parse('0'), 'oo', integers).proof).toBeDefined()
    expect(proveLimit(parse(expression), ast.symbol('n'), parse('1'), 'oo', integers).proof).toBeUndefined()
  })

  it('is said to be about no point only where the expression is undefined for all large x', () => {
    const nowhere = (expression: string) => answers([expression, 'oo', '0']).some((a) => !a.proof && a.nowhere)
    expect(nowhere('exp(x) + log(1 - x)')).toBe(true)
    expect(nowhere('asin(x)/x')).toBe(true)
    expect(nowhere('sqrt(sin(x))/x')).toBe(false)
    expect(nowhere('(-1/2)^x')).toBe(true)
    expect(nowhere('log(a*x)/x')).toBe(false)
  })
})
