/** Whether what an experiment asks to run is a run, before anything runs: what would give a wrong number or a message of a library is told in words. */
import { requireNetwork } from '../networks/network.js'
import type { Samples } from '../networks/data.js'
import type { Run, Task } from '../networks/run.js'
import type { Batch } from '../networks/trainer.js'
import { isPlain, named } from './plain.js'

/** Most samples of a probe: its tangent kernel has the square of that of numbers. */
const MOST_PROBES = 2000

/** Throws RangeError that says what is wrong with a run, and what is expected. */
export function requireRun(run: Run): void {
  if (!isPlain(run))
    throw new RangeError(`run is to return { network, start, training, task, steps }, found ${named(run)}`)
  const { network, start, training, task, steps, at } = run
  for (const [name, part] of Object.entries({ network, training, task }))
    if (!isPlain(part)) throw new RangeError(`run is to return an object as ${name}, found ${named(part)}`)
  if (typeof steps !== 'number') throw new RangeError(`steps are a whole number from 0, found ${named(steps)}`)
  requireNetwork(network)
  requireStart(start, network.widths)
  if (at !== undefined) requireTimes(at, steps)
  if (typeof task.batch !== 'function') throw new RangeError(`a task has a function batch, found ${named(task.batch)}`)
  requireBatch('the probe', task.probe, run)
  if (task.probe.count > MOST_PROBES)
    throw new RangeError(`a probe has ${MOST_PROBES} samples at most, found ${task.probe.count}`)
  if (task.test !== undefined) requireTest(task.test, network.widths)
  if (steps > 0) requireBatch('the first batch', task.batch(0), run)
}

/** The task of a run whose batches are checked as they are used, and whose probe stays what it was. A batch that is none throws RangeError. */
export function checkedTask(run: Run): Task {
  const { task } = run
  const { count, inputs, targets } = task.probe
  return {
    ...task,
    probe: { count, inputs: inputs.slice(), targets: targets.slice() },
    batch: (step) => {
      const batch = task.batch(step)
      requireBatch(`the batch of step ${step}`, batch, run)
      return batch
    },
  }
}

/** Samples of which the accuracy is measured. */
function requireTest(test: Samples, widths: readonly number[]): void {
  if (!isPlain(test)) throw new RangeError(`the test samples are { count, inputs, labels }, found ${named(test)}`)
  const { count, inputs, labels } = test
  requireCount('the test', count)
  requireNumbers('the test', 'inputs', inputs, count, widths[0] as number)
  if (!(labels instanceof Uint8Array) || labels.length !== count)
    throw new RangeError(`the test has a Uint8Array of ${count} labels, found ${named(labels)}`)
  const classes = widths.at(-1) as number
  const bad = labels.findIndex((label) => label >= classes)
  if (bad >= 0)
    throw new RangeError(
      `the test has the label ${labels[bad]}, and the network has ${classes} outputs: 0 to ${classes - 1}`,
    )
}

function requireStart(start: Run['start'], widths: readonly number[]): void {
  const sizes = widths.slice(1).map((width, l) => width * (widths[l] as number))
  if (!Array.isArray(start) || start.length !== sizes.length)
    throw new RangeError(`a start has ${sizes.length} layers, as the network has, found ${named(start)}`)
  for (const [l, size] of sizes.entries()) {
    const layer: unknown = start[l]
    if (!(layer instanceof Float32Array) || layer.length !== size)
      throw new RangeError(`layer ${l + 1} of a start is a Float32Array of ${size} weights, found ${named(layer)}`)
    if (!layer.every(Number.isFinite))
      throw new RangeError(
        `layer ${l + 1} of the start has weights that are no finite numbers: has each layer its deviation?`,
      )
  }
}

function requireTimes(at: unknown, steps: number): void {
  const isTimes =
    Array.isArray(at) && at.every((step) => Number.isInteger(step) && step >= 0 && step <= steps) && at.includes(steps)
  if (!isTimes)
    throw new RangeError(`at is a list of steps from 0 to ${steps}, the last of them included, found ${named(at)}`)
}

function requireBatch(what: string, batch: Batch, { network: { widths }, training: { loss } }: Run): void {
  if (!isPlain(batch)) throw new RangeError(`${what} is { count, inputs, targets }, found ${named(batch)}`)
  const { count, inputs, targets } = batch
  requireCount(what, count)
  const [into, out] = [widths[0] as number, widths.at(-1) as number]
  requireNumbers(what, 'inputs', inputs, count, into)
  requireNumbers(what, 'targets', targets, count, out)
  if (loss === 'logistic' && (out !== 1 || !targets.every((target) => Math.abs(target) === 1)))
    throw new RangeError('the logistic loss is of one output, and targets 1 and -1')
  if (loss === 'cross-entropy' && (out < 2 || !areClasses(targets, out)))
    throw new RangeError('the cross-entropy is of two outputs at least, and targets 1 at the class and 0 elsewhere')
}

function requireCount(what: string, count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${what} has a whole number of samples from 1, found ${named(count)}`)
}

function requireNumbers(what: string, name: 'inputs' | 'targets', values: unknown, count: number, width: number): void {
  if (values instanceof Float32Array && values.length % count === 0 && values.length !== count * width)
    throw new RangeError(
      `${what} has ${values.length / count} ${name} for each sample, and the network is of ${width}: ${name === 'inputs' ? 'the first' : 'the last'} of its widths`,
    )
  if (!(values instanceof Float32Array) || values.length !== count * width)
    throw new RangeError(`${what} has a Float32Array of ${count} x ${width} ${name}, found ${named(values)}`)
  if (!areFinite(values)) throw new RangeError(`${what} has ${name} that are no finite numbers`)
}

/** Quickly: of the batch of each step it is asked. */
function areFinite(values: Float32Array): boolean {
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) return false
  return true
}

function areClasses(targets: Float32Array, width: number): boolean {
  for (let row = 0; row < targets.length; row += width) {
    const own = targets.subarray(row, row + width)
    if (!own.every((x) => x === 0 || x === 1) || own.reduce((sum, x) => sum + x, 0) !== 1) return false
  }
  return true
}
