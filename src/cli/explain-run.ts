/** rederive explain: every witness of one claim, with what was sent to the engines and what came back. */
import { exitCodeOfReport } from './exit-code.js'
import { UsageError } from './interrupt.js'
import { say } from './output.js'
import type { CacheOptions, CodeOptions, RunOptions } from './options.js'
import { verifyFiles } from './run.js'
import { counterexampleLines } from './terminal.js'

export async function runExplain(
  id: string,
  paths: string[],
  options: RunOptions & CodeOptions & CacheOptions,
  signal: AbortSignal,
): Promise<number> {
  const report = await verifyFiles(paths, { ...options, only: id }, signal, {})
  const claims = report.derivations.flatMap((derivation) => derivation.claims)
  if (claims.length === 0) throw new UsageError(`no claim ${id}`)
  for (const claim of claims) {
    say(`${claim.id} (${claim.kind}): ${claim.verdict}`)
    say(`  ${claim.proposition}`)
    if (claim.why !== undefined) say(`  why: ${claim.why}`)
    for (const text of counterexampleLines(claim)) say(text)
    for (const condition of claim.sideConditions) say(`  where ${condition}`)
    if (claim.uses.length > 0) say(`  uses ${claim.uses.join(', ')}, as declared and proved here`)
    if (claim.cites.length > 0) say(`  cites ${claim.cites.join(', ')}`)
    for (const { name, outcome, mode, ms, detail, exchange } of claim.witnesses) {
      say(`  ${name}: ${outcome} (${mode === 'rederived' ? 're-derived' : 'checked'}, ${ms.toFixed(1)} ms): ${detail}`)
      for (const { sent, received } of exchange ?? []) say(`      > ${sent}\n      < ${received}`)
    }
    say('')
  }
  return exitCodeOfReport(report)
}
