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
  // What is not here may declare it.
  expect(contents.inherited('q', exampleDerivation('other', { uses: ['base', 'hidden'] }))).toBeUndefined()
})

test('a derivation that is called like a page of the site is told with its file', () => {
  const report = exampleReport([exampleDerivation('symbols')])
  expect(() => new Contents(report, ['symbols'])).toThrow(SiteError)
  expect(() => new Contents(report, ['symbols'])).toThrow('derivations/symbols.ts: the site has a page of its own')
})

test('each set counts anew, and derivations of none come last', () => {
  const report = exampleReport(
    ['loose', 'a', 'two/b', 'two/c'].map((id) => exampleDerivation(id)),
    {
      sets: [
        { id: 'one', title: 'One', chapters: [{ derivations: ['a'] }] },
        { id: 'two', title: 'Two', chapters: [{ heading: 'H', derivations: ['two/c'] }, { derivations: ['two/b'] }] },
      ],
    },
  )
  const contents = new Contents(report)
  expect(contents.derivations.map(({ id }) => `${contents.place(id)?.number} ${id}`)).toEqual([
    '1 a',
    '1 two/c',
    '2 two/b',
    '1 loose',
  ])
  expect(contents.place('two/b/main')).toMatchObject({ number: '2.1', address: 'two/b/index.html#main' })
  expect([contents.hasPage('two'), contents.hasPage('two/b'), contents.hasPage('b')]).toEqual([true, true, false])
})

test.each(['symbols', 'a'])('a set in a folder that is called %s is refused', (id) => {
  const sets = [{ id, title: 'T', chapters: [{ derivations: ['b'] }] }]
  const report = exampleReport(
    ['a', 'b'].map((each) => exampleDerivation(each)),
    { sets },
  )
  expect(() => new Contents(report, ['symbols'])).toThrow(
    `the folder ${id} is a set of derivations, whose page would lie where`,
  )
})
