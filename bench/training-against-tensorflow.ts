/**
 * A training step of our networks against the same step of tensorflow.js, in one run: `npx tsx bench/training-against-tensorflow.ts`.
 * Both run on WebAssembly on one thread, are given the batch as numbers, and hand back the loss as a number; tensorflow.js takes its own
 * gradients. They take turns, and each goes first in every second pair, so that a busy machine slows both. Exits with 1 when their
 * losses differ.
 */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { type Network, type Weights, fanIn, gaussianWeights } from '../src/networks/network.js'
import { gaussian, uniform } from '../src/networks/random.js'
import { type Batch, Trainer } from '../src/networks/trainer.js'
import { median, ms, table } from './timing.js'

const NETWORK: Network = { widths: [784, 1024, 1024, 10], activation: 'relu' }
const COUNT = 128
const RATE = 0.01
const WARM_UP_STEPS = 20
const PAIRS = 20
const STEPS = 3
const TOLERANCE = 1e-3

/** One step; the loss before it. */
type Step = (batch: Batch) => Promise<number>

function randomBatch([inputs = 0, ...others]: readonly number[], count: number, seed: number): Batch {
  const draw = gaussian(seed)
  const classOf = uniform(seed)
  const outputs = others.at(-1) ?? 0
  const targets = new Float32Array(count * outputs)
  for (let k = 0; k < count; k++) targets[k * outputs + Math.floor(classOf() * outputs)] = 1
  return { count, inputs: Float32Array.from({ length: count * inputs }, draw), targets }
}

async function ours(weights: Weights): Promise<Step> {
  const rates = weights.map(() => RATE)
  const trainer = await Trainer.of(NETWORK, weights, { loss: 'cross-entropy', rates })
  return (batch) => trainer.step(batch)
}

async function tensorflow(weights: Weights): Promise<Step> {
  const { widths } = NETWORK
  const require = createRequire(import.meta.url)
  // The bundle for node knows no gradients.
  require('@tensorflow/tfjs-core/dist/register_all_gradients')
  setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), sep))
  if (!(await tf.setBackend('wasm'))) throw new Error('tensorflow.js does not start on WebAssembly')
  const layers = weights.map((layer, l) =>
    tf.variable(tf.tensor2d(layer, [widths[l] as number, widths[l + 1] as number])),
  )
  const optimizer = tf.train.sgd(RATE)
  return async ({ count, inputs, targets }) => {
    const x = tf.tensor2d(inputs, [count, widths[0] as number])
    const y = tf.tensor2d(targets, [count, widths.at(-1) as number])
    const cost = optimizer.minimize(() => {
      const output = layers.reduce<tf.Tensor2D>(
        (value, layer, l) => tf.matMul(l > 0 ? tf.relu(value) : value, layer as tf.Tensor2D),
        x,
      )
      return tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(y, output)
    }, true)
    if (!cost) throw new Error('tensorflow.js gives no loss')
    const [value = Number.NaN] = await cost.data()
    tf.dispose([x, y, cost])
    return value
  }
}

async function medianTime(step: Step, batch: Batch): Promise<number> {
  const times: number[] = []
  for (let k = 0; k < STEPS; k++) {
    const start = performance.now()
    await step(batch)
    times.push(performance.now() - start)
  }
  return median(times)
}

const weights = gaussianWeights(NETWORK, fanIn(NETWORK, Math.SQRT2), 1)
const batch = randomBatch(NETWORK.widths, COUNT, 2)
const here = await ours(weights)
const there = await tensorflow(weights)

let apart = 0
let losses: readonly number[] = []
for (let k = 0; k < WARM_UP_STEPS; k++) {
  losses = [await here(batch), await there(batch)]
  apart = Math.max(apart, Math.abs((losses[0] as number) - (losses[1] as number)))
}

const pairs: { readonly mine: number; readonly theirs: number }[] = []
for (let k = 0; k < PAIRS; k++) {
  if (k % 2 === 0) {
    const mine = await medianTime(here, batch)
    pairs.push({ mine, theirs: await medianTime(there, batch) })
  } else {
    const theirs = await medianTime(there, batch)
    pairs.push({ mine: await medianTime(here, batch), theirs })
  }
}

const ratios = pairs.map(({ mine, theirs }) => theirs / mine)
const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'with' : 'without'
console.log(
  `${NETWORK.widths.join('-')}, batch ${COUNT}; tensorflow.js ${version_wasm} ${simd} SIMD; node ${process.version}; ` +
    `medians of ${PAIRS} pairs of ${STEPS} steps\n`,
)
console.log(
  table(
    ['', 'step (ms)', `loss before step ${WARM_UP_STEPS}`],
    [
      ['ours', ms(median(pairs.map(({ mine }) => mine))), (losses[0] as number).toFixed(6)],
      ['tensorflow.js', ms(median(pairs.map(({ theirs }) => theirs))), (losses[1] as number).toFixed(6)],
    ],
  ),
)
console.log(
  `\ntensorflow.js takes ${median(ratios).toFixed(2)} times our time (pairs: ${Math.min(...ratios).toFixed(2)} to ` +
    `${Math.max(...ratios).toFixed(2)}); losses at most ${apart.toExponential(1)} apart over ${WARM_UP_STEPS} steps`,
)
if (!(apart <= TOLERANCE)) process.exitCode = 1
