import { expect, test } from 'vitest'
import { Contents } from './contents.js'
import { exampleDerivation, exampleReport } from './report.example.js'
import { SiteError } from './site-error.js'

const symbol = (meaning: string) => ({ text: 'q', tex: 'q', domain: 'real', meaning })

test('an inherited symbol is the one of what is built on, not of whoever declares the name first', () => {
  const stranger = exampleDerivation('stranger', { symbols: [symbol('charge')] })
  const base = exampleDerivation('base', { symbols: [symbol('coordinate')] })
  const child = exampleDerivation('child', { uses: ['base'] })
  const grandchild = exampleDerivation('grandchild', { uses: ['stranger', 'child'] })
  const contents = new Contents(exampleReport([stranger, base, child, grandchild]))
  expect(contents.inherited('q', child)?.symbol.meaning).toBe('coordinate')
  expect(contents.inherited('q', grandchild)?.symbol.meaning).toBe('coordinate')
  expect(contents.inherited('p', child)).toBeUndefined()
})

test('a derivation that is called like a page of the site is told with its file', () => {
  const report = exampleReport([exampleDerivation('symbols')])
  expect(() => new Contents(report)).toThrow(SiteError)
  expect(() => new Contents(report)).toThrow('derivations/01-symbols.ts: the site has a page of its own')
})
