import { defined, derivation, equal, real, solves } from 'rederive'

const moving = (id: string, rate: string) =>
  derivation(id, {
    title: 'It moves',
    tag: 'beyond',
    prose: 'In one way.',
    symbols: { x: real('place') },
    flow: { x: rate },
    claims: {},
  })

export default derivation('two-flows', {
  title: 'It moves in two ways',
  tag: 'beyond',
  prose: 'A solution of one of them is none of the other.',
  uses: [moving('one-way', '1'), moving('other-way', '2')],
  symbols: { x0: real('start'), x: defined('x0 + 2*t', 'place') },
  claims: { 'solution-false': solves({ initial: { x: 'x0' } }), formula: equal('x', 'x0 + 2*t') },
})
