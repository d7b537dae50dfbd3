/** Where everything is: numbers, titles and relative addresses of derivations and claims, and who cites whom. */
import type { ClaimReport, DerivationReport, Report } from '../src/verify/report.js'

export interface Place {
  /** 7 for a derivation, 7.2 for a claim. */
  readonly number: string
  readonly title: string
  /** Relative to the root of the site. */
  readonly address: string
}

/** A claim's own name, which is also its anchor: `ode` for `riccati/ode`. */
export const claimName = (claim: ClaimReport): string => claim.id.slice(claim.derivation.length + 1)

export class Contents {
  readonly derivations: readonly DerivationReport[]
  private readonly places = new Map<string, Place>()
  private readonly citers = new Map<string, string[]>()

  /** Throws when an id cannot be the name of a folder, or stands for two derivations. */
  constructor(report: Report) {
    this.derivations = report.derivations
    report.derivations.forEach((derivation, k) => {
      const { id, title, claims, uses } = derivation
      if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id)) {
        throw new Error(`derivation ${JSON.stringify(id)}: an id is made of letters, digits, - and _`)
      }
      if (this.places.has(id)) throw new Error(`derivation ${id}: two derivations have this id`)
      const number = String(k + 1)
      const address = `${id}/index.html`
      this.places.set(id, { number, title, address })
      for (const used of uses) this.cite(used, id)
      claims.forEach((claim, n) => {
        const name = claimName(claim)
        const anchor = `${address}#${encodeURIComponent(name)}`
        this.places.set(claim.id, { number: `${number}.${n + 1}`, title: name, address: anchor })
        for (const used of claim.cites) this.cite(used, claim.id)
      })
    })
  }

  /** The place of a derivation or claim, or undefined when the report does not hold it. */
  place(id: string): Place | undefined {
    return this.places.get(id)
  }

  /** Ids of what builds on this derivation or cites this claim, in reading order. */
  usersOf(id: string): readonly string[] {
    return this.citers.get(id) ?? []
  }

  private cite(used: string, by: string): void {
    this.citers.set(used, [...(this.citers.get(used) ?? []), by])
  }
}
