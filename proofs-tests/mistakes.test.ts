/** What an author reads who makes a mistake: the file, the line and the column of it, and that everything else is verified. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { rederive, withFiles } from './command.js'

/** A mark before the character that is told. */
const MARK = '‸'

const file = (
  id: string,
  object: string,
  before = '',
): string => `import { alongFlow, asymptotic, defined, derivation, equal, growsAs, inDomain, real, solves, spansAll, tendsTo } from 'rederive'
import good from './good.js'
${before}
/** derivation('${id}', {}) */
export default derivation('${id}', {
  title: 'x + y', tag: 'beyond', uses: [good], prose: 'x + y',
${object}
})
`
const GOOD = `import { derivation, equal, positive, real } from 'rederive'
export default derivation('good', {
  title: 'Good', tag: 'beyond', prose: '',
  symbols: { x: real('x'), gamma: positive('scale'), 'u[i]': real('family') },
  claims: { square: equal('(x + 1)^2', 'x^2 + 2*x + 1'), double: equal('x + x', '2*x') },
})
`

interface Mistake {
  /** The text with the mark. */
  readonly text: string
  readonly said: RegExp
}

/** Files that cannot be read, by id. */
const FILES: Readonly<Record<string, Mistake>> = {
  field: { text: file('field', '  ‸symbol: {},\n  claims: {}'), said: /has no "symbol"; did you mean symbols\?/ },
  missing: {
    text: file('missing', '').replace('default derivation', `default ${MARK}derivation`),
    said: /needs "claims", which is missing/,
  },
  title: {
    text: file('title', '  claims: {}').replace("'x + y', tag", `${MARK}7, tag`),
    said: /the title must be a text, found 7/,
  },
  uses: {
    text: file('uses', '  claims: {}')
      .replace('[good]', `[good, ${MARK}other]`)
      .replace('/**', 'const other: any = { id: 1 }\n/**'),
    said: /must hold derivations, found an object/,
  },
  exported: {
    text: file('exported', "  claims: { one: equals('x', 'x') }").replace(
      /import \{[^}]*\} from 'rederive'/,
      `import { derivation, equals } from ${MARK}'rederive'`,
    ),
    said: /rederive exports no equals; did you mean equal\?/,
  },
  option: {
    text: file('option', "  symbols: { y: real('y', { tex: 'y' }), z: real('z', { ‸txe: 'z' }) },\n  claims: {}"),
    said: /has no "txe"; did you mean tex\?/,
  },
  domain: {
    text: file('domain', "  symbols: { y: inDomain('(0,1)', ''), z: inDomain('‸(1,0)', '') },\n  claims: {}"),
    said: /the interval \(1,0\) is empty/,
  },
  spellings: {
    text: file('spellings', "  symbols: { y: real(''), 'v[i]': real(''), '‸v[j]': real('') },\n  claims: {}"),
    said: /v is declared twice, as "v\[i\]" and as "v\[j\]"/,
  },
  key: {
    text: file('key', "  symbols: { y: real('first'), ‸y: real('second') },\n  claims: {}"),
    said: /"y" stands twice in one object, first at 7:14/,
  },
  circle: {
    text: file('circle', "  symbols: { a: defined('1 + ‸b', ''), b: defined('1 + a', '') },\n  claims: {}"),
    said: /a is defined in terms of itself, through b/,
  },
  formula: {
    text: file(
      'formula',
      "  symbols: { a: defined('x + gamma', ''), b: defined(`x\n    + ‸gama`, '') },\n  claims: {}",
    ),
    said: /unknown symbol gama; did you mean gamma\?/,
  },
  rates: {
    text: file('rates', "  flow: { 'u[i]': '-u[i]', '‸u[k]': 'u[k]' },\n  claims: {}"),
    said: /u has two rates/,
  },
  time: { text: file('time', "  flow: { x: '1', ‸t: '1' },\n  claims: {}"), said: /t is the time/ },
  rate: { text: file('rate', "  flow: { x: '2*‸y' },\n  claims: { a: equal('x', '2*y') }"), said: /unknown symbol y/ },
  imported: {
    text: file('imported', "  symbols: { y: ‸nonzero('y') },\n  claims: {}"),
    said: /nonzero is not defined; import it from 'rederive'/,
  },
  spelled: {
    text: file('spelled', "  symbols: { y: ‸reel('y') },\n  claims: {}"),
    said: /reel is not defined; did you mean real\?/,
  },
  words: {
    text: file('words', "  symbols: { '‸x y': real('') },\n  claims: {}"),
    said: /expected a symbol such as gamma or u\[i\], found "x y": a name has letters/,
  },
  digit: {
    text: file('digit', "  symbols: { '‸2y': real('') },\n  claims: {}"),
    said: /found "2y": a name has letters/,
  },
  nothing: {
    text: file('nothing', "  claims: { a: equal('x', 'x'), b: ‸missing }", 'const missing: any = undefined'),
    said: /b is no claim such as equal\(\.\.\.\), found undefined/,
  },
}

