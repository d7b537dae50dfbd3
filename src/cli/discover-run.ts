/** rederive discover: what a polynomial flow conserves, found from the flow alone. Exit code 0: found or none; 1: a bug of ours; 2: bad input, or a limit. */
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { workerEntry } from '../engines/worker-entry.js'
import type { Expr, Sym } from '../expr/ast.js'
import { isInstance } from '../expr/differentiate.js'
import { type Domain, isScattered, parseDomain } from '../expr/domain.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { printSymbol } from '../expr/print.js'
import { ExactNumber, exactJson } from '../verify/exact-json.js'
import { load } from '../verify/load.js'
import { watchedModules } from './apart/watched-modules.js'
import type { Found, Search, Stated } from './discover-worker.js'
import { derivationFilesAt } from './files.js'
import { UsageError } from './interrupt.js'
import { type CodeOptions, isDerivationFile } from './options.js'
import { say, sayBeside } from './output.js'
import { problemLines } from './terminal.js'

interface DiscoverOptions extends CodeOptions {
  readonly degree: number
  readonly width: number
  readonly darboux?: true
  readonly json?: true
  readonly searchLimit: number
  readonly searchMemory: number
}

/** Prints what the flow of the file has. Returns the exit code. */
export async function runDiscover(file: string, options: DiscoverOptions, signal: AbortSignal): Promise<number> {
  const stated = isDerivationFile(file) ? await fromDerivation(file, options.fileLimit) : fromJson(file)
  signal.throwIfAborted()
  const { degree, width, darboux = false } = options
  const found = await searched({ stated, degree, width, darboux }, options, signal)
  if ('wrong' in found) throw new UsageError(found.wrong)
  if (options.json) say(JSON.stringify(found.json))
  else for (const line of found.lines) say(line)
  for (const bug of found.bugs) sayBeside(`rederive: a bug of ours: ${bug}`)
  return found.bugs.length > 0 ? 1 : 0
}

/** The search in a thread of its own, which its limits and Ctrl-C end. Throws UsageError for a limit. */
async function searched(
  search: Search,
  { searchLimit, searchMemory }: DiscoverOptions,
  signal: AbortSignal,
): Promise<Found> {
  const { url, execArgv } = workerEntry(import.meta.url, 'discover-worker')
  const worker = new Worker(url, {
    workerData: search,
    execArgv,
    env: { ...process.env, NODE_OPTIONS: '' },
    resourceLimits: { maxOldGenerationSizeMb: searchMemory },
  })
  try {
    return await new Promise<Found>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new UsageError(`nothing is decided within ${searchLimit / 1000} s (--search-limit)`)),
        searchLimit,
      )
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.on('message', resolve)
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new UsageError(`nothing is decided within ${searchMemory} MB of memory (--search-memory)`)
            : error,
        ),
      )
      worker.on('exit', () => clearTimeout(timer))
    })
  } finally {
    await worker.terminate()
  }
}

async function fromDerivation(file: string, fileLimit: number): Promise<Stated> {
  const { sources, problems } = await load(derivationFilesAt([file]), watchedModules(fileLimit))
  const [problem] = problems
  if (problem) throw new UsageError(problemLines(problem))
  const [source] = sources
  const scope = source?.derivation.scope
  if (!scope?.flow) throw new UsageError(`${file} has no flow`)
  const { variable, rates } = scope.flow
  const flow = { variable, rates: rates.map((rule) => ({ symbol: rule.symbol, rate: scope.expand(rule.rate) })) }
  return { flow, domains: scope.domains() }
}

function fromJson(file: string): Stated {
  let fields: unknown
  try {
    fields = exactJson(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
  if (!isRecord(fields)) throw new UsageError(`${file}: expected an object {"flow": {"x": "..."}, "assume": {...}}`)
  const unknown = Object.keys(fields).find((key) => !['flow', 'assume', 'variable'].includes(key))
  if (unknown !== undefined) throw new UsageError(`unknown field ${unknown}; expected flow, assume, variable`)
  const rates = texts(fields, 'flow').map(([head, text]) => ({
    symbol: symbolAt(`flow.${head}`, head),
    rate: formulaAt(`flow.${head}`, text),
  }))
  if (rates.length === 0) throw new UsageError('flow: expected at least one rate')
  for (const [k, { symbol: one }] of rates.entries())
    if (rates.slice(0, k).some(({ symbol: other }) => isInstance(one, other) || isInstance(other, one)))
      throw new UsageError(`flow: ${printSymbol(one)} has two rates`)
  const domains = new Map<string, Domain>()
  for (const [head, text] of fields.assume === undefined ? [] : texts(fields, 'assume')) {
    try {
      const { name } = symbolAt(`assume.${head}`, head)
      domains.set(name, parseDomain(text))
      if (isScattered(parseDomain(text)) && rates.some(({ symbol: moving }) => moving.name === name))
        throw new UsageError(`assume.${head}: ${name} moves, so it takes all values of an interval; found ${text}`)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new UsageError(`assume.${head}: ${error.message}`)
    }
  }
  const { variable = 't' } = fields
  if (typeof variable !== 'string') throw new UsageError('variable: expected the name of the time')
  const time = symbolAt('variable', variable)
  if (time.indices.length > 0) throw new UsageError(`variable: expected a name, found ${variable}`)
  if (rates.some(({ symbol: moving }) => moving.name === time.name))
    throw new UsageError(`flow.${time.name}: ${time.name} is the time, and has no rate of its own`)
  return { flow: { variable: time, rates }, domains }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)

function texts(fields: Record<string, unknown>, field: string): [string, string][] {
  const value = fields[field]
  if (!isRecord(value)) throw new UsageError(`${field}: expected an object of formulas`)
  return Object.entries(value).map(([key, text]) => {
    if (text instanceof ExactNumber) return [key, text.text]
    if (typeof text !== 'string') throw new UsageError(`${field}.${key}: expected a formula`)
    return [key, text]
  })
}

function formulaAt(field: string, text: string): Expr {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    throw new UsageError(`${field}, column ${error.column}: ${error.message}`)
  }
}

function symbolAt(field: string, text: string): Sym {
  const e = formulaAt(field, text)
  if (e.kind !== 'symbol') throw new UsageError(`${field}: expected a symbol such as x or u[i], found ${text}`)
  return e
}
