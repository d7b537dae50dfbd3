/** What is said of an id that nothing has. */
import { nearest } from '../expr/nearest.js'

interface Named {
  readonly id: string
  readonly claims: readonly { readonly name: string }[]
}

/** Ids that are listed where none is near. */
const FEW = 8

/** What may be meant by an id that is neither a derivation's nor a claim's: the nearest one, or the claims of that derivation, or a few derivations. */
export function unknownId(id: string, derivations: readonly Named[]): string {
  const all = derivations.flatMap(({ id: of, claims }) => [of, ...claims.map(({ name }) => `${of}/${name}`)])
  // The name of a set before it may be left out by mistake.
  const ends = all.filter((one) => one.endsWith(`/${id}`))
  if (ends.length === 1) return `; did you mean ${ends[0]}?`
  const cut = id.lastIndexOf('/')
  const [above, name] = [id.slice(0, Math.max(cut, 0)), id.slice(cut + 1)]
  const within = derivations.find(({ id: of }) => of === above || of.endsWith(`/${above}`))
  if (above !== '' && within) {
    const names = within.claims.map((claim) => claim.name)
    const meant = /did you mean (.*)\?$/.exec(nearest(name, names, ''))?.[1]
    return meant === undefined ? listed(`${within.id} has`, names) : `; did you mean ${within.id}/${meant}?`
  }
  const near = nearest(id, all, '')
  if (near.includes('did you mean')) return near
  const ids = derivations.map(({ id: of }) => of)
  const meant = nearest(above === '' ? id : above, ids, '')
  return meant.includes('did you mean') ? meant : listed('derivations are', ids)
}

const listed = (what: string, names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `; ${what} ${names.slice(0, FEW).join(', ')}${names.length > FEW ? ` and ${names.length - FEW} more` : ''}`
