import { describe, expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { print } from '../expr/print.js'
import { FORMULA_EDITS, type FormulaEdit, edits } from './edits.js'

const made = (text: string, edit: FormulaEdit): string[] => edits(parse(text), edit).map(print)

describe('an edit of a formula', () => {
  it.each<[FormulaEdit, string, string[]]>([
    ['flipped sign', 'a - b', ['-a - b', 'a + b']],
    ['flipped sign', 'a*b', ['-a*b']],
    ['changed coefficient', '3*x^2', ['2*(3*x^2)', '4*x^2', '3*(2*x)^2']],
    ['changed exponent', 'x^2 + y', ['x^3 + y', 'x + y', 'x^2 + y^2']],
    ['changed exponent', 'w^beta', ['w^(beta + 1)', 'w', 'w^beta^2']],
    ['dropped term', 'a - b + c', ['-b + c', 'a + c', 'a - b']],
    ['dropped factor', 'a*b/c', ['a*b', '1/c', 'b/c', 'a/c']],
    ['replaced symbol', 'u[i]*w[i] + c', ['w[i]*w[i] + c', 'u[i]*u[i] + c']],
    ['replaced symbol', 'diff(f, x)', ['diff(f, f)', 'diff(x, x)']],
    ['exchanged symbols', 'P*z - Q', ['Q*z - P', 'P*Q - z', 'z*P - Q']],
    ['wrong function', 'exp(-abs(x))', ['log(-abs(x))', '-abs(x)', 'exp(-x)']],
    ['shifted index', 'p[i]/p[j]', ['p[j]/p[j]', 'p[i]/p[i]']],
    ['shifted index', 'sum(i, u[i])', ['sum(i, u[j])']],
    ['sum bounds', 'sum(i, u[i])', ['sum(i, u[i]) - u[1]']],
    ['sum bounds', 'sum(i<j, a[i]*a[j])', ['sum(i<j, a[i]*a[j]) + sum(i, a[i]*a[i])', 'sum(i, sum(j, a[i]*a[j]))']],
  ])('%s of %s', (edit, text, expected) => {
    expect(made(text, edit).sort()).toEqual([...expected].sort())
  })

  it.each(FORMULA_EDITS)('is never the formula itself, and reads back: %s', (edit) => {
    const text = 'sum(i<j, (u[i]*w[j] - u[j]*w[i])^2) + 2*exp(-a/b) - sqrt(a*b)*diff(c^2, c)'
    const texts = made(text, edit)
    expect(texts).not.toHaveLength(0)
    expect(texts).not.toContain(text)
    for (const mutant of texts) expect(print(parse(mutant))).toBe(mutant)
  })

  it('takes symbols of the whole statement', () => {
    const around = { symbols: [parse('a'), parse('b')] as never, indices: [] }
    expect(edits(parse('a'), 'replaced symbol', around).map(print)).toEqual(['b'])
  })
})
