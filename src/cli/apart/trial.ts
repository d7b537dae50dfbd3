/** Runs the code of files and waits, to see whether a process comes to its end by it. */
import { setTimeout as waited } from 'node:timers/promises'
import { load } from '../../verify/load.js'
import { type Given, channelHere } from './here.js'
import { watchedModules } from './watched-modules.js'

export async function runTrial({ files, wait, fileLimit }: NonNullable<Given['trial']>): Promise<never> {
  await load(
    files.map((path) => ({ path, isNamed: true })),
    watchedModules(fileLimit),
  )
  await waited(wait)
  channelHere()?.requireIntact()
  const channel = channelHere()
  if (!channel) throw new Error('a trial is run apart')
  return channel.end(0)
}
