/**
 * The TeX of names. A symbol's name decides its look: greek by name, what follows an underscore and trailing digits as subscripts,
 * `_inf`, `_plus`, `_minus` as signs, `_star` as an asterisk above, several letters upright. An author may say otherwise.
 */

/** A symbol taken apart, so that indices and powers can join what it already carries. */
export interface Letter {
  readonly base: string
  readonly below: readonly string[]
  readonly above: string
}

const GREEK = new Set(
  (
    'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau ' +
    'upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
)
const MARKS: ReadonlyMap<string, string> = new Map([
  ['inf', '\\infty'],
  ['plus', '+'],
  ['minus', '-'],
])

/** A script at the end of an override: _u, _{u}, ^*, ^{\prime}. */
const LAST_SCRIPT = /(?<!\\)([_^])(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[A-Za-z0-9*+-])$/

const escaped = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '\\_')

/** One part of a name: greek, a single letter, digits, or an upright word; digits after letters go below. */
function word(part: string): { readonly base: string; readonly digits: string } {
  const [, letters = part, digits = ''] = /^([A-Za-z]+)(\d*)$/.exec(part) ?? []
  if (GREEK.has(letters)) return { base: `\\${letters}`, digits }
  return { base: /^(.|\d+)$/.test(letters) ? letters : `\\mathrm{${letters}}`, digits }
}

function lowered(part: string): string {
  const [, factor, letters] = /^(\d+)([A-Za-z]+)$/.exec(part) ?? []
  if (factor !== undefined && letters !== undefined) return factor + word(letters).base
  const { base, digits } = word(part)
  return MARKS.get(part) ?? (digits === '' ? base : `${base}_{${digits}}`)
}

/** What a name looks like by itself. */
export function conventional(name: string): Letter {
  if (!/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(name)) {
    return { base: `\\mathrm{${escaped(name)}}`, below: [], above: '' }
  }
  const [head = '', ...parts] = name.split('_')
  const { base, digits } = word(head)
  const below = parts.filter((part) => part !== 'star').map(lowered)
  return {
    base,
    below: digits === '' ? below : [digits, ...below],
    above: '*'.repeat(parts.length - below.length),
  }
}

/** The scripts at the end of an author's TeX, so that `s_u` with an index becomes s_{u,i}. */
export function overridden(tex: string): Letter {
  const bare = tex.replace(/'+$/, '')
  const primes = '\\prime'.repeat(tex.length - bare.length)
  let base = bare
  let below = ''
  let above = ''
  for (let script = LAST_SCRIPT.exec(base); script !== null; script = LAST_SCRIPT.exec(base)) {
    const [whole, sign, argument = ''] = script
    if ((sign === '_' ? below : above) !== '') break
    const content = argument.replace(/^\{([\s\S]*)\}$/, '$1')
    if (sign === '_') below = content
    else above = content
    base = base.slice(0, -whole.length)
  }
  return {
    base: /^([A-Za-z]|\\[A-Za-z]+)$/.test(base) ? base : `{${base}}`,
    below: below === '' ? [] : [below],
    above: primes + above,
  }
}

/** A letter with its scripts. */
export const written = ({ base, below, above }: Letter): string =>
  base + (below.length === 0 ? '' : `_{${below.join(',')}}`) + (above === '' ? '' : `^{${above}}`)

/** Commands that are put on what is after them. */
const PUT_ON = /\\(?:bar|hat|tilde|vec|d?dot|underline|overline|wide[a-z]+|math[a-z]+|operatorname)(?![A-Za-z])/g

/** Whether it is several letters side by side, such as \delta x, without brackets around them. */
export function hasLetters({ base }: Letter): boolean {
  const inner = base.replace(/^\{([\s\S]*)\}$/, '$1')
  if (/^[|[(]|[)\]|]$|\\rangle$/.test(inner)) return false
  return (grouped(inner.replace(PUT_ON, '')).match(/\\[A-Za-z]+|[A-Za-z]/g) ?? []).length > 1
}

/** With a letter for what is in braces, and without scripts. */
function grouped(tex: string): string {
  const once = tex.replace(/[_^]\{[^{}]*\}/g, '').replace(/\{[^{}]*\}/g, 'x')
  return once === tex ? tex.replace(/[_^](?:\\[A-Za-z]+|.)/g, '') : grouped(once)
}
