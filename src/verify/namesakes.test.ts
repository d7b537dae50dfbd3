import { expect, it } from 'vitest'
import { type Derivation, type DerivationSpec, derivation } from '../derivation/derivation.js'
import { real } from '../derivation/symbol.js'
import { equal } from './checks/equality.js'
import { namesakesIn } from './namesakes.js'

const made = (id: string, more: Partial<DerivationSpec<string>> = {}): Derivation =>
  derivation(id, { title: 'T', prose: 'P', symbols: { x: real('x') }, claims: { c: equal('x', 'x') }, ...more })

const said = (...derivations: Derivation[]): string[] =>
  namesakesIn(
    derivations.map((each) => ({
      derivation: each,
      file: `${each.id}.ts`,
      placeOf: (name: string) => ({ line: name === '' ? 1 : 2, column: 3 }),
      locate: () => {
        throw new Error('not asked')
      },
    })),
  ).map(({ file, line, message }) => `${file}:${line}: ${message}`)

it('what is built on has the id of no other derivation', () => {
  const [real_, hidden] = [made('a'), made('a')]
  expect(said(real_, made('z', { uses: [hidden], symbols: {} }))).toEqual([
    'z.ts:1: z builds on another derivation that is called a: call one of them otherwise',
  ])
  expect(said(real_, made('z', { uses: [real_], symbols: {} }))).toEqual([])
  expect(said(made('z', { uses: [hidden], symbols: {} }))).toEqual([])
})

it('what is cited is the claim that is called so', () => {
  const [real_, hidden] = [made('a'), made('a')]
  const citing = (of: Derivation): Derivation =>
    made('z', { claims: { e: equal('x', 'x', { cites: [of.claim('c')] }) } })
  expect(said(real_, citing(hidden))).toEqual([
    'z.ts:2: e cites c of another derivation that is called a: call one of them otherwise',
  ])
  expect(said(real_, citing(real_))).toEqual([])
})
