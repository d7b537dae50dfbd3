/** The exact solution of theory.md section 3 as formulas: the example that the tests here share. */
import { symbol } from '../expr/ast.js'
import { parse } from '../expr/parse.js'

/** The weights u_i(t), w_i(t) of theory.md section 3, from P, Q, R at any width. */
export const CLOSED_FORM = (() => {
  const p = '(sqrt(eta_u)*w[i] + sqrt(eta_w)*u[i])'
  const q = '(sqrt(eta_u)*w[i] - sqrt(eta_w)*u[i])'
  const P = `sum(i, ${p}^2)`
  const Q = `sum(i, ${q}^2)`
  const B = '(4*sqrt(eta_u)*sqrt(eta_w)*C/(gamma*A))'
  const D = `sqrt(${B}^2 + 4*${P}*${Q})`
  const T = `(tanh(gamma^2*A*${D}*t/2)/${D})`
  const z = `((1 + (${B} + 2*${Q})*${T})/(1 + (2*${P} - ${B})*${T}))`
  return {
    u: parse(`(${p}*sqrt(${z}) - ${q}/sqrt(${z}))/(2*sqrt(eta_w))`),
    w: parse(`(${p}*sqrt(${z}) + ${q}/sqrt(${z}))/(2*sqrt(eta_u))`),
  }
})()

/** The flow that they solve. */
export const FLOW = (() => {
  const r = '(C - gamma*A*sum(j, u[j]*w[j]))'
  return [
    { symbol: symbol('u', 'i'), rate: parse(`2*eta_u*gamma*w[i]*${r}`) },
    { symbol: symbol('w', 'i'), rate: parse(`2*eta_w*gamma*u[i]*${r}`) },
  ]
})()
