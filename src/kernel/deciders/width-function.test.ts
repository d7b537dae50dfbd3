/** Functions of the width. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../expr/parse.js'
import { formulaInWidth, rootsOf, undefinedAt, vanishingAt } from './width-function.js'

describe('functions of the width', () => {
  const roots = (text: string) => [...(rootsOf(formulaInWidth(parse(text), 'formula').num) as Set<bigint>)].map(Number)
  it('have their whole roots from 1 found exactly', () => {
    expect(roots('(d - 1)*(d - 4)^3*(2*d - 5)*(d + 3)*d*(d^2 - 2)').sort()).toEqual([1, 4])
    expect(roots('d - 1000000007')).toEqual([1000000007])
    expect(roots('(d - 1000000007)*(d - 1000000008) + 1')).toEqual([])
    expect(roots('3')).toEqual([])
    expect(rootsOf(formulaInWidth(parse('d - d'), 'formula').num)).toBe('all')
  })

  it('tell where sums are defined and not zero', () => {
    const at = (widths: ReturnType<typeof undefinedAt>) => (widths === 'all' ? 'all' : [...widths].map(Number).sort())
    expect(at(vanishingAt([parse('sum(i, u[i]) - d*u[k]')]))).toEqual([1])
    expect(at(vanishingAt([parse('sum(i, u[i])^2 - sum(i, u[i]^2)')]))).toEqual([1])
    expect(at(vanishingAt([parse('sum(i, 1) - d')]))).toBe('all')
    expect(at(vanishingAt([parse('sum(i<j, 1) - 3')]))).toEqual([3])
    expect(at(vanishingAt([parse('d - 2'), parse('d - 3')]))).toEqual([])
    expect(at(undefinedAt(parse('1/(sum(i, 1) - 5)')))).toEqual([5])
    expect(at(undefinedAt(parse('1/(1/(d - 5))')))).toEqual([5])
    expect(at(undefinedAt(parse('sum(i, 1/(u[i] - u[k]))')))).toBe('all')
    expect(at(undefinedAt(parse('(d - 5)^(-2)')))).toEqual([5])
  })
})
