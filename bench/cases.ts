/**
 * What both provers are asked, as plain text. Every case is a list of claims of one form, "the derivative of
 * `expression` along the flow equals `rate`", so that neither side gets a form that the other does not.
 */

export interface AlongFlow {
  readonly expression: string
  readonly rate: string
}

export interface Case {
  readonly name: string
  /** All symbols; they are positive, which helps both sides (sqrt, divisions). */
  readonly symbols: readonly string[]
  /** Rates of the symbols that move. */
  readonly moving: Readonly<Record<string, string>>
  readonly claims: readonly AlongFlow[]
}

/** The closed form of z, with D and T written out, against the Riccati equation. */
export const riccati: Case = (() => {
  const D = 'sqrt(B^2 + 4*P*Q)'
  const T = `(tanh(g^2*A*${D}*t/2)/${D})`
  const z = `((1 + (B + 2*Q)*${T})/(1 + (2*P - B)*${T}))`
  return {
    name: 'Riccati residual',
    symbols: ['g', 'A', 'B', 'P', 'Q', 't'],
    moving: { t: '1' },
    claims: [{ expression: z, rate: `-g^2*A*(P*${z}^2 - B*${z} - Q)` }],
  }
})()

const upTo = (width: number): number[] => Array.from({ length: width }, (_, k) => k + 1)
const total = (terms: readonly string[]): string => `(${terms.join(' + ')})`

/** p_i q_j, the angular momenta and the area law at one width, every sum written out. */
export function invariants(width: number): Case {
  const each = upTo(width)
  const r = `(C - g*A*${total(each.map((i) => `u${i}*w${i}`))})`
  const products = each.flatMap((i) => each.map((j) => `(s_u*w${i} + s_w*u${i})*(s_u*w${j} - s_w*u${j})`))
  const momenta = each.flatMap((i) => each.filter((j) => j > i).map((j) => `u${i}*w${j} - u${j}*w${i}`))
  const squares = (name: string): string => total(each.map((i) => `${name}${i}^2`))
  const area = `${squares('u')}*${squares('w')} - ${total(each.map((i) => `u${i}*w${i}`))}^2`
  return {
    name: `${products.length + momenta.length + 1} invariants, d = ${width}`,
    symbols: ['g', 'A', 'C', 's_u', 's_w', ...each.flatMap((i) => [`u${i}`, `w${i}`])],
    moving: Object.fromEntries(
      each.flatMap((i) => [
        [`u${i}`, `2*s_u^2*g*w${i}*${r}`],
        [`w${i}`, `2*s_w^2*g*u${i}*${r}`],
      ]),
    ),
    claims: [...products, ...momenta, area].map((expression) => ({ expression, rate: '0' })),
  }
}

/**
 * u_i and w_i of the closed form, with z moving by the Riccati equation, against the full flow. `any`: at every width
 * at once.
 */
export function trajectories(width: number | 'any'): Case {
  const each = width === 'any' ? ['[i]'] : upTo(width).map(String)
  const sum = (term: (i: string) => string): string =>
    width === 'any' ? `sum(j, ${term('[j]')})` : total(each.map(term))
  const u = (i: string): string => `(p${i}*sqrt(z) - q${i}/sqrt(z))/(2*s_w)`
  const w = (i: string): string => `(p${i}*sqrt(z) + q${i}/sqrt(z))/(2*s_u)`
  const r = `(C - g*A*${sum((i) => `(${u(i)})*(${w(i)})`)})`
  const P = sum((i) => `p${i}^2`)
  const Q = sum((i) => `q${i}^2`)
  return {
    name: `trajectories, ${width === 'any' ? 'every d' : `d = ${width}`}`,
    symbols: [
      'g',
      'A',
      'C',
      's_u',
      's_w',
      'z',
      ...(width === 'any' ? ['p', 'q'] : each.flatMap((i) => [`p${i}`, `q${i}`])),
    ],
    moving: { z: `-g^2*A*(${P}*z^2 - 4*s_u*s_w*C/(g*A)*z - ${Q})` },
    claims: each.flatMap((i) => [
      { expression: u(i), rate: `2*s_u^2*g*(${w(i)})*${r}` },
      { expression: w(i), rate: `2*s_w^2*g*(${u(i)})*${r}` },
    ]),
  }
}
