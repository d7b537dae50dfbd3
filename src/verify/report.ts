/** What a run of the verifier says: plain data, the same for the terminal, `--json` and the site. */
import type { Elsewhere } from '../export/line.js'

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

/** A displayed line as text: ours, and programs that state it in other systems where they have a form for it. */
export type LineForms = { readonly text: string } & Partial<Elsewhere>

export type Point = readonly [x: number, y: number]

/** What a claim looks like at one instance, as numbers. */
export interface FigureReport {
  /** A sentence: what is shown, at which instance. */
  readonly caption: string
  /** The author asked for it; others are drawn where a claim's kind can be. */
  readonly asked?: true
  readonly x: string
  readonly y: string
  /** What the line is, where there is one with marks over it: `closed form`. */
  readonly line?: string
  /** Lines are from formulas, dots from numerical integration. */
  readonly series: readonly {
    /** TeX-free name, short. */
    readonly name: string
    /** TeX of the formula of its line, where the name does not say it. */
    readonly tex?: string
    readonly line?: readonly Point[]
    readonly dots?: readonly Point[]
  }[]
  /** Absolute differences of dots and line, where there is one of each: the largest over all series at each x. */
  readonly difference?: readonly Point[]
}

export interface ClaimReport {
  /** derivation/claim, permanent: `balance/kept`. */
  readonly id: string
  readonly derivation: string
  readonly kind: string
  readonly verdict: Verdict
  /** Infix text. */
  readonly statement: string
  /** TeX of the same, one entry a displayed line. */
  readonly tex: readonly string[]
  /** The same lines as text to take elsewhere. */
  readonly forms: readonly LineForms[]
  /** Author's sentence(s) before the claim, inline TeX between $ signs. */
  readonly note: string
  /** TeX of what is given for this claim only. */
  readonly givenTex: readonly string[]
  /** Infix text of what must hold for the claim to mean anything or be true, beyond the declared domains. */
  readonly sideConditions: readonly string[]
  /** TeX of the same, in an order of its own. */
  readonly sideConditionsTex: readonly string[]
  /** Which of these must hold all the way, the last ones; and what is said before them, TeX between $ signs. */
  readonly onTheWay?: { readonly words: string; readonly from: number }
  /** Infix text of what it rests on beside what it cites: signs that its definitions declare, each proved for this claim. */
  readonly uses: readonly string[]
  /** Names of what it speaks of: in its statement, in what is given for it, and in what it is provided with. */
  readonly mentions: readonly string[]
  /** The whole of what is claimed as text: for which symbols, what names stand for, how what moves. */
  readonly proposition: string
  readonly witnesses: readonly WitnessReport[]
  /** For any verdict but proved: the reason, in a sentence. */
  readonly why?: string
  readonly counterexample?: Counterexample
  /** The one that was asked for; else of the first claim of its kind in a derivation. */
  readonly figure?: FigureReport
  /** Ids of the claims it cites. */
  readonly cites: readonly string[]
  /** TeX of definitions, rates and domains in what it cites that are others here. */
  readonly elsewhereTex?: readonly string[]
  /** Where it is stated; absent for a claim that belongs to no file. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number }
}

export interface SymbolReport {
  /** As declared: `u[i]`. */
  readonly text: string
  readonly tex: string
  readonly domain: string
  readonly meaning: string
  readonly definitionTex?: string
  /** Its definition is long, and need not be said again where it can be looked up. */
  readonly isLong?: true
  /** It depends on no other symbol, though its name has the letter of one. */
  readonly alone?: true
  /** Where other things move: that this one does not. */
  readonly constant?: true
}

export interface DerivationReport {
  readonly id: string
  readonly title: string
  /** A label of the author's, such as `from the paper`. */
  readonly tag?: string
  /** Where it is from, inline TeX between $ signs. */
  readonly source?: string
  /** Paragraphs, inline TeX between $ signs. */
  readonly prose: readonly string[]
  /** Own symbols and definitions, in the order of the file. */
  readonly symbols: readonly SymbolReport[]
  /** Symbols of other derivations that a reader of its claims must know, with what they are here. */
  readonly inherited: readonly SymbolReport[]
  /** Names of all symbols in its claims, own and inherited, in the order of their declaration. */
  readonly mentions: readonly string[]
  /** TeX lines of the flow that it states, or that its claims are about; empty where there is none. */
  readonly flowTex: readonly string[]
  /** The id of the derivation that states that flow, where it is another one. */
  readonly flowOf?: string
  /** TeX of what is supposed of what moves: the flow is followed as long as that holds. */
  readonly flowWhileTex: readonly string[]
  /** The claims that formulas move as the flow says, that suppose something, and what. */
  readonly solvedWhere: readonly { readonly claim: string; readonly conditionsTex: readonly string[] }[]
  readonly claims: readonly ClaimReport[]
  /** Ids of the derivations it builds on. */
  readonly uses: readonly string[]
  /** The file, relative to the working directory. */
  readonly file: string
}

/** Derivations that belong together: those of a folder whose `contents.json` has a title. */
export interface SetReport {
  /** The name of the folder. */
  readonly id: string
  readonly title: string
  /** Inline TeX between $ signs. */
  readonly about?: string
  /** BibTeX of the work that it is about. */
  readonly bibliography?: string
  /** In reading order, ids of derivations under the headings of the contents; those that it does not name are last, under none. */
  readonly chapters: readonly { readonly heading?: string; readonly derivations: readonly string[] }[]
}

/** A derivation file that could not be read. */
export interface FileProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** What all parts of a run are parts of. */
export interface Whole {
  /** The hash of the texts of all files that were read, by their names. */
  readonly texts: string
  /** All claims of the run, in order: their ids, and the hashes of what is claimed; those of claims that cannot be read are of nothing. */
  readonly claims: readonly (readonly [id: string, claimed: string])[]
}

export interface Report {
  readonly derivations: readonly DerivationReport[]
  /** In the order of their first derivations; a derivation may belong to none. */
  readonly sets: readonly SetReport[]
  readonly problems: readonly FileProblem[]
  readonly summary: Readonly<Record<Verdict, number>>
  readonly seed: number
  readonly ms: number
  /** Of a part: what all parts are of. */
  readonly whole?: Whole
}
