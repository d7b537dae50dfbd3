/** Runs every witness on every claim and says what is known. The only place that turns a kernel Proof into the verdict "proved". */
import type { Claim, StatedClaim } from '../derivation/claim.js'
import type { Derivation } from '../derivation/derivation.js'
import { EngineTimeout, type EngineName, withSession } from '../engines/session.js'
import { print } from '../expr/print.js'
import { toTex } from '../expr/tex.js'
import { type Answer, Proof } from '../kernel/proof.js'
import type { Condition } from '../kernel/generators.js'
import type { Scope } from '../derivation/scope.js'
import { hasSign } from './checks/sign.js'
import type { ClaimReport, DerivationReport, FileProblem, Report, Verdict, WitnessReport } from './report.js'
import type { NumericFinding, Statement } from './statement.js'

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
  /** Called after each claim, in order. */
  onClaim?(claim: ClaimReport, done: number, total: number): void
  readonly signal?: AbortSignal
}

/** A derivation and the file that it was read from. */
export interface Source {
  readonly derivation: Derivation
  readonly file: string
}

export const DEFAULT_ENGINE_LIMIT_MS = 2000
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
  const wanted = (claim: StatedClaim<Statement>): boolean =>
    options.only === undefined || claim.id === options.only || claim.derivation === options.only
  const claims = sources.map(({ derivation }) => claimsOf(derivation).filter(wanted))
  const total = claims.flat().length
  // Proofs first: they are quick, and say how far definitions must be unfolded for the engines.
  const proofs = new Map<string, Proved>()
  for (const claim of claims.flat()) proofs.set(claim.id, proved(claim.statement))
  const turns = new Turns(ENGINE_JOBS)
  const asked = new Map(
    claims.flat().map((claim) => {
      const engines = options.engines ?? ENGINE_NAMES
      return [claim.id, engines.map((engine) => turns.take(() => engineWitness(engine, claim.statement, options)))]
    }),
  )
  const reports = new Map<string, ClaimReport>()
  for (const claim of claims.flat()) {
    options.signal?.throwIfAborted()
    // The engines need this thread only to pass messages; waiting for their answers first keeps them at work.
    const witnesses = await Promise.all(asked.get(claim.id) ?? [])
    const own = exactAndNumeric(claim.statement, proofs.get(claim.id) as Proved, options)
    const report = withCitations(claimReport(claim, own, present(witnesses)), reports)
    reports.set(claim.id, report)
    options.onClaim?.(report, reports.size, total)
  }
  const derivations = sources.map((source, k) => {
    const own = (claims[k] ?? []).map((claim) => reports.get(claim.id) as ClaimReport)
    return derivationReport(source, own)
  })
  return {
    derivations,
    problems,
    summary: summarize([...reports.values()], problems),
    seed: options.seed,
    ms: performance.now() - start,
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
  const asked = (options.engines ?? ENGINE_NAMES).map((engine) => engineWitness(engine, statement, options))
  const own = exactAndNumeric(statement, proved(statement), options)
  const claim: StatedClaim<Statement> = { id, derivation: '', name: id, kind, options: {}, scope, statement }
  return claimReport(claim, own, present(await Promise.all(asked)))
}

/** The claims of a derivation, those that its definitions' domains make included. */
function claimsOf(derivation: Derivation): StatedClaim<Statement>[] {
  const implied = derivation.own.flatMap((head): StatedClaim<Statement>[] => {
    const name = head.replace(/\[.*$/, '')
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
    const named = `sign-of-${name.toLowerCase().replaceAll('_', '-')}`
    const { scope } = derivation
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
      },
    ]
  })
  return [...implied, ...(derivation.claims as readonly StatedClaim<Statement>[])]
}

interface OwnWitnesses {
  readonly answer: Answer
  readonly numeric: NumericFinding
  readonly witnesses: readonly WitnessReport[]
}

interface Proved {
  readonly answer: Answer
  readonly ms: number
}

function proved(statement: Statement): Proved {
  const began = performance.now()
  const answer = statement.prove()
  return { answer, ms: performance.now() - began }
}

function exactAndNumeric(
  statement: Statement,
  { answer, ms }: Proved,
  { seed, runs = 100 }: VerifyOptions,
): OwnWitnesses {
  const began = performance.now()
  const numeric = statement.attack({ seed, runs })
  const attacked = performance.now()
  return {
    answer,
    numeric,
    witnesses: [
      {
        name: 'kernel',
        outcome: answer.proof ? 'agrees' : 'could not',
        mode: 'checked',
        ms,
        detail: answer.proof ? answer.proof.method : answer.why,
      },
      { name: 'numeric', outcome: numeric.outcome, mode: numeric.mode, ms: attacked - began, detail: numeric.detail },
    ],
  }
}

async function engineWitness(
  engine: EngineName,
  statement: Statement,
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
        return await rederive.call(statement, session)
      } finally {
        exchange.push(...session.exchanges.map(({ sent, received, ms }) => ({ sent, received, ms })))
      }
    }).then((finding) => done(finding.outcome, finding.mode, finding.detail))
  } catch (error) {
    if (signal?.aborted) throw error
    return done(error instanceof EngineTimeout ? 'timed out' : 'could not', 'checked', (error as Error).message)
  }
}

