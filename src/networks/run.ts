/** One network learning one task, measured on the way. */
import { type Dataset, type Samples, batchOf } from './data.js'
import { accuracy, alignment, imbalance, kernelAlignment, relativeChange, squaredNorm } from './measures.js'
import type { Network, Weights } from './network.js'
import { shuffled } from './random.js'
import { type Batch, Trainer, type Training } from './trainer.js'

/** What is learned: batches, a probe of which the kernel is measured, and what is tested. */
export interface Task {
  /** The batch of a step, from 0. */
  batch(step: number): Batch
  readonly probe: Batch
  /** Pictures and their classes, where it is a task of classes. */
  readonly test?: Samples
}

/** What is measured of a network after some steps. */
export interface Measurement {
  readonly step: number
  /** The loss on the probe. */
  readonly loss: number
  /** The share of the test samples that are put into their class; none where there are no classes. */
  readonly accuracy?: number
  /** Of each pair of adjacent layers, see `alignment`. */
  readonly alignments: readonly number[]
  /** Frobenius norms of the layers. */
  readonly norms: readonly number[]
  /** Of each pair of adjacent layers, see `imbalance`. */
  readonly imbalances: readonly number[]
  /** How far the tangent kernel has moved, relative to its start. */
  readonly kernelChange: number
  /** The tangent kernel's mean diagonal, relative to its start. */
  readonly kernelSize: number
  /** Alignment of the last hidden layer's kernel with its start. */
  readonly featureKept: number
  /** Alignment of that kernel with the targets'. */
  readonly featureFit: number
}

/** What of pictures is used, and measured. */
export interface PictureOptions {
  /** Samples of the probe; 64 unless given. */
  readonly probes?: number
  /** Whether the targets have mean 0, 1 - 1/classes at the class and -1/classes elsewhere, as a squared loss may want it. */
  readonly centred?: boolean
  /** Whether the accuracy on the test set is measured; it is unless this is false. */
  readonly tested?: boolean
}

/** Batches of a data set: all samples in an order that the seed decides, another one in each pass. Throws RangeError for a size that is no whole number from 1, or more than there is. */
export function pictures(data: Dataset, size: number, seed: number, options: PictureOptions = {}): Task {
  const { probes = 64, centred = false, tested = true } = options
  const { train, width, classes, test } = data
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`a size of a batch is a whole number from 1, found ${size}`)
  const chosen = (samples: Samples, rows: ArrayLike<number>): Batch => {
    const batch = batchOf(samples, width, classes, rows)
    return centred ? { ...batch, targets: batch.targets.map((target) => target - 1 / classes) } : batch
  }
  const passes = Math.floor(train.count / size)
  if (passes < 1) throw new RangeError(`a batch of ${size} is more than the ${train.count} samples`)
  let pass = -1
  let order: Uint32Array = new Uint32Array(0)
  return {
    batch: (step) => {
      const now = Math.floor(step / passes)
      if (now !== pass) {
        order = shuffled(train.count, seed + 1000 * now)
        pass = now
      }
      const at = (step % passes) * size
      return chosen(train, order.subarray(at, at + size))
    },
    probe: chosen(test, shuffled(test.count, seed + 1).subarray(0, probes)),
    ...(tested && { test }),
  }
}

/** A fixed batch of a scalar task, inputs a and targets y: the model of the theory. */
export function line(inputs: readonly number[], targets: readonly number[]): Task {
  if (inputs.length !== targets.length) throw new RangeError(`${inputs.length} inputs, but ${targets.length} targets`)
  const probe = { count: inputs.length, inputs: Float32Array.from(inputs), targets: Float32Array.from(targets) }
  return { batch: () => probe, probe }
}

/** Steps to measure at: 0, then each factor times the one before, and the last. */
export function measuredAt(steps: number, factor = 2 ** 0.5): number[] {
  const at = new Set([0])
  for (let next = 1; next < steps; next *= factor) at.add(Math.round(next))
  return [...at.add(steps)].sort((a, b) => a - b)
}

/** A training run: a network from a start, on a task, for so many steps. */
export interface Run {
  readonly network: Network
  readonly start: Weights
  readonly training: Training
  readonly task: Task
  readonly steps: number
  /** Steps after which to measure; see `measuredAt`. */
  readonly at?: readonly number[]
}

/** Samples whose outputs are computed together. */
const CHUNK = 1000

/**
 * The measurements of a run, as they are made. Throws Diverged where the loss is no number any more; what was measured before is told by then. Throws RangeError, before
 * anything runs, for steps that are no whole number from 0, and for a run whose parts do not fit.
 */
export async function* measured({
  network,
  start,
  training,
  task,
  steps,
  at = measuredAt(steps),
}: Run): AsyncGenerator<Measurement> {
  if (!Number.isInteger(steps) || steps < 0) throw new RangeError(`steps are a whole number from 0, found ${steps}`)
  const trainer = await Trainer.of(network, start, training)
  try {
    const first = await trainer.tangentKernel(task.probe)
    const due = new Set(at)
    for (let step = 0; step <= steps; step++) {
      if (due.has(step)) yield await measurement(trainer, task, first)
      if (step < steps) await trainer.step(task.batch(step))
    }
  } finally {
    trainer.dispose()
  }
}

async function measurement(
  trainer: Trainer,
  { probe, test }: Task,
  first: Awaited<ReturnType<Trainer['tangentKernel']>>,
): Promise<Measurement> {
  const { training, network } = trainer
  const weights = await trainer.weights()
  const { kernel, features } = await trainer.tangentKernel(probe)
  const pairs = weights.slice(0, -1).map((layer, l) => [layer, weights[l + 1] as Float32Array, l] as const)
  const alignments: number[] = []
  for (const [layer, next, l] of pairs) alignments.push(alignment(await trainer.product(l), layer, next))
  const trace = (k: Float64Array): number =>
    Array.from({ length: probe.count }, (_, n) => k[n * (probe.count + 1)] as number).reduce((a, b) => a + b, 0)
  const classes = network.widths.at(-1) as number
  return {
    step: trainer.steps,
    loss: await trainer.loss(probe),
    ...(test && { accuracy: await tested(trainer, test, classes) }),
    alignments,
    norms: weights.map((layer) => Math.sqrt(squaredNorm(layer))),
    imbalances: pairs.map(([layer, next, l]) =>
      imbalance(layer, next, training.rates[l] as number, training.rates[l + 1] as number),
    ),
    kernelChange: relativeChange(kernel, first.kernel),
    kernelSize: trace(kernel) / trace(first.kernel),
    featureKept: kernelAlignment(features, first.features, probe.count),
    featureFit: kernelAlignment(features, products(probe.targets, probe.count), probe.count),
  }
}

async function tested(trainer: Trainer, { count, inputs, labels }: Samples, classes: number): Promise<number> {
  const width = trainer.network.widths[0] as number
  let right = 0
  for (let at = 0; at < count; at += CHUNK) {
    const chunk = Math.min(CHUNK, count - at)
    const outputs = await trainer.outputs({ count: chunk, inputs: inputs.subarray(at * width, (at + chunk) * width) })
    right += chunk * accuracy(outputs, labels.subarray(at, at + chunk), classes)
  }
  return right / count
}

/** The products of the rows with each other. */
function products(rows: Float32Array, count: number): Float64Array {
  const width = rows.length / count
  return Float64Array.from({ length: count * count }, (_, k) => {
    const [a, b] = [Math.floor(k / count) * width, (k % count) * width]
    let sum = 0
    for (let j = 0; j < width; j++) sum += (rows[a + j] as number) * (rows[b + j] as number)
    return sum
  })
}
