/** Powers whose exponent has a name: where they have a value depends on the number that it stands for. */
import { asymptotic, defined, derivation, equal, expandsTo, hasSign, positive, real, tendsTo } from 'rederive'

export default derivation('exponents', {
  title: 'Exponents',
  tag: 'beyond',
  prose: '',
  symbols: {
    x: real('x'),
    y: real('y'),
    z: real('z'),
    s: real('s'),
    r: real('r'),
    epsilon: positive('a small number'),
    half: defined('1/2', 'a half'),
    whole: defined('half + 5/2', 'three'),
    two: defined('2', 'two'),
    g: defined('abs(x^2 - 2)^half', 'zero at the root of two', { domain: 'positive' }),
    b: defined('(y^2 - 2)^2 - 1/10^8', 'negative near the root of two'),
  },
  claims: {
    grows: tendsTo('x^whole*t', 'oo'),
    expands: asymptotic('x^whole + epsilon', 'epsilon', ['abs(x)^whole', '1']),
    cube: equal('b^whole', 'abs(b)^whole'),
    slope: equal('diff(b^two, y)', 'two*abs(b)^two/abs(b)*diff(b, y)'),
    root: hasSign('abs(x^2 - 2)^half', 'positive'),
    given: hasSign('abs(x^2 - 2)^s', 'positive', { given: { s: '1/2' } }),
    ends: equal('0*(-(x^2 - 2)^2*z)^half + z + abs(z)', '0'),
    put: hasSign('at(b^s, s = whole)', 'positive'),
    'put-twice': equal('at(b^s, s = at(r, r = whole))', 'at(abs(b)^s, s = whole)'),
    'put-half': hasSign('at(abs(x^2 - 2)^s, s = half)', 'positive'),
    'put-zero': equal('at(abs(x)^s, x = 0)', '0', { given: { s: '1/2' } }),
    'odd-power': equal('(-1)^whole', '-1'),
    'at-zero': equal('at(abs(x)^half, x = 0)', '0'),
    series: expandsTo('1/(1 + t^two)', ['1', '0', '-1']),
    product: equal('x^whole*x^two', 'x^5'),
  },
})
