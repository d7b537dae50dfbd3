/** SymPy's answers: runs sympy_side.py on one case at a time. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Case } from './cases.js'

export type Method =
  | { readonly ms: number; readonly first: number; readonly runs: number }
  | { readonly failed: string }

export interface SympyTimes {
  readonly version: string
  readonly python: string
  readonly methods: Readonly<Record<string, Method>>
}

export interface Best {
  readonly method: string
  readonly ms: number
}

const SCRIPT = fileURLToPath(new URL('sympy_side.py', import.meta.url))

/** The first of these interpreters that can import SymPy, or undefined. */
export const pythonWithSympy = (candidates: readonly string[]): string | undefined =>
  candidates.find((python) => spawnSync(python, ['-c', 'import sympy']).status === 0)

/** The time of every method on one case. Throws when the script breaks, which no method of a case should make it do. */
export function sympyTimes(python: string, asked: Case): SympyTimes {
  const { status, stdout, stderr, error } = spawnSync(python, [SCRIPT], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${python} ${SCRIPT} failed: ${error?.message ?? stderr}`)
  return JSON.parse(stdout) as SympyTimes
}

/** Wall time of a new process that shows every claim of these cases zero once, each by the same method. Throws where it does not. */
export function coldSympyMs(python: string, cases: readonly Case[]): number {
  const start = performance.now()
  const { status, stdout, stderr, error } = spawnSync(python, [SCRIPT, '--once'], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
  })
  const wall = performance.now() - start
  if (status !== 0) throw new Error(`${python} ${SCRIPT} failed: ${error?.message ?? stderr}`)
  const { zero } = JSON.parse(stdout) as { zero: boolean[] }
  if (!zero.every(Boolean)) throw new Error(`SymPy does not show every case zero: ${zero.join()}`)
  return wall
}

/** The fastest method that showed every claim zero, among those that `counts`. */
export function best({ methods }: SympyTimes, counts: (method: string) => boolean = () => true): Best | undefined {
  return Object.entries(methods)
    .flatMap(([method, found]): Best[] => ('ms' in found && counts(method) ? [{ method, ms: found.ms }] : []))
    .sort((a, b) => a.ms - b.ms)[0]
}

/** Whether a method starts from expression trees, as the kernel does, rather than from a ring chosen for the claim. */
export const fromTrees = (method: string): boolean => !method.endsWith('from the start')
