/** Lines made to break whoever judges them: each must end in one of the verdicts that is given with it. */

export interface HostileLine {
  readonly name: string
  readonly line: string
  /** The verdicts that are right, by a space. */
  readonly may: string
}

const of = (name: string, may: string, fields: object): HostileLine => ({
  name,
  may,
  line: JSON.stringify({ id: name, ...fields }),
})
const identity = (name: string, may: string, lhs: unknown, rhs: unknown, more: object = {}): HostileLine =>
  of(name, may, { kind: 'identity', lhs, rhs, ...more })
const raw = (name: string, may: string, line: string): HostileLine => ({ name, may, line })
const times = (n: number, part: (k: number) => string, between: string): string =>
  Array.from({ length: n }, (_, k) => part(k)).join(between)
const around = (n: number, before: string, middle: string, after: string): string =>
  before.repeat(n) + middle + after.repeat(n)

const DEEP: readonly HostileLine[] = [
  identity('deep brackets', 'invalid', around(10_000, '(', 'x', ')'), 'x'),
  identity('deep minus', 'invalid', `${'-'.repeat(10_000)}x`, 'x'),
  identity('deep roots', 'invalid', around(10_000, 'sqrt(', 'x', ')'), 'x'),
  identity(
    'right-nested powers',
    'invalid',
    times(10_000, () => 'x', '^'),
    'x',
  ),
  identity('deep diff', 'invalid', around(10_000, 'diff(', 'x', ', x)'), 'x'),
  identity('deep sum', 'invalid', around(10_000, 'sum(i, ', 'u[i]', ')'), 'x'),
  identity(
    'quotients in a row',
    'invalid',
    times(10_000, () => 'x', '/'),
    'x',
  ),
  identity('as deep as allowed', 'proved', around(190, '(', 'x', ')'), 'x'),
  identity('diff within diff', 'refuted unknown', around(90, 'diff(', 'exp(x^2)*sin(x)', ', x)'), '0'),
  identity('the 99th derivative', 'refuted unknown', 'diff(exp(x^2)*sin(x)/(1 + x^2), x, 99)', '0'),
  identity('a long continued fraction', 'refuted unknown', around(100, '1/(x + ', '1', ')'), '1'),
  identity('roots within roots', 'refuted unknown', around(100, 'sqrt(1 + ', 'x^2', ')'), '1'),
  identity('exponentials within exponentials', 'refuted unknown', around(100, 'exp(', 'x', ')'), '1'),
]

const LARGE: readonly HostileLine[] = [
  identity('(x+1)^(10^9)', 'refuted unknown', '(x + 1)^(10^9)', '1'),
  identity('x^(10^9)', 'proved unknown', 'x^(10^9)', 'x^(10^9)'),
  identity('2^(10^9)', 'refuted unknown', '2^(10^9)', '1'),
  identity('2^(2^100)', 'unknown', '2^(2^100)', '1'),
  identity('a tower', 'unknown', '2^2^2^2^2^2', '1'),
  identity('exp(10^6*x)', 'proved unknown', 'exp(10^6*x)', 'exp(x)^(10^6)'),
  identity('a power of four terms', 'refuted unknown', '(a + b + c + f)^300', '1'),
  identity('a power of a power', 'refuted unknown', '((a + b + c + f + g + h)^20 + 1)^10', '1'),
  identity('10000 digits', 'invalid', '1'.repeat(10_000), '1'),
  identity('a large exponent of ten', 'invalid', '1e999999999', '1'),
  identity(
    'a factorial',
    'refuted unknown',
    times(2000, (k) => `${k + 1}`, '*'),
    '1',
  ),
  identity(
    'a product of powers',
    'refuted unknown',
    times(300, (k) => `${k + 2}^${k + 2}`, '*'),
    '1',
  ),
  identity('a large power of a fraction', 'refuted unknown', '(123456789/987654321)^100000', '1'),
  identity('a root of high order', 'refuted unknown', '(x + 1)^(1/99991)*x^(1/99989)', 'x'),
  identity(
    '10000 terms',
    'refuted unknown',
    times(10_000, (k) => `x${k}`, ' + '),
    '0',
  ),
  identity(
    '10000 terms of one symbol',
    'proved',
    times(10_000, () => 'x', ' + '),
    '10000*x',
  ),
  identity(
    '10000 factors',
    'refuted unknown',
    times(10_000, (k) => `x${k}`, '*'),
    '0',
  ),
  identity(
    '10000 factors of one symbol',
    'proved',
    times(10_000, () => 'x', '*'),
    'x^10000',
  ),
  identity(
    'a product of sums',
    'refuted unknown',
    times(40, (k) => `(x${k} + y${k})`, '*'),
    '0',
  ),
  identity(
    'a sum of quotients',
    'refuted unknown',
    times(30, (k) => `1/(x${k} + 1)`, ' + '),
    '0',
  ),
  identity('a tangent of a sum', 'refuted unknown', `tan(${times(12, (k) => `x${k}`, ' + ')})`, '0'),
  identity(
    'a megabyte',
    'invalid',
    times(250_000, () => 'x', ' + '),
    '0',
  ),
  identity('a long name', 'refuted', 'x'.repeat(100_000), '0'),
  identity('a long unknown function', 'invalid', `${'f'.repeat(100_000)}(x)`, '0'),
  identity('a large index', 'invalid', 'u[999999999]', '0'),
  identity(
    'many free indices',
    'refuted',
    times(16, (k) => `u[i${k}]`, '*'),
    '0',
  ),
  of('a solution put in many times', 'invalid', {
    kind: 'ode',
    equation: `diff(y,t) = ${times(20_000, () => 'y', '*')}`,
    function: 'y',
    variable: 't',
    solution: times(20_000, () => 't', ' + '),
  }),
  of('a limit of a large power', 'proved unknown', {
    kind: 'limit',
    expression: '(x + 1)^100000/x^100000',
    variable: 'x',
    to: 'oo',
    value: '1',
  }),
  of('a flow of 60', 'refuted unknown', {
    kind: 'invariant',
    flow: Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`x${k}`, `x${(k + 1) % 60}*x${(k + 2) % 60}`])),
    expression: `(${times(60, (k) => `x${k}`, ' + ')})^6`,
  }),
]

