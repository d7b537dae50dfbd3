/** Claims that nobody here wrote, by the kinds that there are. */
import { nearest } from '../expr/nearest.js'
import { KINDS, type KindName } from './checks/registry.js'
import { ExactNumber } from './exact-json.js'
import { ForeignClaim } from './foreign-claim.js'
import { ForeignClaimError } from './foreign-error.js'

const NAMES = Object.keys(KINDS) as readonly KindName[]
const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name)

/** One JSON object as a claim. Throws ForeignClaimError when it has no id or an unknown kind. */
export function foreignClaim(fields: Readonly<Record<string, unknown>>): ForeignClaim {
  const { kind } = fields
  const id = idOf(fields.id)
  if (typeof kind !== 'string') throw new ForeignClaimError(`no "kind"; known are ${NAMES.join(', ')}`)
  if (isKind(kind)) return new ForeignClaim(id, kind, KINDS[kind], fields)
  const meant = NAMES.filter((name) => KINDS[name].authors.includes(kind))
  const instead = meant.length > 0 ? `; here it is ${meant.join(' or ')}` : nearest(kind, NAMES, 'known are')
  throw new ForeignClaimError(`unknown kind ${JSON.stringify(kind.slice(0, 40))}${instead}`)
}

function idOf(id: unknown): string {
  if (id instanceof ExactNumber) return id.text
  if (typeof id === 'string' || typeof id === 'number') return String(id)
  throw new ForeignClaimError('expected an "id"')
}
