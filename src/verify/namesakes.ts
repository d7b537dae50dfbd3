/** Derivations that are called alike. Files have different ids, but what they build on or cite may be made anywhere: on a page an id has to mean one thing. */
import type { Derivation } from '../derivation/derivation.js'
import type { FileProblem } from './report.js'
import type { Source } from './source.js'

/** All that a derivation builds on. */
export function ancestorsOf(derivation: Derivation): ReadonlySet<Derivation> {
  const found = new Set<Derivation>()
  const visit = (one: Derivation): void => {
    for (const used of one.uses)
      if (!found.has(used)) {
        found.add(used)
        visit(used)
      }
  }
  visit(derivation)
  return found
}

/** Where something is built on, or cited, that is called like another derivation. */
export function namesakesIn(sources: readonly Source[]): readonly FileProblem[] {
  const byId = new Map(sources.map(({ derivation }) => [derivation.id, derivation]))
  const problems: FileProblem[] = []
  const refuse = ({ file, placeOf }: Source, name: string, message: string): void => {
    problems.push({ file, ...placeOf(name), message: `${message}: call one of them otherwise` })
  }
  for (const source of sources) {
    const { derivation } = source
    for (const used of ancestorsOf(derivation)) {
      const known = byId.get(used.id)
      if (known && known !== used)
        refuse(source, '', `${derivation.id} builds on another derivation that is called ${used.id}`)
      else byId.set(used.id, used)
    }
    for (const { name, options } of derivation.claims)
      for (const { derivation: id, claim, stated } of options.cites ?? []) {
        const known = byId.get(id)
        const own = known ? [...known.claims, ...known.illFormed] : []
        // A citation of nothing is told elsewhere.
        if (own.some((one) => one.name === claim) && !own.some((one) => one === stated))
          refuse(source, name, `${name} cites ${claim} of another derivation that is called ${id}`)
      }
  }
  return problems
}