/** Names that objects have from birth. */
export const BORN_NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'prototype',
  'then',
  'valueOf',
  'isPrototypeOf',
  '__defineGetter__',
  'undefined',
  'null',
  'NaN',
  'Infinity',
  'eval',
  'arguments',
  'this',
  'globalThis',
  'process',
  'require',
]

const NAMES: readonly HostileLine[] = BORN_NAMES.flatMap((name) => [
  identity(`${name} as a symbol`, 'proved', `${name} + ${name}`, `2*${name}`),
  identity(`${name} as a false symbol`, 'refuted', `${name} + ${name}`, `3*${name}`),
  identity(`${name} as a family`, 'proved', `sum(i, ${name}[i]) + ${name}[2]`, `${name}[2] + sum(j, ${name}[j])`),
  identity(`${name} as an index`, 'proved', `u[${name}]^2*u[${name}]`, `u[${name}]^3`),
  identity(`${name} as a function`, 'invalid', `${name}(x)`, 'x'),
  raw(
    `${name} assumed`,
    'proved',
    `{"id":"${name}","kind":"identity","lhs":"sqrt(${name}^2)","rhs":"${name}","assume":{"${name}":"positive"}}`,
  ),
  raw(
    `${name} flows`,
    'proved',
    `{"id":"${name}","kind":"invariant","flow":{"${name}":"w","w":"-${name}"},"expression":"${name}^2 + w^2"}`,
  ),
  raw(
    `${name} solved`,
    'proved',
    `{"id":"${name}","kind":"system","flow":{"${name}":"${name}"},"variable":"t","solution":{"${name}":"exp(t)"},"initial":{"t":"0","${name}":"1"}}`,
  ),
  raw(`${name} as a kind`, 'invalid', `{"id":"${name}","kind":"${name}","lhs":"1","rhs":"1"}`),
  raw(`${name} as a key`, 'invalid', `{"${name}":{"id":"a","kind":"identity","lhs":"1","rhs":"1"}}`),
  raw(`${name} as a domain`, 'invalid', `{"id":"a","kind":"identity","lhs":"x","rhs":"x","assume":{"x":"${name}"}}`),
])

/** Texts that mean something elsewhere. */
export const ESCAPES = [
  '\\href{javascript:alert(1)}{x}',
  '\\url{javascript:alert(1)}',
  '\\includegraphics{x}',
  '\\htmlData{a=b}{x}',
  '\\htmlId{a}{x}',
  '\\def\\x{\\x}\\x',
  '\\input{/etc/passwd}',
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '`$' + '{1}`',
  '$' + '{process.exit(3)}',
  "');process.exit(3);('",
  '");process.exit(3);("',
  'x; process.exit(3)',
  'x\nprocess.exit(3)',
  'x\u2028process.exit(3)',
  '-->',
  ']]>',
  '/* */ //',
  'x\0y',
  '\ud800',
  'х', // a Cyrillic x
  '𝑥',
  '×',
  '−1',
  '１',
  '\u202e x',
  '\ufeff x +',
  'x :=3',
  'x=3',
  'x==3',
  'x->3',
  'f(x):=3',
  '{x}',
  '[x]',
  '[1,2]',
  'x!',
  'x%2',
  'x|y',
  'x&y',
  "x'",
  '@x',
  '#x',
  '#imaginary',
  '$x',
  'x?1:2',
  '1/(2',
  ')',
  '(((',
  'u[',
  'u[]',
  'u[i',
  'u[0]',
  'u[-1]',
  'u[1.5]',
  'u[i,]',
  'sum(',
  'sum(i)',
  'sum(i,)',
  'sum(i<i, 1)',
  'diff(x)',
  'diff(x,2)',
  'diff(x,x,0)',
  'diff(x,x,100)',
  'sin',
  'sin x',
  'sin()',
  'x y',
  '2x',
  '.',
  '1..2',
  '1e',
  '',
  ' ',
]

