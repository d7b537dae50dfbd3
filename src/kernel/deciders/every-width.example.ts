/** Flows of any width, and what they conserve. */
import { parse } from '../../expr/parse.js'
import { flowOf } from '../as-text.example.js'
import type { Answer } from '../proof.js'

export const exprs = (texts: readonly string[]) => texts.map((text) => parse(text))
export const why = (answer: Answer): string => (answer.proof ? 'proved' : answer.why)

/** The network of the paper: both layers of all neurons are driven by one residual. */
export const S = 'sum(i, u[i]*w[i])'
export const network = flowOf({
  'u[i]': `2*s_u^2*gamma*w[i]*(C - gamma*A*${S})`,
  'w[i]': `2*s_w^2*gamma*u[i]*(C - gamma*A*${S})`,
})
export const positive = { gamma: 'positive', s_u: 'positive', s_w: 'positive', A: 'positive' }
export const p = (i: string) => `(s_u*w[${i}] + s_w*u[${i}])`
export const q = (i: string) => `(s_u*w[${i}] - s_w*u[${i}])`

export const rotations = flowOf({ 'u[i]': 'w[i]', 'w[i]': '-u[i]' })
export const a = (i: string) => `(u[${i}]^2 + w[${i}]^2)`
export const b = (i: string, j: string) => `(u[${i}]*u[${j}] + w[${i}]*w[${j}])`
export const c = (i: string, j: string) => `(u[${i}]*w[${j}] - u[${j}]*w[${i}])`
export const quadratics = [a('i'), b('i', 'j'), c('i', 'j')]