/** Claims that cannot be read, each in a derivation of its own beside one that is proved. */
const CLAIMS: Readonly<Record<string, Mistake>> = {
  citation: {
    text: file(
      'citation',
      "  claims: { wrong: equal('x', 'x', { cites: [good.claim('double'), good.claim(‸'duoble' as any)] }), fine: equal('x', 'x') }",
    ),
    said: /good has no claim "duoble"; did you mean double\?/,
  },
  twice: {
    text: file('twice', "  claims: { wrong: equal('x', 'x + ‸y'), fine: equal('x', 'x', { note: 'x + y' }) }"),
    said: /unknown symbol y/,
  },
  template: {
    text: file('template', '  claims: { wrong: equal(`\n    x\n      + ‸y`, `x`), fine: equal("x", "x") }'),
    said: /unknown symbol y/,
  },
  escapes: {
    text: file('escapes', "  claims: { wrong: equal('\\u0078 +\\x20\\\n‸y', 'x'), fine: equal('x', 'x') }"),
    said: /unknown symbol y/,
  },
  'given-key': {
    text: file(
      'given-key',
      "  claims: { wrong: equal('gama', 'x', { given: { ‸gama: '0' } }), fine: equal('x', 'x') }",
    ),
    said: /given: unknown symbol gama; did you mean gamma\?/,
  },
  'given-value': {
    text: file(
      'given-value',
      "  claims: { wrong: equal('x', 'x', { given: { gamma: '1 +‸' } }), fine: equal('x', 'x') }",
    ),
    said: /found the end/,
  },
  shared: {
    text: file(
      'shared',
      "  claims: { fine: equal('x', 'x'), wrong: equal('x', 'x', { ...any, note: '' }) }",
      "const any = { given: { x: '2 ‸3' } }",
    ),
    said: /write multiplication as \*/,
  },
  built: {
    text: file(
      'built',
      "  claims: { fine: equal('x', 'x'), wrong: equal(`\x24{half}/2`, 'x') }",
      "const half = 'x + ‸y'",
    ),
    said: /unknown symbol y/,
  },
  initial: {
    text: file(
      'initial',
      "  symbols: { z: defined('t', '') },\n  flow: { z: '1' },\n  claims: { wrong: solves({ initial: { z: '0 + ‸y' } }), fine: equal('x', 'x') }",
    ),
    said: /unknown symbol y/,
  },
  figure: {
    text: file(
      'figure',
      "  claims: { wrong: equal('x', 'x', { figure: { caption: '', over: 'x', from: 0, to: 1, y: '', ‸curve: {}, at: {} } }), fine: equal('x', 'x') }",
    ),
    said: /a figure has no "curve"; did you mean curves\?/,
  },
  value: {
    text: file(
      'value',
      "  claims: { wrong: equal('x', 'x', { figure: { caption: '', over: 'x', from: 0, to: 1, y: '', curves: { one: '‸gamma*x' }, at: {} } }), fine: equal('x', 'x') }",
    ),
    said: /gives no value to gamma/,
  },
  absent: {
    text: file('absent', "  claims: { ‸wrong: alongFlow('x'), fine: equal('x', 'x') }"),
    said: /found nothing/,
  },
  family: {
    text: file('family', "  claims: { ‸wrong: spansAll(), fine: equal('x', 'x') }"),
    said: /expected a family as its first argument, a list of formulas, found nothing/,
  },
  null: {
    text: file('null', "  claims: { wrong: equal('x', 'x', ‸null as any), fine: equal('x', 'x') }"),
    said: /null/,
  },
  number: {
    text: file('number', "  claims: { wrong: growsAs('x', ‸1 as any), fine: equal('x', 'x') }"),
    said: /found 1; write '1'/,
  },
  options: {
    text: file('options', "  claims: { wrong: equal('x', 'x', { given: ‸'x' as any }), fine: equal('x', 'x') }"),
    said: /given has values or domains by symbol, [^\n]*found "x"/,
  },
  coefficient: {
    text: file(
      'coefficient',
      "  claims: { wrong: asymptotic('gamma', 'gamma', ['1', '‸gamma']), fine: equal('x', 'x') }",
    ),
    said: /gamma is bound and has no value here/,
  },
  target: {
    text: file(
      'target',
      "  claims: { wrong: tendsTo('gamma', '0', { as: 'gamma', to: '‸gamma' }), fine: equal('x', 'x') }",
    ),
    said: /gamma is bound and has no value here/,
  },
  part: {
    text: file(
      'part',
      "  flow: { x: 'gamma*x' },\n  claims: { wrong: equal('2 + diff(‸x, gamma)', '0'), fine: equal('x', 'x') }",
    ),
    said: /x moves by the flow, and how it depends on gamma is not known: [^\n]*\n[^\n]*'2 \+ diff\(x, gamma\)'/,
  },
  word: {
    text: file(
      'word',
      "  symbols: { z: inDomain('integer', '') },\n  claims: { wrong: equal('2 + diff(‸z^2, z)', '0', { note: 'z' }), fine: equal('x', 'x') }",
    ),
    said: /z is differentiated by, so it takes all values of an interval/,
  },
  moving: {
    text: file(
      'moving',
      "  flow: { 'u[i]': 'u[i]' },\n  claims: { wrong: growsAs('sum(i, u[i])', '1', { given: { ‸u: '1' } }), fine: equal('x', 'x') }",
    ),
    said: /u moves, and what is given to it here stands still/,
  },
  computed: {
    text: file('computed', "  claims: { fine: equal('x', 'x'), wrong: equal(‸['x', 'y'].join(' + '), 'x') }"),
    said: /unknown symbol y; [^\n]*\n {2}x \+ y\n {6}\^/,
  },
}