/** Decides the verdict. Only a Proof of the kernel makes "proved", and not against a confirmed counterexample or where nothing is defined. */
function verdictOf({ answer, numeric }: OwnWitnesses): { verdict: Verdict; why?: string } {
  const proof = Proof.is(answer.proof)
  if (numeric.counterexample) {
    if (!proof)
      return { verdict: 'refuted', why: `it fails at the instance shown: ${numeric.counterexample.what} differ` }
    return {
      verdict: 'unknown',
      why: 'the kernel proves it but a confirmed instance violates it: one of the two has a bug',
    }
  }
  if (!proof && answer.proof === undefined && answer.nowhere)
    return { verdict: 'invalid', why: `it is about no point at all: ${answer.why}` }
  if (proof && numeric.defined === 0) {
    return { verdict: 'unknown', why: `the kernel proves it wherever it is defined, but ${numeric.detail}` }
  }
  if (proof) return { verdict: 'proved' }
  return {
    verdict: 'unknown',
    why: `${answer.proof === undefined ? answer.why : ''}; numerically it ${numeric.detail}`,
  }
}

function claimReport(claim: StatedClaim<Statement>, own: OwnWitnesses, engines: readonly WitnessReport[]): ClaimReport {
  const { verdict, why } = verdictOf(own)
  const conditions = own.answer.proof?.conditions ?? []
  const names = claim.scope.texNames()
  const [kernel, numeric] = own.witnesses as [WitnessReport, WitnessReport]
  return {
    id: claim.id,
    derivation: claim.derivation,
    kind: claim.kind,
    verdict,
    statement: claim.statement.lines.map(({ text }) => text).join('; '),
    tex: claim.statement.lines.map(({ tex }) => tex),
    note: noteOf(claim),
    sideConditions: conditions.map(({ expr, must }) => `${print(expr)} ${RELATION_TEXT[must]} 0`),
    sideConditionsTex: conditions.map(({ expr, must }) => `${toTex(expr, names)} ${RELATION_TEX[must]} 0`),
    witnesses: [kernel, ...engines, numeric],
    ...(why !== undefined && { why }),
    ...(own.numeric.counterexample && { counterexample: own.numeric.counterexample }),
    cites: (claim.options.cites ?? []).map((cited) => `${cited.derivation}/${cited.claim}`),
  }
}

const RELATION_TEXT: Record<Condition['must'], string> = { nonzero: '!=', positive: '>', nonnegative: '>=' }
const RELATION_TEX: Record<Condition['must'], string> = { nonzero: '\\ne', positive: '>', nonnegative: '\\ge' }

/** The author's note, with what is given for this claim only. */
function noteOf(claim: StatedClaim<Statement>): string {
  const given = Object.entries(claim.options.given ?? {}).map(
    ([name, value]) => `$${texOfGiven(claim.scope, name)}$ ${givenText(value)}`,
  )
  const note = claim.options.note ?? ''
  return given.length === 0 ? note : `${note} Here ${given.join(', ')}.`.trim()
}

const SIGN_WORDS = /^(positive|negative|nonnegative|nonpositive|nonzero|real|integer)$/
const givenText = (value: string): string =>
  SIGN_WORDS.test(value) ? `is ${value}` : /^[[(]/.test(value) ? `is in ${value}` : `is ${value}`
const texOfGiven = (scope: Scope, name: string): string =>
  toTex({ kind: 'symbol', name, indices: [] }, scope.texNames())

/** A claim that cites one which is not proved is not proved either. */
function withCitations(report: ClaimReport, earlier: ReadonlyMap<string, ClaimReport>): ClaimReport {
  const bad = report.cites.map((id) => earlier.get(id)).filter((cited) => cited && cited.verdict !== 'proved')
  if (bad.length === 0 || report.verdict !== 'proved') return report
  const said = bad.map((cited) => `${cited?.id}, which is ${cited?.verdict}`).join(', and ')
  return { ...report, verdict: 'unknown', why: `its own proof holds, but it rests on ${said}` }
}

function derivationReport({ derivation, file }: Source, claims: readonly ClaimReport[]): DerivationReport {
  const { scope } = derivation
  const names = scope.texNames()
  return {
    id: derivation.id,
    title: derivation.title,
    tag: derivation.tag,
    prose: derivation.prose,
    symbols: derivation.own.map((head) => {
      const symbol = scope.formula(head)
      const entry = scope.entry(head.replace(/\[.*$/, ''))
      const definition = entry && scope.definition(entry.name)
      return {
        text: head,
        tex: toTex(symbol, names),
        domain: entry?.declaration.domain ?? 'real',
        meaning: entry?.declaration.meaning ?? '',
        ...(definition && { definitionTex: toTex(definition.by, names) }),
      }
    }),
    flowTex: (derivation.ownFlow?.rates ?? []).map(
      ({ symbol, rate }) => `\\frac{d ${toTex(symbol, names)}}{d t} = ${toTex(rate, names)}`,
    ),
    claims,
    uses: derivation.uses.map((used) => used.id),
    file,
  }
}

/** How many claims have each verdict; a file that cannot be read counts as one invalid. */
export function summarize(claims: readonly ClaimReport[], problems: readonly FileProblem[]): Report['summary'] {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length
  return {
    proved: count('proved'),
    refuted: count('refuted'),
    unknown: count('unknown'),
    invalid: count('invalid') + problems.length,
  }
}
