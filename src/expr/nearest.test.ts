import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.js'

describe('what was meant', () => {
  const names = ['expression', 'value', 'at', 'gamma', 'gammas']

  it.each([
    ['valeu', '; did you mean value?'],
    ['VALUE', '; did you mean value?'],
    ['expr', '; did you mean expression?'],
    ['expressions-of-it', '; did you mean expression?'],
  ])('is told of %s', (name, said) => {
    expect(nearest(name, names)).toBe(said)
  })

  it.each([
    ['attention', 'a name of two letters is the beginning of many'],
    ['gamma', 'it is the beginning of two'],
    ['ga', 'it is too short'],
    ['domains', 'it is like none'],
  ])('of %s is told by a list, if at all', (name) => {
    const said = nearest(name, ['expression', 'at', 'gamma-ray', 'gamma-rays'], 'known are')
    expect(said).toBe('; known are at, expression, gamma-ray, gamma-rays')
  })
})
