import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT, rederive, runNode, withFiles } from './command.js'

interface Witness {
  readonly name: string
  readonly outcome: string
  readonly mode: string
}
interface Claim {
  readonly id: string
  readonly verdict: string
  readonly witnesses: readonly Witness[]
}
const claimsOf = (output: string): Claim[] => (JSON.parse(output) as { claims: Claim[] }).claims

const derivationText = (id: string, claims: string): string => `import { derivation, equal, real } from 'rederive'
export default derivation('${id}', {
  title: 'A test', tag: 'beyond', prose: '', symbols: { x: real('any number') },
  claims: { ${claims} },
})
`

describe('verify', () => {
  test('every claim of the project is proved, with the four witnesses where they apply', async () => {
    const { exitCode, output } = await rederive(['verify', '--json'])
    const claims = claimsOf(output)
    expect(claims.filter(({ verdict }) => verdict !== 'proved').map(({ id }) => id)).toEqual([])
    expect(exitCode).toBe(0)
    expect(new Set(claims.map(({ id }) => id.split('/')[0])).size).toBeGreaterThanOrEqual(15)
    const witness = (id: string, name: string): string => {
      const found = claims.find((claim) => claim.id === id)?.witnesses.find((w) => w.name === name)
      return `${found?.outcome}, ${found?.mode}`
    }
    for (const engine of ['nerdamer', 'algebrite']) {
      expect(witness('model/gradient-u', engine)).toBe('agrees, rederived')
      expect(witness('area-law/conserved', engine)).toBe('agrees, rederived')
    }
    expect(witness('closed-form/solution', 'nerdamer')).toBe('agrees, rederived')
    // An engine that disagrees with a proof is a finding about the engine; these are known, and docs/design.md tells them.
    const known = [
      'turning-point/crossing-time',
      'beta-two/solution',
      ...['examples/kepler/laplace-x', 'examples/kepler/laplace-y', 'examples/heat-kernel/step'],
      ...['gradient', 'diagonal', 'off-diagonal', 'jacobian', 'cross-entropy'].map(
        (name) => `examples/softmax/${name}`,
      ),
    ].map((id) => `${id} nerdamer`)
    const findings = claims.flatMap(({ id, witnesses }) =>
      witnesses.filter(({ outcome }) => outcome === 'disagrees').map(({ name }) => `${id} ${name}`),
    )
    expect(findings.filter((finding) => !known.includes(finding))).toEqual([])
  })

  test('an engine that loops for ever is ended at its limit, and the run goes on', async () => {
    const args = ['verify', '--only', 'closed-form', '--engine-limit', '250', '--json']
    const { exitCode, output } = await rederive(args)
    const claims = claimsOf(output)
    const slow = claims.find(({ id }) => id === 'closed-form/roots-form')
    expect(slow?.witnesses.find(({ name }) => name === 'nerdamer')?.outcome).toBe('timed out')
    expect(claims.at(-1)?.id).toBe('closed-form/clock-rate')
    expect(claims.map(({ verdict }) => verdict)).toEqual(claims.map(() => 'proved'))
    expect(exitCode).toBe(0)
  })

  test('Ctrl-C ends a file whose code never ends', async () => {
    const ended = await withFiles(
      { 'c.ts': `process.stderr.write('begun');while (true) {}\n${derivationText('c', '')}` },
      (folder) => rederive(['verify', join(folder, 'c.ts')], '', 'begun'),
    )
    expect(ended.exitCode).toBe(130)
  })

  test('Ctrl-C ends the process and its workers', async () => {
    const { exitCode, output } = await rederive(['verify'], '', 'model/gradient-u')
    expect(exitCode).toBe(130)
    expect(output).not.toContain('degenerate-cases')
  })

  test('a mistake in a formula names file, line and column with a caret, and the other files are still verified', async () => {
    const files = {
      '1-good.ts': derivationText('good', "square: equal('(x + 1)^2', 'x^2 + 2*x + 1')"),
      '2-bad.ts': derivationText('bad', "broken: equal('(x + 1', 'x')"),
      '3-typo.ts': derivationText('typo', "unknown: equal('x + y', 'x')"),
      '4-syntax.ts': 'export default derivation(\n  {{\n',
    }
    await withFiles(files, async (folder) => {
      const { exitCode, output } = await rederive(['verify', folder, '--no-engines'])
      expect(exitCode).toBe(2)
      expect(output).toMatch(
        /2-bad\.ts:4:34: expected "\)" to close the "\(" of column 1, found the end of the formula/,
      )
      expect(output).toMatch(/broken: equal\('\(x \+ 1', 'x'\) \},\n\s+\^/)
      expect(output).toMatch(/3-typo\.ts:4:\d+: unknown symbol y; declared are t, x/)
      expect(output).toMatch(/4-syntax\.ts:\d+:\d+: /)
      expect(output).toContain('good/square')
      expect(output).toContain('1 proved, 0 refuted, 0 unknown, 3 invalid')
    })
  })

  test('what is false is refuted with the simplest instance and exit code 1', async () => {
    const files = { 'false.ts': derivationText('false', "square: equal('(x + 1)^2', 'x^2 + x + 1')") }
    await withFiles(files, async (folder) => {
      const { exitCode, output } = await rederive(['verify', folder])
      expect(exitCode).toBe(1)
      expect(output).toContain('✗ refuted')
      expect(output).toMatch(/at: {4}x = -?1\n/)
    })
  })

  test('a claim that rests on one which fails says so', async () => {
    const text = `import { derivation, equal, real } from 'rederive'
const base = derivation('base', { title: '', tag: 'beyond', prose: '', symbols: { x: real('') }, claims: { wrong: equal('x', '2*x') } })
export default derivation('user', { title: '', tag: 'beyond', prose: '', uses: [base],
  claims: { right: equal('x + x', '2*x', { cites: [base.claim('wrong')] }) } })
export { base }
`
    const first = "export { base as default } from './2-user.js'\n"
    await withFiles({ '1-base.ts': first, '2-user.ts': text }, async (folder) => {
      const { exitCode, output } = await rederive(['verify', folder, '--no-engines'])
      expect(exitCode).toBe(1)
      expect(output).toContain('its own proof holds, but it rests on base/wrong, which is refuted')
    })
  })

  test('usage errors are told in a line, with exit code 2', async () => {
    expect(await rederive(['verify', 'nowhere'])).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('no such file'),
    })
    expect(await rederive(['verify', '--runs', 'many'])).toMatchObject({ exitCode: 2 })
    const { exitCode, errors } = await rederive(['explain', 'riccati/nothing'])
    expect(exitCode).toBe(2)
    expect(errors).toContain('no claim or derivation riccati/nothing')
  })

  test('the derivation in the README is proved as it stands', async () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const [, code] = /```ts\n(.*?)```/s.exec(readme) as unknown as [string, string]
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(22)
    await withFiles({ '01-decay.ts': code }, async (folder) => {
      const { exitCode, output } = await rederive(['verify', folder])
      expect(output).toContain('2 proved, 0 refuted, 0 unknown, 0 invalid')
      expect(exitCode).toBe(0)
    })
  })
})

