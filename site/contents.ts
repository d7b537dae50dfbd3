/** Where everything is: numbers, titles and relative addresses of derivations and claims, and who cites whom. */
import { SiteError } from './site-error.js'
import type { ClaimReport, DerivationReport, Report, SetReport, SymbolReport } from '../src/verify/report.js'

export interface Place {
  /** 7 for a derivation, 7.2 for a claim; each set counts anew. */
  readonly number: string
  readonly title: string
  /** Relative to the root of the site. */
  readonly address: string
  /** The title of the set, where it is in one. */
  readonly set?: string
}

/** A symbol with the derivation that declares it. */
export interface DeclaredSymbol {
  readonly symbol: SymbolReport
  readonly derivation: DerivationReport
}

/** Derivations that are read together: of a set, or those of none. */
export interface Part {
  readonly set?: SetReport
  readonly chapters: readonly { readonly heading?: string; readonly derivations: readonly DerivationReport[] }[]
  readonly derivations: readonly DerivationReport[]
}

/** A claim's own name, which is also its anchor: `kept` for `balance/kept`. */
export const claimName = (claim: ClaimReport): string => claim.id.slice(claim.derivation.length + 1)

/** The name of a symbol without its indices. */
export const symbolName = ({ text }: SymbolReport): string => text.replace(/\[.*$/, '')

/** The folder of a derivation's page: its id, which may begin with the name of its set. */
const FOLDER = /^(?:[A-Za-z0-9][A-Za-z0-9_-]*\/)?[A-Za-z0-9][A-Za-z0-9_-]*$/

export class Contents {
  /** In reading order. */
  readonly derivations: readonly DerivationReport[]
  /** The sets, and after them what belongs to none. */
  readonly parts: readonly Part[]
  private readonly places = new Map<string, Place>()
  private readonly citers = new Map<string, string[]>()
  private readonly byId = new Map<string, DerivationReport>()
  private readonly claims = new Map<string, ClaimReport>()
  private readonly declared = new Map<string, DeclaredSymbol[]>()

  /** `reserved` are folders that are no derivation. Throws SiteError when an id cannot be the name of a folder, or stands for two derivations. */
  constructor(
    report: Report,
    private readonly reserved: readonly string[] = [],
  ) {
    for (const derivation of report.derivations) this.know(derivation)
    const ofSets = report.sets.map((set) => this.partOf(set))
    const inSets = new Set(ofSets.flatMap(({ derivations }) => derivations))
    const others = report.derivations.filter((derivation) => !inSets.has(derivation))
    this.parts = [
      ...ofSets,
      ...(others.length > 0 ? [{ chapters: [{ derivations: others }], derivations: others }] : []),
    ]
    this.derivations = this.parts.flatMap(({ derivations }) => derivations)
    for (const { set, derivations } of this.parts)
      for (const [k, derivation] of derivations.entries()) this.enter(derivation, String(k + 1), set?.title)
    if (this.parts.length > 1) for (const { set } of this.parts) if (set) this.requireFree(set)
  }

  private know(derivation: DerivationReport): void {
    const { id, file } = derivation
    if (!FOLDER.test(id)) {
      throw new SiteError(`${file}: derivation ${JSON.stringify(id)}: an id is made of letters, digits, - and _`, {
        file,
      })
    }
    const [folder = ''] = id.split('/')
    if (this.reserved.includes(folder))
      throw new SiteError(
        `${file}: the site has a page of its own that is called ${folder}; call this derivation otherwise`,
        { file },
      )
    if (this.byId.has(id)) throw new SiteError(`${file}: derivation ${id}: two derivations have this id`, { file })
    this.byId.set(id, derivation)
  }

  private partOf(set: SetReport): Part {
    const chapters = set.chapters.map(({ heading, derivations }) => ({
      ...(heading !== undefined && { heading }),
      derivations: derivations.flatMap((id) => this.byId.get(id) ?? []),
    }))
    return { set, chapters, derivations: chapters.flatMap(({ derivations }) => derivations) }
  }

  private enter({ id, title, claims, uses, symbols }: DerivationReport, number: string, set: string | undefined): void {
    const address = `${id}/index.html`
    const derivation = this.byId.get(id) as DerivationReport
    const within = set === undefined ? {} : { set }
    this.places.set(id, { number, title, address, ...within })
    for (const used of uses) this.cite(used, id)
    for (const symbol of symbols) {
      const name = symbolName(symbol)
      this.declared.set(name, [...(this.declared.get(name) ?? []), { symbol, derivation }])
    }
    for (const [n, claim] of claims.entries()) {
      const name = claimName(claim)
      const anchor = `${address}#${encodeURIComponent(name)}`
      this.claims.set(claim.id, claim)
      this.places.set(claim.id, { number: `${number}.${n + 1}`, title: name, address: anchor, ...within })
      for (const used of claim.cites) this.cite(used, claim.id)
    }
  }

  /** Throws SiteError when the page of a set would lie where another lies. */
  private requireFree({ id }: SetReport): void {
    const others = this.parts.filter(({ set }) => set?.id === id).length > 1
    if (!FOLDER.test(id))
      throw new SiteError(
        `the folder ${JSON.stringify(id)} is a set of derivations: its name is made of letters, digits, - and _`,
      )
    if (this.reserved.includes(id) || this.byId.has(id) || others)
      throw new SiteError(
        `the folder ${id} is a set of derivations, whose page would lie where another does; call the folder otherwise`,
      )
  }

  /** Whether a page of the site, of a derivation or of a set lies in this folder. */
  hasPage(folder: string): boolean {
    return (
      this.reserved.includes(folder) ||
      this.byId.has(folder) ||
      (this.parts.length > 1 && this.parts.some(({ set }) => set?.id === folder))
    )
  }

  /** The derivations that are read together with this one. */
  partWith(derivation: DerivationReport): Part {
    return this.parts.find(({ derivations }) => derivations.includes(derivation)) as Part
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

  /** What a name stands for where a derivation inherits it: as the last of those that it builds on declares it, or what that inherits. Undefined where one of them is not here. */
  inherited(name: string, { uses }: DerivationReport): DeclaredSymbol | undefined {
    for (const id of [...uses].reverse()) {
      const used = this.byId.get(id)
      if (!used) return undefined
      const symbol = used?.symbols.find((own) => symbolName(own) === name)
      const found = used && (symbol ? { symbol, derivation: used } : this.inherited(name, used))
      if (found) return found
    }
    return undefined
  }

  /** The derivations that this one builds on or cites a claim of, in reading order. */
  basesOf({ id, uses, claims }: DerivationReport): readonly DerivationReport[] {
    const named = new Set([
      ...uses,
      ...claims.flatMap(({ cites }) => cites.flatMap((cited) => this.claims.get(cited)?.derivation ?? [])),
    ])
    return this.derivations.filter((other) => other.id !== id && named.has(other.id))
  }

  private cite(used: string, by: string): void {
    this.citers.set(used, [...(this.citers.get(used) ?? []), by])
  }
}
