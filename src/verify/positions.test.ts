import { describe, expect, it } from 'vitest'
import { AuthorError, type Path } from '../expr/author-error.js'
import { callAt, derivationCall, offsetAt, placeAt, placeOf, placesIn, repeatedKeys, signClaim } from './positions.js'
import { SyntaxTree } from './syntax-tree.js'

/** A mark before the character that is meant. */
const MARK = '‸'

const file = (object: string, before = ''): string =>
  `import { derivation, equal, defined, real } from 'rederive'\n// derivation('one', {})\n${before}\nexport default derivation('one', {\n${object}\n})\n`

/** Where a mistake is placed, as the file with a mark there. */
function marked(source: string, path: Path, text?: string, offset = 0): string {
  const plain = source.replace(MARK, '')
  const tree = new SyntaxTree(plain)
  const call = derivationCall(tree, 'one')
  if (!call) throw new Error('there is no derivation')
  const { at, exact } = placeOf(tree, call, new AuthorError('', { path, ...(text !== undefined && { text, offset }) }))
  return `${plain.slice(0, at)}${exact ? MARK : '?'}${plain.slice(at)}`
}

describe('a place without a text is that of a key, an argument, a member or a value', () => {
  it.each<[string, Path, string?]>([
    ['‸title: 7', ['title']],
    ['title: ‸7', ['title', 'value']],
    ["prose: ['a', ‸3]", ['prose', 1]],
    ["claims: { ‸rate: equal('x', 'x') }", ['claims', 'rate']],
    ["claims: { ‸'the-rate': equal('x', 'x') }", ['claims', 'the-rate']],
    ["claims: { rate: equal('x', ‸'x') }", ['claims', 'rate', 1]],
    ["claims: { rate: equal('x', 'x', { given: { ‸gama: '0' } }) }", ['claims', 'rate', 'given', 'gama']],
    ["claims: { rate: equal('x', 'x', { given: { gamma: ‸0 } }) }", ['claims', 'rate', 'given', 'gamma', 'value']],
    ['claims: { rate: solves({ ‸initail: {} }) }', ['claims', 'rate', 'initail']],
    ["claims: { rate: both(equal('x', 'x'), equal(‸'x', 'x')) }", ['claims', 'rate', 1, 0]],
    ["claims: { rate: hasRank(['p', ‸q], '2') }", ['claims', 'rate', 0, 1]],
    ["claims: { rate: growsAs('p', { max: ['1', ‸'2'] }) }", ['claims', 'rate', 1, 'max', 1]],
    ["symbols: { ‸'u[i]': real('u') }", ['symbols', 'u[i]']],
    ["symbols: { 'u[i]': real(‸7) }", ['symbols', 'u[i]', 'meaning']],
    ["symbols: { S: defined(‸'x', 'sum') }", ['symbols', 'S', 'is']],
    ["symbols: { S: defined('x', ‸'sum') }", ['symbols', 'S', 'meaning']],
    ["symbols: { S: defined('x', 'sum', { ‸domain: 'big' }) }", ['symbols', 'S', 'domain']],
    ["symbols: { S: inDomain(‸'big', 'sum') }", ['symbols', 'S', 'domain']],
    ["flow: { ‸x: '-x' }", ['flow', 'x']],
    ["flow: { x: ‸'-x' }", ['flow', 'x', 'value']],
    ["flow: { x: '1', [‸'x']: '2' }", ['flow', 'x']],
    ["flow: { x: '1', [‸`u[\x24{i}]`]: '2' }", ['flow', 'u[k]'], "const i = 'k'"],
    ["title: ‸('T' as string)!", ['title', 'value']],
    ['‸title', ['title'], "const title = 'T'"],
    ['claims: {}, uses: [‸base]', ['uses', 0], "import base from './base.js'"],
  ])('%s', (object, path, before) => {
    expect(marked(file(object, before), path)).toBe(file(object, before))
  })
})