const CITING = file(
  'citing',
  "  claims: { user: equal('x', 'x', { cites: [twice.claim('wrong')] }), fine: equal('x', 'x', { cites: [twice.claim('fine')] }) }",
  "import twice from './twice.js'",
)

interface Claim {
  readonly id: string
  readonly verdict: string
  readonly why?: string
  readonly at: { readonly line: number; readonly column: number }
}
interface Result {
  readonly claims: readonly Claim[]
  readonly problems: readonly {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly message: string
  }[]
}

/** The line and column of the mark. */
function place(text: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(MARK))
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

let result: Result
let plain: string
/** Of files in which there is more than one mistake. */
let several: string
/** Of the claims that cite, made and then found. */
const kept: Result[] = []

beforeAll(async () => {
  const all = { ...FILES, ...CLAIMS }
  const texts = Object.entries(all).map(([id, { text }]) => [`${id}.ts`, text.replace(MARK, '')])
  await withFiles({ 'good.ts': GOOD, 'citing.ts': CITING, ...Object.fromEntries(texts) }, async (made) => {
    const run = await rederive(['verify', made, '--no-engines', '--no-cache', '--json'])
    expect(run.exitCode).toBe(2)
    result = JSON.parse(run.output) as Result
    const cached = ['verify', join(made, 'citing.ts'), '--no-engines', '--json', '--cache-dir', join(made, 'cache')]
    for (let k = 0; k < 2; k++) kept.push(JSON.parse((await rederive(cached)).output) as Result)
    const others = { 'many.ts': MANY, 'allee.ts': ALLEE, 'harvest.ts': HARVEST }
    several = await withFiles(
      others,
      async (folder) => (await rederive(['verify', folder, '--no-engines', '--no-cache'])).output,
    )
    plain = (await rederive(['verify', join(made, 'twice.ts'), '--no-engines', '--no-cache'])).output
  })
}, 60_000)

const verdictOf = (id: string): string | undefined => result.claims.find((claim) => claim.id === id)?.verdict

