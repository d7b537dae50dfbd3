import { describe, expect, it } from 'vitest'
import { AuthorError } from '../expr/author-error.js'
import { conserved } from '../verify/checks/along-flow.js'
import { equal } from '../verify/checks/equality.js'
import { tendsTo } from '../verify/checks/limit.js'
import type { Statement } from '../verify/statement.js'
import type { Claim } from './claim.js'
import { derivation } from './derivation.js'
import { type Declaration, defined, inDomain, real } from './symbol.js'

/** What is said against a claim beside these symbols and this flow; undefined where nothing is. */
function said(
  claim: Claim<Statement>,
  symbols: Readonly<Record<string, Declaration>> = {},
  flow?: Readonly<Record<string, string>>,
): string | undefined {
  const spec = { title: 'T', prose: 'P', symbols: { 'u[i]': real('u'), x: real('x'), ...symbols }, claims: { claim } }
  try {
    return derivation('sums', { ...spec, ...(flow && { flow }) }).illFormed[0]?.problem.problem
  } catch (error) {
    // A definition that is refused makes the file unreadable.
    if (error instanceof AuthorError) return error.problem
    throw error
  }
}

describe('a letter of a sum over pairs', () => {
  it('is no symbol, no time, and nothing that the claim goes along', () => {
    const n = { n: inDomain('[1,oo)', 'bound') }
    const below = defined('sum(i<n,1)', 'how many lie below n')
    expect(said(equal('sum(i<n,1)', 'd'), n)).toMatch(/n is a symbol around this sum/)
    expect(said(equal('L', 'd'), { ...n, L: below })).toMatch(/n is a symbol around this sum/)
    expect(said(equal('at(n*L, n = 3)', 'd'), { ...n, L: below })).toMatch(/n is a symbol around this sum/)
    expect(said(tendsTo('sum(i<n,1)/n', '0', { as: 'n', to: 'oo' }), n)).toMatch(/n is what the claim goes along/)
    expect(said(equal('sum(i<t,1)', 'd'))).toMatch(/t is a symbol around this sum/)
    expect(said(equal('sum(i<j,1)', 'd*(d-1)/2'), { Q: real('Q', { tex: 'j' }) })).toMatch(/printed like Q, a symbol/)
    expect(said(equal('sum(i<j,1)', 'd*(d-1)/2'), n)).toBeUndefined()
  })

  it('is no index around it: of another sum, of the claim, of a family, of a rate, or of what is given', () => {
    expect(said(equal('sum(i, sum(i<j,1))', 'd'))).toMatch(/i is an index around this sum/)
    expect(said(equal('sum(i, sum(j<i,1))', 'd'))).toMatch(/i is an index around this sum/)
    expect(said(equal('sum(i<j, sum(j<k,1))', 'd'))).toMatch(/j is an index around this sum/)
    expect(said(equal('u[i]*sum(i<j,u[j])', 'd'))).toMatch(/i is an index around this sum/)
    expect(said(equal('u[k]', 'sum(i<k,1)'))).toMatch(/k is an index around this sum/)
    expect(said(equal('r[1]', 'd'), { 'r[k]': defined('sum(i<k,1)', 'r') })).toMatch(/k is an index around this sum/)
    expect(said(equal('u[1]', 'd', { given: { u: 'sum(j<i,1)' } }))).toMatch(/i is an index around this sum/)
    expect(said(conserved('u[1]'), {}, { 'u[k]': '-sum(i<k,1)*u[k]' })).toMatch(/k is an index around this sum/)
    expect(said(equal('sum(k, u[k])*sum(i<j,1)', 'd'))).toBeUndefined()
    expect(said(equal('sum(k, u[k]*sum(i<j,1))', 'd'))).toBeUndefined()
  })
})

it('a definition is looked at though no claim reaches it', () => {
  const W = defined('sum(i,u[i]^2)/2 + sum(i<j,u[i]*u[j])', 'W', { domain: 'nonnegative' })
  expect(said(equal('x', 'x'), { 'W[j]': W })).toMatch(/j is an index around this sum/)
  expect(said(equal('x', 'x'), { 'W[k]': W })).toBeUndefined()
})

describe('the letter of a single sum', () => {
  it('is nothing that the claim goes along', () => {
    const n = { n: inDomain('[1,oo)', 'n') }
    expect(said(tendsTo('sum(n,1)/n', '0', { as: 'n', to: 'oo' }), n)).toMatch(/n is what the claim goes along/)
    expect(said(equal('u[i]*sum(i,u[i])', 'd'))).toBeUndefined()
  })
})

it('what is put at a place has no index that is bound there', () => {
  const X = { X: defined('sum(i, x*u[i])', 'X') }
  expect(said(equal('at(sum(i,x), x = u[i])', 'd'))).toMatch(/the index i of what is put for x would be read as/)
  expect(said(equal('at(X, x = u[i])', 'd'), X)).toMatch(/the index i of what is put for x would be read as/)
  expect(said(equal('at(X, x = u[k])', 'u[k]*sum(i,u[i])'), X)).toBeUndefined()
})