describe('a place in a text is that of the character', () => {
  it.each<[string, Path, string, number, string?]>([
    ["claims: { a: equal('x + ‸y', 'x'), b: equal('x + y', 'x') }", ['claims', 'a', 0], 'x + y', 4],
    ["claims: { a: equal('x + y', 'x'), b: equal('x', 'x + ‸y') }", ['claims', 'b'], 'x + y', 4],
    ["claims: { y: equal('x', '‸y') }", ['claims', 'y'], 'y', 0],
    [
      "claims: { given: equal('x', 'x', { given: { x: '‸given' } }) }",
      ['claims', 'given', 'given', 'x', 'value'],
      'given',
      0,
    ],
    ["claims: { a: equal('x', 'x', { given: { ga‸ma: 'gama' } }) }", ['claims', 'a', 'given', 'gama'], 'gama', 2],
    ["symbols: { 'u[‸i': real('u[i') }", ['symbols', 'u[i'], 'u[i', 2],
    ["flow: { ‸y: 'y' }", ['flow', 'y'], 'y', 0],
    ["flow: { y: '‸y' }", ['flow', 'y', 'value'], 'y', 0],
    // A name stands in a longer text, but not in a sentence, nor within another name.
    ["claims: { a: equal('xy', '2*‸y', { note: 'y' }) }", ['claims', 'a'], 'y', 0],
    ["claims: { a: equal('x', 'x', { note: 'y', given: { x: 'u[‸y]' } }) }", ['claims', 'a'], 'y', 0],
    ["claims: { a: equal('x', '1 + ‸u[j]') }", ['claims', 'a'], 'u[i]', 0],
    ["claims: { a: equal('x + y', '‸y') }", ['claims', 'a'], 'y', 0],
    ['claims: { a: equal(`x\n  + ‸y`, `x`) }', ['claims', 'a', 0], 'x\n  + y', 6],
    ["claims: { a: equal('\\u0078 \\x2b\\u{20}\\\n‸y', 'x') }", ['claims', 'a', 0], 'x + y', 4],
    ["claims: { a: equal('\\'\\n\\t‸y', 'x') }", ['claims', 'a', 0], "'\n\ty", 3],
    ["claims: { a: equal('😀\\u{1F600}‸y', 'x') }", ['claims', 'a', 0], '😀😀y', 4],
    ['claims: { a: equal(`x\r\n\r+ ‸y`, `x`) }', ['claims', 'a', 0], 'x\n\n+ y', 5],
    ["claims: { a: solves({ initial: { 'z‸(': '0' } }) }", ['claims', 'a'], 'z(', 1],
    ["claims: { a: f({ k: [1, ...['‸y']], ...k }) }", ['claims', 'a'], 'y', 0],
    ["claims: { a: f({ k: [1], ...{ ['k']: '‸y' } }) }", ['claims', 'a'], 'y', 0],
    ['claims: { a: equal(String.raw`\\n‸y`, `x`) }', ['claims', 'a', 0], '\\ny', 2],
    [
      "claims: { a: equal('x' + ' + ' + ‸y.z, 'x') }",
      ['claims', 'a', 0],
      'x + 2',
      4,
      'const y = { z: 2 }'.replace('2', '‸2'),
    ],
    [
      "claims: { a: equal(k, 'x'), b: equal('x', `\x24{k} + 1`) }",
      ['claims', 'b', 1],
      'x + y + 1',
      4,
      "const k = 'x + ‸y'",
    ],
    [
      "claims: { a: equal('x', 'x', any), b: equal('x', 'x', any) }",
      ['claims', 'b', 'given', 'gama'],
      'gama',
      0,
      "const any = { given: { ‸gama: '0' } }",
    ],
    [
      "claims: { a: equal('x', 'x', { ...any.one, note: '' }) }",
      ['claims', 'a', 'given', 'x', 'value'],
      'x +',
      3,
      "const any = { one: { given: { x: 'x +‸' } } } as const",
    ],
    [
      "claims: { a: equal('x', 'x', { given: { x: '1 +' }, ...any }) }",
      ['claims', 'a', 'given', 'x', 'value'],
      '1 +',
      3,
      "const any = { given: { x: '1 +‸' } }",
    ],
    ['claims', ['claims', 'a', 0], 'x + y', 4, "const claims = { a: equal('x + ‸y', 'x') }"],
    ["claims: { a: law('x + ‸y') }", ['claims', 'a', 1], 'x + y', 4, "const law = (rate: string) => equal('x', rate)"],
    ["claims: { a: wide ? equal('x', 'x') : equal('x', 'x + ‸y') }", ['claims', 'a', 1], 'x + y', 4],
  ])('%s', (object, path, text, offset, before = '') => {
    const source = file(before.includes(MARK) ? object.replace(MARK, '') : object, before)
    expect(marked(source, path, text, offset)).toBe(source)
  })
})

