import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, rederive } from './command.js'

/** An oscillator and a family that moves; claims of derivatives along the flow, at places, and inside each other. */
const SOURCE = `import { defined, derivation, equal, positive, real } from 'rederive'
export default derivation('questions', {
  title: 'What engines are asked',
  tag: 'beyond',
  prose: 'A derivative along a flow is not the partial one.',
  symbols: {
    t: real('time'), q: real('place'), v: real('speed'), x: real('x'), s: positive('amount'),
    m: positive('mass'), k: positive('stiffness'), c: positive('drag'), K: positive('half'), E: positive('most'),
    V: defined('E*s/(K + s)', 'rate'), 'u[i]': real('a place'), 'w[i]': real('its speed'),
  },
  flow: { q: 'v', v: '-(k*q + c*v)/m', 'u[i]': 'w[i]', 'w[i]': '-u[i]' },
  claims: {
    'second-true': equal('m*diff(q, t, 2)', '-k*q - c*diff(q, t)'),
    'product-true': equal('diff(m*q*v, t)', 'm*v^2 - k*q^2 - c*q*v'),
    'place-true': equal('at(V, s = K)', 'E/2'),
    'slope-true': equal('at(diff(x^2, x), x = 3)', '6'),
    'sum-true': equal('diff(sum(i, u[i]^2), t, 2)', '2*sum(i, w[i]^2 - u[i]^2)'),
    'inside-true': equal('diff(x^3, x) + diff(diff(q^2*v, v), t)', '3*x^2 + 2*q*v'),
    'speed-false': equal('diff(q, t)', '2*v'),
    'place-false': equal('at(V, s = K)', 'E/3'),
    'slope-false': equal('at(diff(x^2, x), x = 3)', '2*x'),
    'family': equal('at(u[i]^2, u[k] = 2)', '4'),
  },
})
`

test('engines are asked what is claimed, along the flow and at its place', async () => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'engines-'))
  try {
    writeFileSync(join(folder, 'questions.ts'), SOURCE)
    const { output } = await rederive(['verify', folder, '--json', '--no-cache'])
    const { claims } = JSON.parse(output) as {
      claims: readonly { id: string; verdict: string; witnesses: readonly { name: string; outcome: string }[] }[]
    }
    const said = claims.map(({ id, verdict, witnesses }) => {
      const engines = witnesses.filter(({ name }) => name === 'nerdamer' || name === 'algebrite')
      return [id.slice('questions/'.length), verdict, ...engines.map(({ outcome }) => outcome)]
    })
    const wanted = claims.map(({ id }) => {
      const name = id.slice('questions/'.length)
      if (name.endsWith('-true')) return [name, 'proved', 'agrees', 'agrees']
      return name.endsWith('-false')
        ? [name, 'refuted', 'disagrees', 'disagrees']
        : [name, 'proved', 'could not', 'could not']
    })
    expect(said).toEqual(wanted)
    expect(claims).toHaveLength(10)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
