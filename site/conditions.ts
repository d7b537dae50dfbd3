/** What a claim is provided with, as a page says it. */
import type { ClaimReport } from '../src/verify/report.js'

export interface Conditions {
  /** What is said before them, inline TeX between $ signs. */
  readonly label: string
  readonly tex: readonly string[]
}

/** The side conditions of a claim: those of a point, and those that must hold all the way. */
export function conditionsOf({ sideConditionsTex, onTheWay }: ClaimReport): readonly Conditions[] {
  const from = onTheWay?.from ?? sideConditionsTex.length
  return [
    { label: 'Provided that', tex: sideConditionsTex.slice(0, from) },
    { label: onTheWay?.words ?? '', tex: sideConditionsTex.slice(from) },
  ].filter(({ tex }) => tex.length > 0)
}