const MANY = `import { defined, derivation, real } from 'rederive'
export default derivation('many', {
  title: 'M', prose: '',
  symbols: {
    cov: real('a'), max: real('b'), y: defined('x +', ''), fine: real(''),
  },
  claims: {},
})
`
const ALLEE = `import { defined, derivation, positive } from 'rederive'
export default derivation('allee', {
  title: 'A', prose: '',
  symbols: { N: positive('n'), r: positive('r'), f: defined('r*N', 'rate', { tex: '\\\\dot N' }) },
  flow: { N: 'f' },
  claims: {},
})
`
const HARVEST = `import { derivation, positive } from 'rederive'
import allee from './allee.js'
export default derivation('harvest', {
  title: 'H', prose: '', uses: [allee],
  symbols: { h: positive('h') },
  flow: { N: 'f - h' },
  claims: {},
})
`

test('all mistakes in the symbols of a file are told at once', () => {
  for (const said of ['5:5: cov is printed', '5:21: max is printed', '5:52: expected a number'])
    expect(several).toContain(`many.ts:${said}`)
  expect(several).not.toMatch(/fine is/)
})

test('a name that is declared elsewhere is laid to what is stated here, and to where it is declared', () => {
  expect(several).toMatch(/harvest\.ts:6:9: f is printed \\dot\{N\}, like a rate of N; it is declared in allee: /)
})

describe('a derivation that cannot be read', () => {
  test.each(Object.entries(FILES))('%s', (id, { text, said }) => {
    const found = result.problems.find((problem) => problem.file.endsWith(`/${id}.ts`))
    expect(found?.message).toMatch(said)
    expect({ line: found?.line, column: found?.column }).toEqual(place(text))
    const line = text.replace(MARK, '').split('\n')[place(text).line - 1] as string
    const [, shown = '', caret = ''] = found?.message.split('\n') ?? []
    // The caret is under the character, also where the line is cut.
    expect(line.slice(place(text).column - 1)).toContain(shown.slice(caret.length - 1).replace('…', ''))
  })

  test('takes nothing away from the others', () => {
    expect(result.problems).toHaveLength(Object.keys(FILES).length)
    expect(['good/square', 'good/double'].map(verdictOf)).toEqual(['proved', 'proved'])
  })
})

describe('a claim that cannot be read', () => {
  test.each(Object.entries(CLAIMS))('%s', (id, { text, said }) => {
    const wrong = result.claims.find((claim) => claim.id === `${id}/wrong`)
    expect(wrong?.verdict).toBe('invalid')
    expect(wrong?.why).toMatch(said)
    const { line, column } = place(text)
    expect(wrong?.why?.slice(0, wrong.why.indexOf(': '))).toMatch(new RegExp(`/${id}\\.ts:${line}:${column}$`))
    expect(verdictOf(`${id}/fine`)).toBe('proved')
  })

  test('is reported in its place, where it is stated', () => {
    const ids = result.claims.filter(({ id }) => id.startsWith('twice/')).map(({ id }) => id)
    expect(ids).toEqual(['twice/wrong', 'twice/fine'])
    expect(result.claims.find(({ id }) => id === 'twice/wrong')?.at).toMatchObject({ line: 7, column: 13 })
  })

  test('makes what cites it unknown', () => {
    const citing = result.claims.find(({ id }) => id === 'citing/user')
    expect(citing).toMatchObject({
      verdict: 'unknown',
      why: 'its own proof holds, but it rests on twice/wrong, which is invalid',
    })
    expect(verdictOf('citing/fine')).toBe('proved')
    for (const { claims } of kept) expect(claims.map(({ verdict }) => verdict)).toEqual(['unknown', 'proved'])
  })

  test('is told with a caret, and counted', () => {
    expect(plain).toMatch(/! invalid twice\/wrong *\n {4}claim: equal\('x', 'x \+ y'\)\n/)
    const { line, column } = place((CLAIMS.twice as Mistake).text)
    expect(plain).toContain(`twice.ts:${line}:${column}: unknown symbol y; `)
    expect(plain).toMatch(/\n {4}claims: \{ wrong: equal\('x', 'x \+ y'\).*\n +\^\n/)
    expect(plain).toMatch(/1 proved, 0 refuted, 0 unknown, 1 invalid/)
  })
})
