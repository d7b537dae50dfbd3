import { expect, it } from 'vitest'
import { parse } from '../expr/parse.js'
import { signByEnclosure } from './enclosure.js'
import { ANY, NEGATIVE, POSITIVE } from './signs.js'

// The digits after which each constant is cut are its own: the next decimal up is above it.
it.each([
  [
    'pi',
    '3.14159265358979323846264338327950288419716939937510',
    '3.14159265358979323846264338327950288419716939937511',
  ],
  ['exp(1)', '2.7182818284590452353602874713526', '2.7182818284590452353602874713527'],
  ['log(3)/log(2)', '1.5849625007211561', '1.5849625007211562'],
  ['sin(100)', '-0.50636564110975880', '-0.50636564110975879'],
  ['cos(1)', '0.5403023058681397', '0.5403023058681398'],
  ['asin(0.3)', '0.30469265401539750', '0.30469265401539751'],
  ['atan(-7)', '-1.42889927219074', '-1.42889927219073'],
  ['2^(1/3)', '1.259921049894873', '1.259921049894874'],
  ['log(10^30)', '69.0775527898213', '69.0775527898214'],
  ['abs(1 - sqrt(2))', '0.41421356', '0.41421357'],
])('%s lies between %s and %s', (constant, below, above) => {
  expect(signByEnclosure(parse(`${constant} - (${below})`))).toBe(POSITIVE)
  expect(signByEnclosure(parse(`${constant} - (${above})`))).toBe(NEGATIVE)
})

it.each(['log(4) - 2*log(2)', 'sqrt(2)^2 - 2', 'x', 'log(-1)', 'sqrt(-1)', '1/(sqrt(4) - 2)', 'exp(10^9)'])(
  'does not decide %s',
  (constant) => {
    expect(signByEnclosure(parse(constant))).toBe(ANY)
  },
)