const TEXTS: readonly HostileLine[] = ESCAPES.flatMap((text, k) => [
  identity(`escape ${k} as a formula`, 'invalid', text, '1'),
  identity(`escape ${k} as an assumption`, 'invalid', 'x', 'x', { assume: { [text]: 'real' } }),
  identity(`escape ${k} as a domain`, text === '[1,2]' ? 'proved' : 'invalid', 'x', 'x', { assume: { x: text } }),
  of(`escape ${k} as a variable`, 'invalid', { kind: 'limit', expression: 'x', variable: text, to: 'oo', value: 'oo' }),
  raw(`escape ${k} as an id`, 'proved', JSON.stringify({ id: text, kind: 'identity', lhs: 'x', rhs: 'x' })),
])

const VALUES = [null, true, false, 0, -1.5, [], {}, [[]], { a: 1 }, ['x'], 1e308]
const KIND_FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  identity: { lhs: 'x', rhs: 'x', assume: { x: 'real' } },
  ode: {
    equation: 'diff(y,t) = y',
    function: 'y',
    variable: 't',
    solution: 'exp(t)',
    initial: { t: '0', y: '1' },
    assume: { t: 'real' },
  },
  invariant: { flow: { u: 'w', w: '-u' }, expression: 'u^2 + w^2', variable: 't', assume: { u: 'real' } },
  limit: { expression: 'tanh(t)', variable: 't', to: 'oo', value: '1', assume: { t: 'real' } },
  system: {
    flow: { u: 'w', w: '-u' },
    variable: 't',
    solution: { u: 'sin(t)', w: 'cos(t)' },
    initial: { t: '0', u: '0', w: '1' },
  },
}
const ANY = 'proved refuted unknown invalid'

const TYPES: readonly HostileLine[] = Object.entries(KIND_FIELDS).flatMap(([kind, fields]) => [
  of(`${kind} as it should be`, 'proved', { kind, ...fields }),
  ...Object.keys(fields).flatMap((field) => [
    ...VALUES.map((value, k) => of(`${kind} with ${field} of type ${k}`, ANY, { kind, ...fields, [field]: value })),
    of(`${kind} without ${field}`, ANY, { kind, ...fields, [field]: undefined }),
  ]),
])

const JSONS: readonly HostileLine[] = [
  raw('no JSON', 'invalid', 'not json'),
  raw('a number', 'invalid', '1'),
  raw('null', 'invalid', 'null'),
  raw('a list', 'invalid', '[]'),
  raw('a text', 'invalid', '"x"'),
  raw('deep JSON', 'invalid', '['.repeat(100_000)),
  raw('deep closed JSON', 'invalid', around(100_000, '[', '', ']')),
  raw('a deep id', 'invalid', `{"id":${around(50_000, '[', '', ']')},"kind":"identity","lhs":"1","rhs":"1"}`),
  raw('a deep kind', 'invalid', `{"id":"a","kind":${around(50_000, '[', '', ']')},"lhs":"1","rhs":"1"}`),
  raw('a deep formula', 'invalid', `{"id":"a","kind":"identity","lhs":${around(50_000, '{"a":', '1', '}')},"rhs":"1"}`),
  raw('two of a key', 'invalid', '{"id":"a","id":"b","kind":"x","kind":"identity","lhs":"1","lhs":"2","rhs":"2"}'),
  raw('a NUL', 'invalid', '{"id":"a","kind":"identity","lhs":"x\\u0000","rhs":"1"}'),
  raw('a bare NUL', 'invalid', '\0'),
  raw('half a surrogate pair', 'invalid', '{"id":"\\ud800","kind":"identity","lhs":"\\ud800","rhs":"1"}'),
]

const DOMAINS: readonly HostileLine[] = [
  '(0,0)',
  '(1,0)',
  '[1,0]',
  '[oo,oo)',
  '(nan,1)',
  '(-oo,-oo)',
  '(0,1',
  '0,1)',
  '(0;1)',
  '(1/0,2)',
  '(0,1e9)',
  `(0,${'9'.repeat(1000)})`,
  'Positive',
  'positive,integer',
].map((domain) => identity(`domain ${domain.slice(0, 20)}`, 'invalid', 'x', 'x', { assume: { x: domain } }))

const NARROW: readonly HostileLine[] = [
  identity('a domain of one point', 'proved', 'x', '3', { assume: { x: '[3,3]' } }),
  identity('a domain without integers', ANY, 'x', 'x', { assume: { x: `(0,1/${'9'.repeat(250)})` } }),
  identity('a domain far out', ANY, 'x', 'x', { assume: { x: `(${'9'.repeat(299)},oo)` } }),
]

/** Those that take their time. */
export const LARGE_OR_DEEP: readonly HostileLine[] = [...DEEP, ...LARGE]

export const HOSTILE: readonly HostileLine[] = [
  ...LARGE_OR_DEEP,
  ...NAMES,
  ...TEXTS,
  ...TYPES,
  ...JSONS,
  ...DOMAINS,
  ...NARROW,
]
