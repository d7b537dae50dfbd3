/** What a run of the verifier says: plain data, the same for the terminal, `--json` and the site. */

export type Verdict = 'proved' | 'refuted' | 'unknown' | 'invalid'

export interface WitnessReport {
  /** kernel, nerdamer, algebrite or numeric. */
  readonly name: string
  readonly outcome: 'agrees' | 'disagrees' | 'could not' | 'timed out'
  /** `rederived`: it produced the result from the givens. `checked`: it compared two given sides. */
  readonly mode: 'rederived' | 'checked'
  readonly ms: number
  /** One line a reader understands: what was done, with which figures. */
  readonly detail: string
  /** Exact texts that went to an engine and came back, in order. */
  readonly exchange?: readonly { readonly sent: string; readonly received: string; readonly ms: number }[]
}

export interface Counterexample {
  /** Symbol to value; indexed symbols to arrays. `width` is present when a symbol is indexed. */
  readonly values: Readonly<Record<string, number | readonly number[]>>
  readonly lhs: string
  readonly rhs: string
  /** What the two numbers are. */
  readonly what: string
}

export interface ClaimReport {
  /** derivation/claim, permanent: `riccati/ode`. */
  readonly id: string
  readonly derivation: string
  readonly kind: string
  readonly verdict: Verdict
  /** Infix text. */
  readonly statement: string
  /** TeX of the same, one entry a displayed line. */
  readonly tex: readonly string[]
  /** Author's sentence(s) before the claim, inline TeX between $ signs. */
  readonly note: string
  /** Infix text of what must hold for the claim to mean anything or be true, beyond the declared domains. */
  readonly sideConditions: readonly string[]
  readonly sideConditionsTex: readonly string[]
  readonly witnesses: readonly WitnessReport[]
  /** For any verdict but proved: the reason, in a sentence. */
  readonly why?: string
  readonly counterexample?: Counterexample
  /** Ids of the claims it cites. */
  readonly cites: readonly string[]
  /** Where it is stated; absent for a claim that belongs to no file. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number }
}

export interface SymbolReport {
  readonly text: string
  readonly tex: string
  readonly domain: string
  readonly meaning: string
  readonly definitionTex?: string
}

export interface DerivationReport {
  readonly id: string
  readonly title: string
  /** `paper`: a result the paper announces. `beyond`: ours. */
  readonly tag: 'paper' | 'beyond'
  /** Paragraphs, inline TeX between $ signs. */
  readonly prose: readonly string[]
  /** Own symbols and definitions, in the order of the file. */
  readonly symbols: readonly SymbolReport[]
  /** TeX lines of the flow it states, empty when it states none of its own. */
  readonly flowTex: readonly string[]
  readonly claims: readonly ClaimReport[]
  /** Ids of the derivations it builds on. */
  readonly uses: readonly string[]
  /** The file, relative to the working directory. */
  readonly file: string
}

/** A derivation file that could not be read. */
export interface FileProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

export interface Report {
  readonly derivations: readonly DerivationReport[]
  readonly problems: readonly FileProblem[]
  readonly summary: Readonly<Record<Verdict, number>>
  readonly seed: number
  readonly ms: number
}
