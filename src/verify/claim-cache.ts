/** Reports on claims, kept by everything that determines them: what a claim reads and reaches, what it cites, our code, and the options. */
import type { StatedClaim } from '../derivation/claim.js'
import { isIllFormed } from '../derivation/ill-formed.js'
import { print } from '../expr/print.js'
import { treeText } from '../proposition/proposition.js'
import { codeVersion } from './code-version.js'
import type { ClaimReport } from './report.js'
import { isClaimReport } from './report-shape.js'
import type { Statement } from './statement.js'
import { type Store, sha256 } from './store.js'
import { texNames } from '../derivation/print-names.js'

/** What a report depends on beside the claim. */
export interface Circumstances {
  readonly seed: number
  readonly runs: number
  readonly engineLimitMs: number
  readonly engines: readonly string[]
}

export class ClaimCache {
  private readonly keys = new WeakMap<StatedClaim, string>()

  constructor(
    private readonly store: Store,
    private readonly circumstances: Circumstances,
    private readonly version = codeVersion(),
  ) {}

  /** The report on this very claim, but for citations. */
  read(claim: StatedClaim<Statement>): ClaimReport | undefined {
    return this.store.read(
      this.key(claim),
      (value): value is ClaimReport => isClaimReport(value) && value.id === claim.id,
    )
  }

  /** Keeps a report. */
  write(claim: StatedClaim<Statement>, report: ClaimReport): void {
    this.store.write(this.key(claim), report)
  }

  prune(): void {
    this.store.prune()
  }

  private key(claim: StatedClaim): string {
    let key = this.keys.get(claim)
    if (key === undefined) {
      key = sha256(JSON.stringify(['claim', this.version, this.circumstances, this.content(claim)], exactly))
      this.keys.set(claim, key)
    }
    return key
  }

  private content(claim: StatedClaim): object {
    const { id, kind, options, scope, statement } = claim
    // One that is cited: it makes what cites it unknown, whatever is wrong with it.
    if (isIllFormed(claim)) return { id, invalid: claim.problem.message }
    const { cites = [], ...own } = options
    const { proposition, lines } = statement as Statement
    const shown = [...proposition.context.binders, ...proposition.context.definitions.map(({ symbol }) => symbol)]
    const names = texNames(scope)
    return {
      id,
      kind,
      options: own,
      cites: cites.map(({ derivation, claim, stated }) => [derivation, claim, this.key(stated)]),
      lines,
      proposition: treeText(proposition),
      tex: shown.map(({ name }) => [name, names.get(name)]),
      curves: Object.values(own.figure?.curves ?? {}).map((text) => print(scope.expand(scope.formula(text)))),
    }
  }
}

const exactly = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value)
