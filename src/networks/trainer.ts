/** Gradient descent on networks, and what is measured of them while they learn. */
import type { numpy } from '@jax-js/jax'
import { arrays } from './arrays.js'
import { type Activation, type Network, type Weights, requireNetwork } from './network.js'

type Tensor = numpy.Array
type Jax = Awaited<ReturnType<typeof arrays>>

/**
 * `squared`: the mean over samples of the sum over outputs of (f - y)^2. `cross-entropy`: the mean of -log of the softmax of f at the target.
 * `logistic`, cross-entropy of two classes y = 1 and -1 with one output: the mean of log(1 + exp(-y f)).
 */
export type Loss = (typeof LOSSES)[number]

const LOSSES = ['squared', 'cross-entropy', 'logistic'] as const

/** What is descended, and how fast. */
export interface Training {
  readonly loss: Loss
  /** The learning rate of each layer, the first one's first. */
  readonly rates: readonly number[]
}

/** Samples: `count` rows of inputs, and of targets (for cross-entropy, 1 at the class and 0 elsewhere). */
export interface Batch {
  readonly count: number
  readonly inputs: Float32Array
  readonly targets: Float32Array
}

/** What a network makes of some inputs. */
export interface TangentKernel {
  /** Row by row, count x count: the sum over layers of rate * sum over outputs of the products of the gradients of the two outputs. */
  readonly kernel: Float64Array
  /** The same of what the last layer sees: the products of the last hidden layer's values. */
  readonly features: Float64Array
}

/** A loss that is no finite number, before a step, which was therefore not taken, or where it was measured. */
export class Diverged extends Error {
  override readonly name = 'Diverged'
  constructor(readonly steps: number) {
    super(`the loss is no number any more after ${steps} steps`)
  }
}

/** A network that learns. Whoever makes it disposes of it. */
export class Trainer {
  private taken = 0

  private constructor(
    private readonly jax: Jax,
    readonly network: Network,
    readonly training: Training,
    /** A row for each neuron: what is multiplied then lies side by side. */
    private layers: Tensor[],
    private readonly descend: (layers: Tensor[], inputs: Tensor, targets: Tensor) => [Tensor, Tensor[]],
  ) {}

  /** Throws RangeError for weights or rates that do not fit the network, and for a loss that is none. */
  static async of(network: Network, weights: Weights, training: Training): Promise<Trainer> {
    requireNetwork(network)
    const { widths } = network
    const { loss, rates } = training
    if (!LOSSES.includes(loss)) throw new RangeError(`a loss is one of ${LOSSES.join(', ')}, found ${loss}`)
    if (rates.length !== widths.length - 1)
      throw new RangeError(`${widths.length - 1} layers need as many rates, found ${rates.length}`)
    for (const [l, rate] of rates.entries())
      if (!(rate >= 0 && Number.isFinite(rate))) throw new RangeError(`the rate of layer ${l + 1} is ${rate}`)
    const jax = await arrays()
    const { jit, numpy: np, valueAndGrad } = jax
    const value = lossOf(jax, loss)
    // Not the gradients of the whole, which would turn large matrices around.
    const descend = jit((layers: Tensor[], inputs: Tensor, targets: Tensor): [Tensor, Tensor[]] => {
      const { values, output } = forward(jax, network, jax.tree.ref(layers), inputs)
      const [before, slopes] = valueAndGrad(value)(output, targets) as [Tensor, Tensor]
      // The gradients by what each neuron of a layer adds up.
      let back = slopes.mul(network.outputScale ?? 1)
      const next: Tensor[] = []
      for (let l = layers.length - 1; l >= 0; l--) {
        const [layer, seen] = [layers[l] as Tensor, values[l] as Tensor]
        const gradient = np.matmul(np.transpose(back.ref), seen.ref)
        next[l] = layer.ref.sub(gradient.mul(rates[l] as number))
        if (l > 0) {
          back = np.matmul(back, layer).mul(slope(jax, network.activation, seen))
        } else {
          for (const done of [back, layer, seen]) done.dispose()
        }
      }
      return [before, next]
    })
    const layers = weights.map((layer, l) =>
      np.transpose(matrix(jax, layer, widths[l] as number, widths[l + 1] as number)),
    )
    return new Trainer(jax, network, training, layers, descend)
  }

  /** Steps that were taken. */
  get steps(): number {
    return this.taken
  }

  /** One step of gradient descent; the loss on the batch before it. Throws Diverged where that is no number. */
  async step(batch: Batch): Promise<number> {
    const { jax, layers } = this
    const [loss, next] = this.descend(layers, this.inputsOf(batch), this.targetsOf(batch))
    this.layers = next
    const value = (await loss.data())[0] as number
    if (!Number.isFinite(value)) throw new Diverged(this.taken)
    await jax.blockUntilReady(jax.tree.ref(next)).then((each) => jax.tree.dispose(each))
    this.taken++
    return value
  }

  /** The loss on some samples, without a step. Throws Diverged where that is no finite number. */
  async loss(batch: Batch): Promise<number> {
    const { values, output } = forward(this.jax, this.network, this.jax.tree.ref(this.layers), this.inputsOf(batch))
    for (const value of values) value.dispose()
    const loss = lossOf(this.jax, this.training.loss)(output, this.targetsOf(batch))
    const value = (await loss.data())[0] as number
    if (!Number.isFinite(value)) throw new Diverged(this.taken)
    return value
  }

  /** The weights as they are. */
  async weights(): Promise<Float32Array[]> {
    const { transpose } = this.jax.numpy
    return Promise.all(
      this.layers.map(async (layer) => Float32Array.from((await transpose(layer.ref).data()) as Float32Array)),
    )
  }

