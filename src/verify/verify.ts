/** Runs every witness on every claim. */
import type { StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { type IllFormedClaim, inOrder, isIllFormed } from '../derivation/ill-formed.js'
import type { EngineName } from '../engines/session.js'
import { AuthorError } from '../expr/author-error.js'
import { Scope } from '../derivation/scope.js'
import type { Conclusion } from './conclusion.js'
import { illFormedReport } from './ill-formed.js'
import { impliedBy } from './implied.js'
import type { ClaimCache } from './claim-cache.js'
import { DEFAULT_CLAIM_LIMIT_MS, DEFAULT_CLAIM_MEMORY_MB, DEFAULT_RUNS } from './defaults.js'
import { ENGINE_NAMES } from '../engines/registry.js'
import { type EngineOptions, compared, comparison, engineWitness, present } from './engine-witness.js'
import { JudgePool, threadsFor } from './judge-pool.js'
import type { CitingProposition, ClaimRequest, ProofWith } from './judge-protocol.js'
import type { JudgeLimits } from './judge-thread.js'
import { claimReport } from './claim-report.js'
import { derivationReport, summarize } from './derivation-report.js'
import { type Judged, type Unjudged, withCitations } from './judgement.js'
import { reasonOf } from './fault.js'
import { curvesFigure } from './curves-figure.js'
import type { FigureRequest } from './figure.js'
import type {
  ClaimReport,
  DerivationReport,
  FigureReport,
  FileProblem,
  Report,
  Verdict,
  Whole,
  WitnessReport,
} from './report.js'
import { ancestorsOf, namesakesIn } from './namesakes.js'
import { setsOf } from './sets.js'
import type { Source } from './source.js'
import type { Compare, Statement } from './statement.js'
import { Turns } from './turns.js'
import { entryOf } from './whole.js'

export interface VerifyOptions extends EngineOptions {
  readonly seed: number
  /** Random instances for each claim; default 100. */
  readonly runs?: number
  /** Engines to ask; both unless given. */
  readonly engines?: readonly EngineName[]
  /** Only claims whose id or derivation is this. */
  readonly only?: string
  /** Only the claims at these positions, from 0, among all that there are. */
  readonly isOurs?: (k: number) => boolean
  /** Whether claims get the figures that pages show; they do unless this is false. Drawing takes long. */
  readonly figures?: boolean
  /** Where reports are found that need not be made again, and kept. */
  readonly cache?: ClaimCache
  /** Called after each claim, in order. `reused`: its report was found. */
  onClaim?(claim: ClaimReport, done: number, total: number, reused: boolean): void
  /** Where claims are judged, two at a time; one of its own with the default limits unless given. Of one that is given nothing is left under way. */
  readonly pool?: JudgePool
}

const DEFAULT_LIMITS: JudgeLimits = { claimLimit: DEFAULT_CLAIM_LIMIT_MS, claimMemory: DEFAULT_CLAIM_MEMORY_MB }

/** Engine jobs at a time, beside the work of this thread. */
const ENGINE_JOBS = 2

/**
 * The report on these derivations, in their order. Deterministic in the seed but for times, and for what a time limit cuts short.
 * Throws the signal's reason when it is aborted.
 */
export function verify(
  sources: readonly Source[],
  problems: readonly FileProblem[],
  options: VerifyOptions,
): Promise<Report> {
  const verification = new Verification(options)
  for (const source of sources) verification.begin(source)
  return verification.report(problems)
}

/** The same for derivations that come one after another: the claims of one are judged while the next is read. */
export class Verification {
  private readonly began = performance.now()
  private readonly found = new Map<StatedClaim, ClaimReport>()
  private readonly drawn = new Set<StatedClaim>()
  private readonly begun: {
    readonly source: Source
    readonly ours: readonly (StatedClaim<Statement> | IllFormedClaim)[]
  }[] = []
  private readonly pool: JudgePool
  private readonly run: Run
  private readonly met: Whole['claims'][number][] = []

  constructor(private readonly options: VerifyOptions) {
    const { pool, engines } = options
    this.pool = pool ?? new JudgePool({ ...DEFAULT_LIMITS, threads: threadsFor(engines?.length !== 0) })
    this.run = new Run(options, this.pool, this.found, this.drawn)
    options.signal?.addEventListener('abort', this.stop, { once: true })
  }

  private readonly stop = (): void => void this.pool.cancel()

  /** Has the claims of a derivation judged. */
  begin(source: Source, claims = everyClaimOf(source.derivation)): void {
    const { only, isOurs, cache } = this.options
    const { derivation } = source
    const ours = claims
      .filter((claim) => only === undefined || claim.id === only || claim.derivation === only)
      .filter((claim) => isOurs === undefined || isOurs(this.met.push(entryOf(claim)) - 1))
    this.begun.push({ source, ours })
    for (const claim of drawnOf(derivation.claims as readonly StatedClaim<Statement>[])) this.drawn.add(claim)
    for (const claim of ours) {
      if (isIllFormed(claim)) continue
      const report = cache?.read(claim)
      if (report) this.found.set(claim, report)
      else this.run.begin(claim)
    }
  }

  /** Has those claims judged that definitions make in derivations which are built on, and are in none of the files. */
  private beginHidden(): void {
    const seen = new Set(this.begun.map(({ source }) => source.derivation))
    for (const { source } of [...this.begun])
      for (const derivation of ancestorsOf(source.derivation)) {
        const claims = seen.has(derivation) ? [] : impliedBy(derivation, false)
        seen.add(derivation)
        if (claims.length > 0) this.begin({ ...source, derivation }, claims)
      }
  }

  /** The report on all that was begun. */
  async report(inFiles: readonly FileProblem[]): Promise<Report> {
    const { signal, onClaim, cache, seed } = this.options
    const namesakes = namesakesIn(this.begun.map(({ source }) => source))
    if (namesakes.length === 0) this.beginHidden()
    const { sets, problems: inContents } = setsOf(
      this.begun.map(({ source }) => ({ id: source.derivation.id, file: source.file })),
    )
    const problems = [...inFiles, ...namesakes, ...inContents]
    const total = this.begun.reduce((count, { ours }) => count + ours.length, 0)
    try {
      let done = 0
      const derivations: DerivationReport[] = []
      for (const { source, ours } of this.begun) {
        const reports: ClaimReport[] = []
        for (const claim of ours) {
          const report = isIllFormed(claim)
            ? illFormedReport(source, claim)
            : { ...(await this.run.report(claim)), at: { file: source.file, ...source.placeOf(claim.name) } }
          signal?.throwIfAborted()
          onClaim?.(report, ++done, total, this.found.has(claim))
          reports.push(report)
        }
        derivations.push(derivationReport(source.derivation, source.file, reports))
      }
      cache?.prune()
      return {
        derivations,
        sets,
        problems,
        summary: summarize(
          derivations.flatMap(({ claims }) => claims),
          problems,
        ),
        seed,
        ms: performance.now() - this.began,
      }
    } finally {
      await this.close()
    }
  }

  /** All claims that were met, ours or not; none where all are ours. */
  get all(): Whole['claims'] {
    return this.met
  }

  /** Leaves nothing under way. */
  async close(): Promise<void> {
    this.options.signal?.removeEventListener('abort', this.stop)
    await (this.options.pool ? this.pool.cancel() : this.pool.close())
  }
}

/** What is under way for one claim. */
interface Begun {
  /** What the kernel says, as soon as it is known; undefined where that will not be. */
  readonly proof: Promise<ProofWith<Conclusion> | undefined>
  readonly own: Promise<Judged | Unjudged>
}

/** The claims of one run: each is judged once, in the pool, and held against engines as soon as its proof is known. */
class Run {
  private readonly turns = new Turns(ENGINE_JOBS)
  private readonly engines = new Map<StatedClaim, Promise<readonly WitnessReport[]>>()

  constructor(
    private readonly options: VerifyOptions,
    private readonly pool: JudgePool,
    private readonly found: ReadonlyMap<StatedClaim, ClaimReport>,
    /** Claims whose figure is shown. */
    private readonly drawn: ReadonlySet<StatedClaim>,
  ) {}

  /** Has a claim judged that is to be reported. Begun in the order of the calls. */
  begin(claim: StatedClaim<Statement>): void {
    const { proof } = this.judging(claim)
    const { engines = ENGINE_NAMES } = this.options
    const asked = engines.map(async (engine) => {
      const known = await proof
      return known && this.turns.take(() => this.asked(engine, claim, known))
    })
    const all = Promise.all(asked).then(present)
    // Whoever awaits it sees the error; until then it is not an unhandled one.
    all.catch(() => {})
    this.engines.set(claim, all)
  }

  /** The report, which is what it was where one was found. Throws the signal's reason when it is aborted. */
  async report(claim: StatedClaim<Statement>): Promise<ClaimReport> {
    const { signal, cache } = this.options
    signal?.throwIfAborted()
    const kept = this.found.get(claim)
    const report = kept ? this.withFigure(claim, kept) : await this.made(claim)
    if (report !== kept && (kept || isFinal(report, await this.judging(claim).own))) cache?.write(claim, report)
    const citations = await this.cited(claim)
    signal?.throwIfAborted()
    const { figure, ...rest } = withCitations(report, citations)
    return figure === undefined || this.options.figures === false ? rest : { ...rest, figure }
  }

  private async made(claim: StatedClaim<Statement>): Promise<ClaimReport> {
    const own = await this.judging(claim).own
    const witnesses = (await this.engines.get(claim)) ?? []
    this.options.signal?.throwIfAborted()
    try {
      return this.withFigure(claim, claimReport(claim, own, witnesses))
    } catch (error) {
      if (error instanceof AuthorError) throw error
      return claimReport(claim, { why: reasonOf(error), ms: 0 }, witnesses)
    }
  }

  /** The same with its figure, where that is shown. It may have been made where another claim was the first of its kind. */
  private withFigure(claim: StatedClaim<Statement>, report: ClaimReport): ClaimReport {
    if (report.figure || !this.drawn.has(claim) || this.options.figures === false) return report
    const figure = figureOf(claim, { seed: this.options.seed, isProved: report.verdict === 'proved' })
    return figure ? { ...report, figure } : report
  }

  private readonly judging = memo((claim: StatedClaim<Statement>): Begun => {
    let known: (proof: ProofWith<Conclusion> | undefined) => void
    const proof = new Promise<ProofWith<Conclusion> | undefined>((resolve) => {
      known = resolve
    })
    let told: ProofWith<Conclusion> | undefined
    const onProof = (said: ProofWith<Conclusion>): void => {
      told = said
      known(said)
    }
    const { seed, runs = DEFAULT_RUNS, engines = ENGINE_NAMES } = this.options
    const request: ClaimRequest = {
      ...citing(claim),
      budget: { seed, runs },
      terms: engines.length > 0 && claim.statement.rederive !== undefined,
    }
    const own = this.pool.claim(request, { onProof }).then((answer): Judged | Unjudged => {
      known(told)
      if (!('numeric' in answer)) return { ...answer, ...(told && { proof: told }) }
      return { proof: told as ProofWith<Conclusion>, answer }
    })
    return { proof, own }
  })

  /** Engines do not bear on verdicts, so what is cited is judged without them where it is not to be reported. */
  private readonly verdictOf = memo(async (claim: StatedClaim<Statement>): Promise<Verdict> => {
    if (isIllFormed(claim)) return 'invalid'
    const own = this.found.get(claim) ?? this.options.cache?.read(claim)
    const report = own ?? claimReport(claim, await this.judging(claim).own, [])
    return withCitations(report, await this.cited(claim)).verdict
  })

  private async cited({ options: { cites = [] } }: StatedClaim): Promise<Map<string, Verdict>> {
    const verdicts = cites.map(async ({ derivation, claim, stated }) => {
      return [`${derivation}/${claim}`, await this.verdictOf(stated as StatedClaim<Statement>)] as const
    })
    return new Map(await Promise.all(verdicts))
  }

  private asked(
    engine: EngineName,
    { statement }: StatedClaim<Statement>,
    proof: ProofWith<Conclusion>,
  ): Promise<WitnessReport | undefined> {
    const compare: Compare = async (result, expected) => {
      const request = comparison(statement, result, expected)
      let told: ProofWith<Conclusion> | undefined
      const onProof = (said: ProofWith<Conclusion>): void => {
        told = said
      }
      // An engine waits for it, and a claim for the engine.
      const answer = await this.pool.claim(request, { first: true, onProof })
      if (!('numeric' in answer)) return { found: 'undecided', why: answer.why, defined: 0 }
      return compared(request, told as ProofWith<Conclusion>, answer)
    }
    return engineWitness(engine, statement, proof.unfolded, compare, this.options)
  }
}

/** Whether more time would show no more. What was cut short might be refuted then, unless it is proved. */
const isFinal = ({ verdict }: ClaimReport, own: Judged | Unjudged): boolean =>
  'answer' in own && (verdict === 'proved' || !own.answer.cutShort)

/** A claim with those that it may rest on. */
const citing = memo(
  ({ statement, options: { cites = [] } }: StatedClaim<Statement>): CitingProposition => ({
    proposition: statement.proposition,
    cites: cites.flatMap(({ stated }) => (isIllFormed(stated) ? [] : [citing(stated as StatedClaim<Statement>)])),
  }),
)

/** A function that remembers its value for each argument. */
function memo<K extends object, V>(compute: (argument: K) => V): (argument: K) => V {
  const known = new Map<K, V>()
  return (argument) => {
    if (!known.has(argument)) known.set(argument, compute(argument))
    return known.get(argument) as V
  }
}

/** The figure that the author asks for, else the one that the claim's kind draws. */
function figureOf(
  { id, options, scope, statement }: StatedClaim<Statement>,
  asked: FigureRequest,
): FigureReport | undefined {
  // Its formulas were read with the claim's; reading them again here would look like something that the claim depends on beside those.
  return options.figure ? curvesFigure(id, Scope.inheriting([scope]), options.figure) : statement.figure?.(asked)
}

/** The claims, of an author's, whose figure is shown: it takes long to draw, and one that was not asked for is enough for each kind of claim. */
function drawnOf(claims: readonly StatedClaim<Statement>[]): StatedClaim<Statement>[] {
  return claims.filter(({ kind, options, statement }, k) => {
    const isDrawn =
      statement.figure !== undefined && !claims.slice(0, k).some((c) => c.kind === kind && c.statement.figure)
    return options.figure !== undefined || isDrawn
  })
}

/** The claims of a derivation, those that its definitions make included, and those that cannot be read. */
function everyClaimOf(derivation: Derivation): (StatedClaim<Statement> | IllFormedClaim)[] {
  const own = inOrder(derivation.claims as readonly StatedClaim<Statement>[], derivation.illFormed)
  return [...impliedBy(derivation), ...own]
}

/** The claims of a derivation that can be read, those that its definitions make included. */
export function claimsOf(derivation: Derivation): StatedClaim<Statement>[] {
  const stated = [...impliedBy(derivation), ...(derivation.claims as readonly StatedClaim<Statement>[])]
  return stated.filter((claim): claim is StatedClaim<Statement> => !isIllFormed(claim))
}