describe('what the file does not show is placed at what holds it', () => {
  const there = (source: string, path: Path, text?: string): string => marked(source, path, text).replace('?', MARK)

  it.each<[string, Path, string?, string?]>([
    ["claims: { ‸a: equal(terms.join('+'), 'x') }", ['claims', 'a'], 'x+y'],
    ["claims: { a: equal(‸terms.join('+'), 'x') }", ['claims', 'a', 0], 'x+y'],
    [
      "claims: { a: equal('x', 'x', { ‸given: shared }) }",
      ['claims', 'a', 'given', 'x'],
      undefined,
      "import { shared } from './shared.js'",
    ],
    ["claims: { a: equal('x', 'x', { ‸given }) }", ['claims', 'a', 'given', 'x'], undefined, 'let given = { x: 1 }'],
    ["claims: { a: equal('x', 'x', { given: { ‸y: k() } }) }", ['claims', 'a', 'given', 'y'], 'z'],
    ["claims: { a: equal('x', 'x', { given: { y: ‸k() } }) }", ['claims', 'a', 'given', 'y', 'value'], 'y'],
    ["claims: { ‸a: equal(...k, 'y') }", ['claims', 'a', 1]],
    [
      "claims: { a: equal('x', 'x', { ‸given: k }) }",
      ['claims', 'a', 'given', 'x'],
      undefined,
      'const f = (k: object) => k; const k = { x: 1 }',
    ],
  ])('%s', (object, path, text, before) => {
    const source = file(object, before)
    expect(there(source, path, text)).toBe(source)
  })

  it('a claim from a loop at the derivation, whatever else has its text', () => {
    const source = file("claims: { b: equal('x + y', 'x'), ...Object.fromEntries(more) }").replace(
      'default derivation',
      `default ${MARK}derivation`,
    )
    expect(there(source, ['claims', 'a', 0], 'x + y')).toBe(source)
    expect(there(source, [])).toBe(source)
  })
})

describe('the places of claims', () => {
  const source = file(
    `  symbols: { 'z': defined('x^2', '', { domain: 'nonnegative' }), [\`s_u[\${'i'}]\`]: real('') },
  claims: {
    first: equal('second: 1', 'x'), // second: equal()
    'second': equal('x', 'x', { claims: { third: 1 } }),
    ...shared,
  }`,
    "const shared = { third: equal('x', 'x') }",
  )
  const at = (claim: string): string => {
    const { line, column } = placesIn(source, 'one')(claim)
    return `${line}:${(source.split('\n')[line - 1] as string).slice(column - 1)}`
  }

  it.each([
    ['first', /^7:first: /],
    ['second', /^8:'second': /],
    ['third', /^3:third: /],
    ['sign-of-z', /^5:'z': /],
    ['sign-of-s-u', /^5:`s_u/],
    ['fourth', /^4:derivation\(/],
  ])('%s', (claim, place) => {
    expect(at(claim)).toMatch(place)
  })

  it('are the start of a file without the derivation, or that is no code', () => {
    expect(placesIn(source, 'two')('first')).toEqual({ line: 1, column: 1 })
    expect(placesIn('export default {{', 'one')('first')).toEqual({ line: 1, column: 1 })
  })

  it('are those of the derivation that is asked for', () => {
    const two = "derivation('one', { claims: { a: 1 } })\nderivation('two', { claims: { a: 2 } })\n"
    expect(placesIn(two, 'two')('a')).toEqual({ line: 2, column: 31 })
    expect(placesIn("note('one', {}); d.derivation('one', { claims: { a: 1 } })", 'one')('a').column).toBe(50)
  })

  it('are found beside JSX, types and what TypeScript 5 brought', () => {
    const tsx = 'const a = <b>{1}</b>\nfunction f<const T extends string>(x: T) { return x satisfies T }\n'
    expect(placesIn(`${tsx}derivation('one', { claims: { a: 1 } })`, 'one')('a')).toEqual({ line: 3, column: 31 })
  })

  it('of signs are named after the symbol, however it is written', () => {
    expect(['z', 'u[i]', ' S_u', 'K[i]'].map(signClaim)).toEqual(['sign-of-z', 'sign-of-u', 'sign-of-s-u', 'sign-of-k'])
    const source = "derivation('one', { symbols: { z: defined('exp(t)') }, claims: { a: 1 } })"
    expect(placesIn(source, 'one')('rate-of-z').column).toBe(source.indexOf('z: defined') + 1)
  })
})

describe('calls are found by the place of their name, as stack traces tell it', () => {
  const source = "order(1).claim('a').and(real('b', real('c')))"
  it.each([
    ['order', 'order(1)'],
    ['claim', "order(1).claim('a')"],
    ['and', source],
    ["real('b", "real('b', real('c'))"],
    ["real('c", "real('c')"],
  ])('%s', (name, call) => {
    const found = callAt(new SyntaxTree(source), source.indexOf(name))
    expect(source.slice(found?.start ?? 0, found?.end ?? 0)).toBe(call)
  })
})

it('keys that stand twice in one object are found', () => {
  const source = "f({ a: 1, 'b': { a: 1 }, ...x, ['a']: 2, get c() { return 1 }, set c(v) {}, [k]: 1, [k]: 2 })"
  expect(repeatedKeys(new SyntaxTree(source))).toEqual([{ key: 'a', at: source.indexOf("'a'"), firstAt: 4 }])
})

it('offsets are lines and columns', () => {
  const source = 'a\nbc\n\nd'
  for (let k = 0; k <= source.length; k++) expect(offsetAt(source, placeAt(source, k))).toBe(k)
  expect(placeAt(source, 3)).toEqual({ line: 2, column: 2 })
})
