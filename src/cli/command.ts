/** A command of the command line as data. */
import type { Argument, Command, Option } from 'commander'
import { channelHere } from './apart/here.js'
import type { CodeOptions } from './options.js'
import { interruptible } from './interrupt.js'

/** What a command does with its arguments, its options and a signal that is aborted when it is interrupted. Resolves with the exit code. */
type Work = (...args: never[]) => Promise<number>

export interface CommandSpec {
  readonly name: string
  readonly description: string
  readonly arguments: readonly Argument[]
  readonly options: readonly Option[]
  /** Imports the work when the command runs, so that each starts as fast as it can. */
  readonly load: () => Promise<Work>
  /** Whether it runs authors' code, with these arguments: it then runs in a process of its own. */
  readonly runsCode?: (...args: readonly unknown[]) => boolean
}

/** Adds a command to the program. */
export function addCommand(program: Command, spec: CommandSpec): void {
  const command = program.command(spec.name).description(spec.description)
  for (const argument of spec.arguments) command.addArgument(argument)
  for (const option of spec.options) command.addOption(option)
  const work = interruptible(async (...args: unknown[]) => (await spec.load())(...(args as never[])))
  command.action(async (...args: [...unknown[], unknown]) => {
    if (channelHere() || !spec.runsCode?.(...args)) return work(...args)
    const { supervised } = await import('./apart/supervisor.js')
    const { fileLimit } = args.at(-2) as CodeOptions
    process.exitCode = await supervised(fileLimit)
  })
}
