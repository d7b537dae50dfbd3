/** Runs every witness on every claim. */
import type { Claim, StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { type IllFormedClaim, inOrder, isIllFormed } from '../derivation/ill-formed.js'
import { EngineTimeout, type EngineName, withSession } from '../engines/session.js'
import type { AuthorError } from '../expr/author-error.js'
import { toTex } from '../expr/tex.js'
import { type Outcome, type Refutation, type Theorem, prove as proveProposition, refute } from '../kernel/theorem.js'
import { cutShort } from '../numeric/attack.js'
import { Scope, headSymbol } from '../derivation/scope.js'
import { hasSign } from './checks/sign.js'
import { illFormedReport } from './ill-formed.js'
import { type OwnWitnesses, claimReport, derivationReport, summarize, withCitations } from './judgement.js'
import type { ClaimCache } from './claim-cache.js'
import { DEFAULT_ENGINE_LIMIT_MS, DEFAULT_RUNS } from './defaults.js'
import { curvesFigure } from './figure.js'
import { type Place, signClaim } from './positions.js'
import type {
  ClaimReport,
  DerivationReport,
  FigureReport,
  FileProblem,
  Report,
  Verdict,
  WitnessReport,
} from './report.js'
import { attackProposition } from '../numeric/interpreter/witness.js'
import type { Statement } from './statement.js'

export interface VerifyOptions {
  readonly seed: number
  /** Random instances for each claim; default 100. */
  readonly runs?: number
  /** Milliseconds for each engine operation; default 2000. */
  readonly engineLimitMs?: number
  /** Engines to ask; both unless given. */
  readonly engines?: readonly EngineName[]
  /** Only claims whose id or derivation is this. */
  readonly only?: string
  /** Only the claims at these positions, from 0, among all that there are. */
  readonly isOurs?: (k: number) => boolean
  /** Where reports are found that need not be made again, and kept. */
  readonly cache?: ClaimCache
  /** Called after each claim, in order. `reused`: its report was found. */
  onClaim?(claim: ClaimReport, done: number, total: number, reused: boolean): void
  readonly signal?: AbortSignal
}

/** A derivation and the file that it was read from. */
export interface Source {
  readonly derivation: Derivation
  readonly file: string
  /** Where in the file a claim of that name stands. */
  placeOf(claim: string): Place
  /** Where an author's mistake that this derivation holds stands, and what it is with the line in question. */
  locate?(problem: AuthorError): FileProblem
}

/** Engine jobs at a time, beside the work of this thread. */
const ENGINE_JOBS = 2
export const ENGINE_NAMES: readonly EngineName[] = ['nerdamer', 'algebrite']

/**
 * The report on these derivations, in their order. Deterministic in the seed but for times, and for what a time limit cuts short.
 * Throws the signal's reason when it is aborted.
 */
export async function verify(
  sources: readonly Source[],
  problems: readonly FileProblem[],
  options: VerifyOptions,
): Promise<Report> {
  const start = performance.now()
  const wanted = (claim: StatedClaim): boolean =>
    options.only === undefined || claim.id === options.only || claim.derivation === options.only
  const all = sources.map(({ derivation }) => everyClaimOf(derivation).filter(wanted))
  const ours = new Set(all.flat().filter((_, k) => options.isOurs?.(k) ?? true))
  const stated = [...ours].filter((claim) => !isIllFormed(claim))
  const found = new Map<StatedClaim, ClaimReport>()
  for (const claim of stated) {
    const report = options.cache?.read(claim)
    if (report) found.set(claim, report)
  }
  const open = stated.filter((claim) => !found.has(claim))
  // Proofs first: they are quick, and say how far definitions must be unfolded for the engines.
  const prove: (claim: StatedClaim<Statement>) => Proved = memo((claim) =>
    proved(
      claim.statement,
      (claim.options.cites ?? []).flatMap(
        ({ stated }) => prove(stated as StatedClaim<Statement>).outcome.theorem ?? [],
      ),
    ),
  )
  for (const claim of open) prove(claim)
  const judge = memo((claim: StatedClaim<Statement>) => exactAndNumeric(claim.statement, prove(claim), options))
  // Engines do not bear on verdicts, so what is cited is judged without them where it is not to be reported.
  const verdictOf = memo((claim: StatedClaim<Statement>): Verdict => {
    options.signal?.throwIfAborted()
    if (isIllFormed(claim)) return 'invalid'
    const own = found.get(claim) ?? options.cache?.read(claim) ?? claimReport(claim, judge(claim), [])
    return withCitations(own, cited(claim)).verdict
  })
  const cited = ({ options: { cites = [] } }: StatedClaim): Map<string, Verdict> =>
    new Map(
      cites.map(({ derivation, claim, stated }) => [
        `${derivation}/${claim}`,
        verdictOf(stated as StatedClaim<Statement>),
      ]),
    )
  const turns = new Turns(ENGINE_JOBS)
  const asked = new Map(
    open.map((claim) => {
      const engines = options.engines ?? ENGINE_NAMES
      return [
        claim,
        engines.map((engine) =>
          turns.take(() => engineWitness(engine, claim.statement, prove(claim).outcome, options)),
        ),
      ]
    }),
  )
  let done = 0
  const report = async (source: Source, claim: StatedClaim<Statement> | IllFormedClaim): Promise<ClaimReport> => {
    options.signal?.throwIfAborted()
    if (isIllFormed(claim)) {
      const invalid = illFormedReport(source, claim)
      options.onClaim?.(invalid, ++done, ours.size, false)
      return invalid
    }
    const kept = found.get(claim)
    // The engines need this thread only to pass messages; waiting for their answers first keeps them at work.
    const witnesses = await Promise.all(asked.get(claim) ?? [])
    const own = kept ?? claimReport(claim, judge(claim), present(witnesses), figureOf(claim, options.seed))
    // More time might refute what was cut short, unless it is proved.
    if (!kept && (own.verdict === 'proved' || !judge(claim).cutShort)) options.cache?.write(claim, own)
    const at = { file: source.file, ...source.placeOf(claim.name) }
    const full = { ...withCitations(own, cited(claim)), at }
    options.onClaim?.(full, ++done, ours.size, kept !== undefined)
    return full
  }
  const derivations: DerivationReport[] = []
  for (const [k, source] of sources.entries()) {
    const reports: ClaimReport[] = []
    for (const claim of all[k] ?? []) if (ours.has(claim)) reports.push(await report(source, claim))
    derivations.push(derivationReport(source.derivation, source.file, reports))
  }
  options.cache?.prune()
  return {
    derivations,
    problems,
    summary: summarize(
      derivations.flatMap(({ claims }) => claims),
      problems,
    ),
    seed: options.seed,
    ms: performance.now() - start,
  }
}

/** A function that remembers its value for each argument. */
function memo<K extends object, V>(compute: (argument: K) => V): (argument: K) => V {
  const known = new Map<K, V>()
  return (argument) => {
    if (!known.has(argument)) known.set(argument, compute(argument))
    return known.get(argument) as V
  }
}

/** Runs jobs in the order they come, `slots` at a time. */
class Turns {
  private readonly waiting: (() => void)[] = []
  constructor(private slots: number) {}

  take<T>(job: () => Promise<T>): Promise<T> {
    const result = new Promise<void>((resolve) => {
      if (this.slots > 0) {
        this.slots--
        resolve()
      } else this.waiting.push(resolve)
    })
      .then(job)
      .finally(() => {
        const next = this.waiting.shift()
        if (next) next()
        else this.slots++
      })
    // Whoever awaits it sees the error; until then it is not an unhandled one.
    result.catch(() => {})
    return result
  }
}

const present = (witnesses: readonly (WitnessReport | undefined)[]): WitnessReport[] =>
  witnesses.filter((w) => w !== undefined)

/** The report on one statement that belongs to no derivation. */
export async function judge(
  id: string,
  kind: string,
  statement: Statement,
  scope: Scope,
  options: VerifyOptions,
): Promise<ClaimReport> {
  const found = proved(statement, [])
  const asked = (options.engines ?? ENGINE_NAMES).map((engine) =>
    engineWitness(engine, statement, found.outcome, options),
  )
  const own = exactAndNumeric(statement, found, options)
  const claim: StatedClaim<Statement> = { id, derivation: '', name: id, kind, options: {}, scope, statement }
  return claimReport(claim, own, present(await Promise.all(asked)))
}

/** The figure that the author asks for, else the one that the claim's kind draws. */
function figureOf({ id, options, scope, statement }: StatedClaim<Statement>, seed: number): FigureReport | undefined {
  // Its formulas were read with the claim's; reading them again here would look like something that the claim depends on beside those.
  return options.figure ? curvesFigure(id, Scope.inheriting([scope]), options.figure) : statement.figure?.(seed)
}

/** The claims of a derivation, those that its definitions' domains make included, and those that cannot be read. */
function everyClaimOf(derivation: Derivation): (StatedClaim<Statement> | IllFormedClaim)[] {
  const own = inOrder(derivation.claims as readonly StatedClaim<Statement>[], derivation.illFormed)
  return [...impliedBy(derivation), ...own]
}

/** The claims of a derivation that can be read, those that its definitions' domains make included. */
export function claimsOf(derivation: Derivation): StatedClaim<Statement>[] {
  return [...impliedBy(derivation), ...(derivation.claims as readonly StatedClaim<Statement>[])]
}

function impliedBy(derivation: Derivation): StatedClaim<Statement>[] {
  return derivation.own.flatMap((head): StatedClaim<Statement>[] => {
    const { name } = headSymbol(head)
    const entry = derivation.scope.entry(name)
    const sign = entry?.declaration.domain
    if (entry?.declaration.is === undefined || sign === 'real') return []
    if (
      sign !== 'positive' &&
      sign !== 'nonnegative' &&
      sign !== 'negative' &&
      sign !== 'nonpositive' &&
      sign !== 'nonzero'
    ) {
      throw new RangeError(`${head} is defined by a formula: its domain can be real or a sign, not ${sign}`)
    }
    const note = `The definition of $${toTex(derivation.scope.formula(head), derivation.scope.texNames())}$ declares its sign.`
    const claim: Claim<Statement> = hasSign(entry.declaration.is, sign, { note })
    const named = signClaim(name)
    const scope = Scope.inheriting([derivation.scope])
    const statement = claim.state(scope)
    return [
      {
        id: `${derivation.id}/${named}`,
        derivation: derivation.id,
        name: named,
        kind: claim.kind,
        options: claim.options,
        scope,
        statement,
        claim,
      },
    ]
  })
}

interface Proved {
  readonly outcome: Outcome
  readonly ms: number
}

function proved({ proposition }: Statement, cited: readonly Theorem[]): Proved {
  const began = performance.now()
  const outcome = proveProposition(proposition, cited)
  return { outcome, ms: performance.now() - began }
}

function exactAndNumeric(
  { proposition }: Statement,
  { outcome, ms }: Proved,
  { seed, runs = DEFAULT_RUNS }: VerifyOptions,
): OwnWitnesses & { readonly cutShort: boolean } {
  const began = performance.now()
  const cuts = cutShort()
  const { theorem } = outcome
  const numeric = attackProposition(proposition, { seed, runs, proved: theorem !== undefined })
  const refutation: Refutation | undefined = theorem || numeric.counterexample ? undefined : refute(proposition)
  const ended = performance.now()
  return {
    outcome,
    numeric,
    ...(refutation && { refutation }),
    cutShort: cutShort() > cuts,
    witnesses: [
      {
        name: 'kernel',
        outcome: theorem ? 'agrees' : 'could not',
        mode: 'checked',
        ms,
        detail: theorem ? theorem.method : refutation ? `it is ${refutation.found}` : outcome.why,
      },
      { name: 'numeric', outcome: numeric.outcome, mode: numeric.mode, ms: ended - began, detail: numeric.detail },
    ],
  }
}

async function engineWitness(
  engine: EngineName,
  statement: Statement,
  { unfolded }: Outcome,
  { engineLimitMs = DEFAULT_ENGINE_LIMIT_MS, signal }: VerifyOptions,
): Promise<WitnessReport | undefined> {
  const { rederive } = statement
  if (!rederive) return undefined
  const exchange: { sent: string; received: string; ms: number }[] = []
  const limits = { timeLimitMs: engineLimitMs, ...(signal && { signal }) }
  const done = (outcome: WitnessReport['outcome'], mode: WitnessReport['mode'], detail: string): WitnessReport => ({
    name: engine,
    outcome,
    mode,
    ms: exchange.reduce((sum, { ms }) => sum + ms, 0),
    detail,
    exchange,
  })
  try {
    return await withSession(engine, limits, async (session) => {
      try {
        return await rederive.call(statement, session, unfolded)
      } finally {
        exchange.push(...session.exchanges.map(({ sent, received, ms }) => ({ sent, received, ms })))
      }
    }).then((finding) => done(finding.outcome, finding.mode, finding.detail))
  } catch (error) {
    if (signal?.aborted) throw error
    return done(error instanceof EngineTimeout ? 'timed out' : 'could not', 'checked', (error as Error).message)
  }
}