describe('the library', () => {
  test('the example in the README runs', async () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const [, code] = /```js\n(.*?)```/s.exec(readme) as unknown as [string, string]
    await withFiles({ 'example.mjs': code }, async (folder) => {
      const { exitCode, output, errors } = await runNode([join(folder, 'example.mjs')])
      expect(errors).toBe('')
      expect(output.trim().split('\n').at(-1)).toBe('kernel')
      expect(exitCode).toBe(0)
    })
  })
})

describe('discover', () => {
  test('finds the invariants of the model from its flow alone', async () => {
    const { exitCode, output } = await rederive([
      'discover',
      'derivations/linear-network/model.ts',
      '--width',
      '2',
      '--json',
    ])
    expect(exitCode).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ complete: true })
    expect(output).toContain('u[1]*w[2] - u[2]*w[1]')
  })

  test('says plainly when there is none', async () => {
    const flow = JSON.stringify({ flow: { x: 'y', y: '-x - c*y' } })
    const { exitCode, output } = await rederive(['discover', '-', '--degree', '3'], flow)
    expect(exitCode).toBe(0)
    expect(output).toMatch(/none/)
  })
})

describe('explain', () => {
  test('shows every witness with what the engines were sent and answered', async () => {
    const { exitCode, output } = await rederive(['explain', 'closed-form/solution'])
    expect(exitCode).toBe(0)
    expect(output).toContain('kernel: agrees')
    expect(output).toMatch(/nerdamer: agrees \(re-derived/)
    expect(output).toContain('> integrate(')
    expect(output).toContain('where D != 0')
  })
})

describe('check', () => {
  const verdicts = async (lines: readonly (object | string)[]): Promise<Record<string, unknown>[]> => {
    const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    const { output } = await rederive(['check', '-'], input)
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  test('one line in, one JSON verdict out', async () => {
    const [verdict] = await verdicts([{ id: 'x', kind: 'identity', lhs: '(x^2-1)/(x-1)', rhs: 'x+1' }])
    expect(verdict).toMatchObject({
      id: 'x',
      verdict: 'proved',
      by: ['kernel', 'numeric'],
      sideConditions: ['x - 1 != 0'],
    })
  })

  test('every kind is judged, and domains decide', async () => {
    const found = await verdicts([
      { id: 'root', kind: 'identity', lhs: 'sqrt(x^2)', rhs: 'x' },
      { id: 'root+', kind: 'identity', lhs: 'sqrt(x^2)', rhs: 'x', assume: { x: 'nonnegative' } },
      {
        id: 'ode',
        kind: 'ode',
        equation: 'diff(y,t) = -k*y',
        function: 'y',
        variable: 't',
        solution: 'c*exp(-k*t)',
        initial: { t: '0', y: 'c' },
      },
      { id: 'ode2', kind: 'ode', equation: 'diff(y,t,2) = -y', function: 'y', variable: 't', solution: 'sin(2*t)' },
      { id: 'inv', kind: 'invariant', flow: { u: 'w', w: '-u' }, expression: 'u^2 + w^2' },
      { id: 'lim', kind: 'limit', expression: 'tanh(t)', variable: 't', to: 'oo', value: '1' },
      { id: 'lim1', kind: 'limit', expression: '(x^2-1)/(x-1)', variable: 'x', to: '1', value: '2' },
      { id: 'sys', kind: 'system', flow: { u: 'w', w: '-u' }, variable: 't', solution: { u: 'sin(t)', w: 'cos(t)' } },
    ])
    expect(Object.fromEntries(found.map(({ id, verdict }) => [id, verdict]))).toEqual({
      root: 'refuted',
      'root+': 'proved',
      ode: 'proved',
      ode2: 'refuted',
      inv: 'proved',
      lim: 'proved',
      lim1: 'proved',
      sys: 'proved',
    })
    expect(found[0]).toMatchObject({ counterexample: { x: -1 }, lhs: 1, rhs: -1 })
  })

  test('a bad line gets its own verdict with the column, and the run goes on', async () => {
    const found = await verdicts([
      'not json',
      { id: 'a', kind: 'identity', lhs: 'x +* 2', rhs: '1' },
      { id: 'b', kind: 'wish', lhs: '1', rhs: '1' },
      { id: 'c', kind: 'identity', lhs: 'x', rhs: 'x', assume: { x: 'imaginary' } },
      { id: 'd', kind: 'identity', lhs: '1/(x - x)', rhs: '1' },
      { id: 'e', kind: 'identity', lhs: 'x + x', rhs: '2*x' },
    ])
    expect(found.map(({ verdict }) => verdict)).toEqual([
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'proved',
    ])
    expect(found[1]).toMatchObject({ id: 'a', column: 4 })
    expect(found[2]?.why).toContain('known are along, growth, identity')
  })
})
