import { expect, test } from 'vitest'
import { parseDomain } from '../../expr/domain.js'
import { parse } from '../../expr/parse.js'
import { holdsSomewhere } from './somewhere.js'
import type { Condition } from './generators.js'

const holds = (text: string, must: Condition['must'], domain = 'real'): boolean =>
  holdsSomewhere({ expr: parse(text), must }, new Map([['x', parseDomain(domain)]]))

test.each([
  ['x - 1', 'nonzero', 'real'],
  ['x - 1', 'positive', 'positive'],
  ['1 - x', 'nonnegative', '(0,1)'],
  ['-x', 'positive', 'negative'],
  ['sqrt(1 - x^2)', 'nonzero', '(-1,1)'],
  ['exp(x) - y', 'nonzero', 'integer'],
] as const)('%s is %s somewhere for %s x', (text, must, domain) => expect(holds(text, must, domain)).toBe(true))

test.each([
  ['x - x', 'nonzero', 'real'],
  ['-x^2', 'positive', 'real'],
  ['-1 + x - x', 'nonnegative', 'real'],
  ['x', 'positive', 'negative'],
  // Nowhere defined, although an enclosure that supposes it defined has a sign.
  ['2 + sqrt(-(x - 2)^2 - (y - 3)^2/10^40 - 1/10^40)', 'positive', 'real'],
  ['2 + sqrt(-1/10^30 + 0*x)', 'positive', 'real'],
  ['3 + asin(1 + 1/10^30 + 0*x)', 'positive', 'real'],
  ['3 + acosh(1 - 1/10^30 + 0*x)', 'positive', 'real'],
  ['1 + (-1/10^30)^(1/2) + 0*x', 'positive', 'real'],
  ['x^1000^1000^1000', 'nonzero', 'real'],
  ['u[1]', 'nonzero', 'real'],
] as const)('%s is not shown to be %s somewhere for %s x', (text, must, domain) =>
  expect(holds(text, must, domain)).toBe(false),
)
