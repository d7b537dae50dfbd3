/** A command of the command line as data. */
import type { Argument, Command, Option } from 'commander'
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
}

/** Adds a command to the program. */
export function addCommand(program: Command, spec: CommandSpec): void {
  const command = program.command(spec.name).description(spec.description)
  for (const argument of spec.arguments) command.addArgument(argument)
  for (const option of spec.options) command.addOption(option)
  command.action(interruptible(async (...args: unknown[]) => (await spec.load())(...(args as never[]))))
}
