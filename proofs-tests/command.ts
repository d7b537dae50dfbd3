/** Runs the command line as a user does. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const CLI = join(ROOT, 'dist/src/cli/main.js')

export interface Outcome {
  readonly exitCode: number | null
  readonly output: string
  readonly errors: string
}

/** Runs `rederive ...args` in the project, with `input` on standard input. `interruptAt`: sends the signal once the output, or what is said beside it, has this text. */
export function rederive(
  args: readonly string[],
  input = '',
  interruptAt?: string,
  signal: NodeJS.Signals = 'SIGINT',
  flags: readonly string[] = [],
): Promise<Outcome> {
  return runNode([...flags, CLI, ...args], input, interruptAt, signal)
}

/** A run in continuous integration: nothing is reused. */
export const CI = { ...process.env, CI: 'true', GITHUB_ACTIONS: '', GITHUB_WORKSPACE: undefined }

/** Runs node, in the project unless another folder is given. */
export function runNode(
  args: readonly string[],
  input = '',
  interruptAt?: string,
  signal: NodeJS.Signals = 'SIGINT',
  cwd = ROOT,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd, env: CI })
    let output = ''
    let errors = ''
    let isSent = false
    const interrupt = (text: string): void => {
      if (isSent || interruptAt === undefined || !text.includes(interruptAt)) return
      isSent = true
      child.kill(signal)
    }
    child.stdout.on('data', (data: Buffer) => {
      output += data
      interrupt(output)
    })
    child.stderr.on('data', (data: Buffer) => {
      errors += data
      interrupt(errors)
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, output, errors }))
    child.stdin.end(input)
  })
}

/** Calls `work` with a folder inside the project that holds these files, some of them in subfolders (`a/b.ts`), and removes it afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.cache', 'test-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