  /** The outputs on some inputs, row by row. */
  async outputs(batch: Pick<Batch, 'count' | 'inputs'>): Promise<Float32Array> {
    const { values, output } = forward(this.jax, this.network, this.jax.tree.ref(this.layers), this.inputsOf(batch))
    for (const value of values) value.dispose()
    return Float32Array.from((await output.data()) as Float32Array)
  }

  /** The product of the weights of two adjacent layers, `layer` from 0 and the next one, row by row. */
  async product(layer: number): Promise<Float32Array> {
    const [a, b] = [this.layers[layer], this.layers[layer + 1]]
    if (!a || !b) throw new RangeError(`there is no layer ${layer + 1} before another`)
    const { matmul, transpose } = this.jax.numpy
    return Float32Array.from((await transpose(matmul(b.ref, a.ref)).data()) as Float32Array)
  }

  /** The tangent kernel on some inputs, each layer weighted by its rate: what a small step changes the outputs by. */
  async tangentKernel(batch: Pick<Batch, 'count' | 'inputs'>): Promise<TangentKernel> {
    const { jax, network, training } = this
    const { numpy: np } = jax
    const { count } = batch
    const outputs = network.widths.at(-1) as number
    const { values, output } = forward(jax, network, jax.tree.ref(this.layers), this.inputsOf(batch))
    output.dispose()
    const gram = async (rows: Tensor): Promise<Float32Array> =>
      Float32Array.from((await np.matmul(rows.ref, np.transpose(rows)).data()) as Float32Array)
    const kernel = new Float64Array(count * count)
    let features = new Float64Array(0)
    // Gradients by what each neuron of a layer adds up, for each output and sample, the output first.
    let back = np.broadcastTo(
      np
        .eye(outputs)
        .mul(network.outputScale ?? 1)
        .reshape([outputs, 1, outputs]),
      [outputs, count, outputs],
    )
    for (let l = values.length - 1; l >= 0; l--) {
      const seen = values[l] as Tensor
      const width = network.widths[l + 1] as number
      const sensitive = await gram(np.transpose(back.ref, [1, 0, 2]).reshape([count, outputs * width]))
      const passed = await gram(seen.ref)
      for (let k = 0; k < kernel.length; k++)
        kernel[k] =
          (kernel[k] as number) + (training.rates[l] as number) * (passed[k] as number) * (sensitive[k] as number)
      if (l === values.length - 1) features = Float64Array.from(passed)
      if (l > 0) {
        const below = network.widths[l] as number
        const layer = (this.layers[l] as Tensor).ref
        const sent = np.matmul(back.reshape([outputs * count, width]), layer).reshape([outputs, count, below])
        back = sent.mul(slope(jax, network.activation, seen).reshape([1, count, below]))
      } else {
        seen.dispose()
        back.dispose()
      }
    }
    return { kernel, features }
  }

  dispose(): void {
    for (const layer of this.layers) layer.dispose()
    this.layers = []
  }

  private inputsOf({ count, inputs }: Pick<Batch, 'count' | 'inputs'>): Tensor {
    return matrix(this.jax, inputs, count, this.network.widths[0] as number)
  }

  private targetsOf({ count, targets }: Batch): Tensor {
    return matrix(this.jax, targets, count, this.network.widths.at(-1) as number)
  }
}

function matrix({ numpy: np }: Jax, values: Float32Array, rows: number, columns: number): Tensor {
  if (values.length !== rows * columns)
    throw new RangeError(`${rows} x ${columns} values were expected, found ${values.length}`)
  return np.array(values).reshape([rows, columns])
}

/** What each layer is given, the inputs first, and the output. Takes over what it is given. */
function forward(
  jax: Jax,
  { activation, outputScale = 1 }: Network,
  layers: readonly Tensor[],
  inputs: Tensor,
): { readonly values: Tensor[]; readonly output: Tensor } {
  const values: Tensor[] = []
  let value = inputs
  for (const [l, layer] of layers.entries()) {
    values.push(value.ref)
    const sums = jax.numpy.matmul(value, jax.numpy.transpose(layer))
    value = l < layers.length - 1 ? activated(jax, activation, sums) : sums.mul(outputScale)
  }
  return { values, output: value }
}

function activated({ numpy: np }: Jax, activation: Activation, sums: Tensor): Tensor {
  return activation === 'relu' ? np.maximum(sums, 0) : activation === 'tanh' ? np.tanh(sums) : sums
}

/** The derivative of the activation where it has this value. */
function slope({ numpy: np }: Jax, activation: Activation, value: Tensor): Tensor {
  if (activation === 'relu') return np.where(np.greater(value, 0), 1, 0)
  if (activation === 'tanh') return np.subtract(1, np.square(value))
  return np.onesLike(value)
}

/** log(1 + exp(x)), which does not overflow, nor lose what is small. Its slope at 0 is 1/2. */
function softplus({ numpy: np }: Jax, x: Tensor): Tensor {
  const positive = x.ref.add(np.absolute(x.ref)).mul(0.5)
  return positive.add(np.log1p(np.exp(np.absolute(x).neg())))
}

function lossOf(jax: Jax, loss: Loss) {
  const { nn, numpy: np } = jax
  return (output: Tensor, targets: Tensor): Tensor => {
    const count = output.shape[0] as number
    if (loss === 'squared')
      return np
        .square(output.sub(targets))
        .sum()
        .mul(1 / count)
    if (loss === 'cross-entropy')
      return nn
        .logSoftmax(output, -1)
        .mul(targets)
        .sum()
        .mul(-1 / count)
    return softplus(jax, output.mul(targets).neg())
      .sum()
      .mul(1 / count)
  }
}
