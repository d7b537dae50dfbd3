/**
 * Runs of a small project that are killed, run beside each other, given damaged caches and files that come and go, each of which an undisturbed run must
 * outlive with the same verdicts and the same bytes: `npm run chaos -- --seconds 600 --seed 1`.
 */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { setTimeout as waited } from 'node:timers/promises'
import { CI, CLI, type Outcome, ROOT } from '../command.js'
import { BASE, USER, timeless } from '../edits.js'

/** Numbers from 0 to 1 from a seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const

const VERIFY = ['verify', '--no-engines', '--cache-dir', 'cache']
const BUILD = ['build', '--no-engines', '--cache-dir', 'cache', '--out', 'site']

interface Kept {
  readonly report: string
  readonly site: ReadonlyMap<string, string>
}

class Chaos {
  /** What was done, for whoever has to find out why. */
  readonly done: string[] = []

  constructor(
    /** A project of its own, with a folder `derivations`. */
    private readonly folder: string,
    private readonly random: () => number,
  ) {}

  private at(name: string): string {
    return join(this.folder, name)
  }

  private start(args: readonly string[]) {
    return spawn(process.execPath, [CLI, ...args], { cwd: this.folder, env: CI, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  private async run(args: readonly string[]): Promise<Outcome> {
    const child = this.start(args)
    let [output, errors] = ['', '']
    child.stdout.on('data', (data: Buffer) => {
      output += data
    })
    child.stderr.on('data', (data: Buffer) => {
      errors += data
    })
    const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { exitCode, output, errors }
  }

  private readonly chosen = <T>(from: readonly T[]): T => from[Math.floor(this.random() * from.length)] as T

  /** What runs say that nobody disturbs: verified anew, and built. Throws where one has not come to its end. */
  async undisturbed(): Promise<Kept> {
    const { exitCode, output, errors } = await this.run([...VERIFY, '--json'])
    const report = JSON.parse(timeless(output)) as { claims: object[]; problems: object[]; summary: object }
    const { claims, problems, summary } = report
    if (exitCode !== 0 || /^\s+at /m.test(errors))
      throw new Error(`verify ended with ${exitCode}: ${JSON.stringify(problems)}${errors}`)
    const built = await this.run(BUILD)
    if (built.exitCode !== 0) throw new Error(`build ended with ${built.exitCode}: ${built.output}${built.errors}`)
    return { report: JSON.stringify({ claims, problems, summary }), site: filesIn(this.at('site')) }
  }

  /** Something that goes wrong. */
  async disturb(): Promise<void> {
    const deeds = {
      'kill verify': () => this.killed(VERIFY),
      'kill build': () => this.killed(BUILD),
      'two builds': () => this.beside(BUILD, BUILD),
      'two runs': () => this.beside(BUILD, VERIFY),
      'damage the cache': () => this.damage(),
      'a file that comes and goes': () => this.comesAndGoes(),
    }
    const name = this.chosen(Object.keys(deeds) as (keyof typeof deeds)[])
    this.done.push(name)
    await deeds[name]()
  }

  private async killed(args: readonly string[]): Promise<void> {
    const child = this.start(args)
    child.stdout.resume()
    child.stderr.resume()
    const ended = new Promise((resolve) => child.on('close', resolve))
    await Promise.race([ended, waited(this.random() * 1500)])
    const signal = this.chosen(SIGNALS)
    this.done.push(`  ${signal}`)
    child.kill(signal)
    await ended
  }

  private async beside(one: readonly string[], other: readonly string[]): Promise<void> {
    const runs = [this.run(one), waited(this.random() * 300).then(() => this.run(other))]
    for (const { exitCode, output, errors } of await Promise.all(runs))
      if (exitCode !== 0 && !/is writing|locked|process \d+/.test(errors))
        throw new Error(`two at once ended with ${exitCode}: ${output}${errors}`)
  }

  private async damage(): Promise<void> {
    const entries = [...filesIn(this.at('cache')).keys()]
    for (let k = 0; k < 3 && entries.length > 0; k++) {
      const path = join(this.at('cache'), this.chosen(entries))
      try {
        if (!statSync(path).isFile()) continue
        const how = this.chosen(['cut', 'garbage', 'empty', 'folder', 'link'] as const)
        this.done.push(`  ${how}`)
        if (how === 'cut') truncateSync(path, 10)
        else if (how === 'garbage') writeFileSync(path, '{"version":1,"verdict":"proved"}')
        else if (how === 'empty') writeFileSync(path, '')
        else {
          rmSync(path)
          if (how === 'folder') mkdirSync(path)
          else symlinkSync('/etc/hostname', path)
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
    await Promise.resolve()
  }

  private async comesAndGoes(): Promise<void> {
    const run = this.run(VERIFY)
    await waited(this.random() * 400)
    writeFileSync(this.at('derivations/3-third.ts'), 'process.exit(0)\n')
    await waited(this.random() * 400)
    rmSync(this.at('derivations/3-third.ts'), { force: true })
    await run
  }
}

/** Path to content, of all files in a folder. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    return new Map(
      names
        .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
        .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw error
  }
}

/** Disturbs a project for so many seconds. Returns how often, and throws where something was lost. */
export async function chaos(seconds: number, seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  try {
    for (const name of ['node_modules', 'derivations']) mkdirSync(join(folder, name))
    symlinkSync(ROOT, join(folder, 'node_modules/rederive'))
    writeFileSync(join(folder, 'derivations/1-base.ts'), BASE)
    writeFileSync(join(folder, 'derivations/2-user.ts'), USER)
    return await disturbed(new Chaos(folder, numbers(seed)), seconds, seed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What undisturbed runs say after three disturbances. */
async function disturbedThrice(turmoil: Chaos): Promise<Kept> {
  for (let k = 0; k < 3; k++) await turmoil.disturb()
  return turmoil.undisturbed()
}

async function disturbed(turmoil: Chaos, seconds: number, seed: number): Promise<number> {
  const lost = (what: string): Error => new Error(`${what} (seed ${seed}) after ${turmoil.done.join(', ')}`)
  const before = await turmoil.undisturbed()
  const until = performance.now() + seconds * 1000
  let count = 0
  while (performance.now() < until) {
    const after = await disturbedThrice(turmoil).catch((error: unknown) => {
      throw lost(String(error))
    })
    count += 3
    if (after.report !== before.report) throw lost('another report')
    const other = differenceOf(before.site, after.site)
    if (other !== undefined) throw lost(other)
  }
  return count
}

/** The first file that is not the same; undefined where all are, and there are no others. */
function differenceOf(one: Kept['site'], other: Kept['site']): string | undefined {
  const names = [...new Set([...one.keys(), ...other.keys()])]
  const name = names.find((each) => one.get(each) !== other.get(each))
  return name === undefined ? undefined : `another ${name}`
}
