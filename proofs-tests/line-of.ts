/** Lines of `check` in short. */

/** `lhs = rhs`, `expression > 0`, or `limit expression at place = value`, all in x, which is real unless it is said to be otherwise. */
export function lineOf(claim: string, id = 'claim'): string {
  const [text = '', assumed] = claim.split(' for x ')
  const assume = assumed === undefined ? {} : { assume: { x: assumed } }
  const limit = /^limit (.*) at (\S+)( from above)? = (.*)$/.exec(text)
  const [lhs, rhs] = text.split(' = ')
  const fields = limit
    ? {
        kind: 'limit',
        expression: limit[1],
        variable: 'x',
        to: limit[2],
        value: limit[4],
        ...(limit[3] && { from: 'above' }),
      }
    : rhs === undefined
      ? { kind: 'sign', expression: text.replace(' > 0', ''), sign: 'positive' }
      : { kind: 'identity', lhs, rhs }
  return JSON.stringify({ id, ...fields, ...assume })
}
