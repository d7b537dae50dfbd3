/** Where everything is: numbers, titles and relative addresses of derivations and claims, and who cites whom. */
import { SiteError } from './site-error.js'
import type { ClaimReport, DerivationReport, Report, SymbolReport } from '../src/verify/report.js'

export interface Place {
  /** 7 for a derivation, 7.2 for a claim. */
  readonly number: string
  readonly title: string
  /** Relative to the root of the site. */
  readonly address: string
}

/** A symbol with the derivation that declares it. */
export interface DeclaredSymbol {
  readonly symbol: SymbolReport
  readonly derivation: DerivationReport
}

/** A claim's own name, which is also its anchor: `ode` for `riccati/ode`. */
export const claimName = (claim: ClaimReport): string => claim.id.slice(claim.derivation.length + 1)

/** The name of a symbol without its indices. */
export const symbolName = ({ text }: SymbolReport): string => text.replace(/\[.*$/, '')

/** Folders of the site that are no derivation. */
const RESERVED = new Set(['graph', 'symbols', 'search', 'pagefind', 'scripts'])

export class Contents {
  readonly derivations: readonly DerivationReport[]
  private readonly places = new Map<string, Place>()
  private readonly citers = new Map<string, string[]>()
  private readonly byId = new Map<string, DerivationReport>()
  private readonly claims = new Map<string, ClaimReport>()
  private readonly declared = new Map<string, DeclaredSymbol[]>()

  /** Throws SiteError when an id cannot be the name of a folder, or stands for two derivations. */
  constructor(report: Report) {
    this.derivations = report.derivations
    report.derivations.forEach((derivation, k) => {
      const { id, title, claims, uses, symbols, file } = derivation
      if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id)) {
        throw new SiteError(`${file}: derivation ${JSON.stringify(id)}: an id is made of letters, digits, - and _`)
      }
      if (RESERVED.has(id))
        throw new SiteError(
          `${file}: the site has a page of its own that is called ${id}; call this derivation otherwise`,
        )
      if (this.places.has(id)) throw new SiteError(`${file}: derivation ${id}: two derivations have this id`)
      const number = String(k + 1)
      const address = `${id}/index.html`
      this.byId.set(id, derivation)
      this.places.set(id, { number, title, address })
      for (const used of uses) this.cite(used, id)
      for (const symbol of symbols) {
        const name = symbolName(symbol)
        this.declared.set(name, [...(this.declared.get(name) ?? []), { symbol, derivation }])
      }
      claims.forEach((claim, n) => {
        const name = claimName(claim)
        const anchor = `${address}#${encodeURIComponent(name)}`
        this.claims.set(claim.id, claim)
        this.places.set(claim.id, { number: `${number}.${n + 1}`, title: name, address: anchor })
        for (const used of claim.cites) this.cite(used, claim.id)
      })
    })
  }

  /** The place of a derivation or claim, or undefined when the report does not hold it. */
  place(id: string): Place | undefined {
    return this.places.get(id)
  }

  derivation(id: string): DerivationReport | undefined {
    return this.byId.get(id)
  }

  claim(id: string): ClaimReport | undefined {
    return this.claims.get(id)
  }

  /** Ids of what builds on this derivation or cites this claim, in reading order. */
  usersOf(id: string): readonly string[] {
    return this.citers.get(id) ?? []
  }

  /** Names of all declared symbols, in the order of their first declaration, each with its declarations in reading order. */
  get symbols(): ReadonlyMap<string, readonly DeclaredSymbol[]> {
    return this.declared
  }

  /** What a name stands for where a derivation inherits it: as the last of those that it builds on declares it, or what that inherits. */
  inherited(name: string, { uses }: DerivationReport): DeclaredSymbol | undefined {
    for (const id of [...uses].reverse()) {
      const used = this.byId.get(id)
      const symbol = used?.symbols.find((own) => symbolName(own) === name)
      const found = used && (symbol ? { symbol, derivation: used } : this.inherited(name, used))
      if (found) return found
    }
    return undefined
  }

  /** The derivations that this one builds on or cites a claim of, in reading order. */
  basesOf({ id, uses, claims }: DerivationReport): readonly DerivationReport[] {
    const named = new Set([...uses, ...claims.flatMap(({ cites }) => cites.map((cited) => cited.split('/')[0]))])
    return this.derivations.filter((other) => other.id !== id && named.has(other.id))
  }

  private cite(used: string, by: string): void {
    this.citers.set(used, [...(this.citers.get(used) ?? []), by])
  }
}
