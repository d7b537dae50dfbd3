/** The figures of one network in one view, and its numbers. The same on the server and in the browser. */
import type { ComponentChildren, VNode } from 'preact'
import { type Axis, type PhaseAnswer, phaseDiagram } from '../library/index.js'
import { Comparison, Lines, numeral, Paths, type Point, Regions } from 'rederive/figures'
import { type Check, lossDifference, type NoCheck } from './check.js'
import type { Curves } from './curves.js'
import { scaledValue, type State } from './state.js'
import { mechanismSentence, phaseOf, phaseSentence } from './words.js'

export interface Shown {
  readonly state: State
  readonly curves: Curves
  /** undefined while it runs. */
  readonly check: Check | NoCheck | undefined
}

const [WIDE, TALL, LOW] = [360, 300, 236]
const TIME = { label: 'time t' }

export function Panels({ state, curves, check }: Shown): VNode {
  const answer = phaseOf(state)
  const integrated = check && 'times' in check ? check : undefined
  return (
    <div class="view">
      <p class="findings" role="status">
        <span>{mechanismSentence(curves)}</span>{' '}
        <span>
          Phase of this scaling: <strong>{answer.phase}</strong>. {phaseSentence(answer)}
        </span>
      </p>
      <Remark state={state} />
      <div class="panels" role="group" aria-label="Figures" tabIndex={0}>
        <Loss curves={curves} check={check} />
        <PhaseMap state={state} answer={answer} />
        <Neurons state={state} curves={curves} />
        <OverTime
          id="figure-norms"
          curves={curves}
          check={integrated}
          caption={
            <>
              Norms of the layers. They grow and fall together:{' '}
              <i>
                η<sub>u</sub>
              </i>
              |<i>w</i>|² −{' '}
              <i>
                η<sub>w</sub>
              </i>
              |<i>u</i>|² never changes.
            </>
          }
          what="Norms of the layers"
          label="norm of a layer"
          of={NORMS}
        />
        <OverTime
          id="figure-cosine"
          curves={curves}
          check={integrated}
          caption="Cosine of the angle between the layers; 1 is parallel. Its size rises exactly when the kernel does, unless the layers are parallel."
          what="Alignment of the layers"
          label="ζ = cos(u, w)"
          of={COSINE}
        />
        <OverTime
          id="figure-kernel"
          curves={curves}
          check={integrated}
          caption="Tangent kernel at unit inputs: how fast the slope learns. In the kernel phase it changes ever less, the wider the network."
          what="Tangent kernel"
          label="kernel κ"
          of={KERNEL}
        />
      </div>
      <Numbers curves={curves} />
    </div>
  )
}

/** What makes the phase, which is about independent layers at large width, say less than it seems. */
function Remark({ state: { d, cosine } }: { readonly state: State }): VNode | null {
  if (d === 1) return <p class="remark">One neuron has parallel layers, whatever their angle is set to.</p>
  if (cosine === undefined) return null
  return (
    <p class="remark">
      The phase is that of independent layers. At a fixed angle that is not a right one the initial output is larger, by
      a factor of the order of √d.
    </p>
  )
}

const points = (x: ArrayLike<number>, y: ArrayLike<number>): Point[] =>
  Array.from(x, (value, k) => [value, y[k] as number] as const)

function Loss({ curves, check }: Pick<Shown, 'curves' | 'check'>): VNode {
  const integrated = check && 'times' in check ? check : undefined
  const difference = integrated ? lossDifference(curves, integrated) : undefined
  const most = difference?.reduce((a, b) => Math.max(a, b), 0)
  const [start, end] = [curves.loss[0] as number, curves.loss.at(-1) as number]
  return (
    <figure>
      <Comparison
        id="figure-loss"
        title="Loss over time"
        description={`The loss falls from ${numeral(start)} to ${numeral(end)} within t = ${numeral(curves.times.at(-1) as number)}.${
          most === undefined
            ? ''
            : ` The integration differs from the closed form by at most ${numeral(most, 2)} of the largest loss.`
        }`}
        width={WIDE}
        height={TALL}
        x={TIME}
        y={{ label: 'loss L', include: [0] }}
        exact={points(curves.times, curves.loss)}
        numeric={integrated ? points(integrated.times, integrated.loss) : []}
        difference={integrated && difference ? points(integrated.times, difference) : []}
        differenceUnit="of the largest L"
        names={['exact', 'ODEX']}
        note={check === undefined ? 'integrating …' : 'reason' in check ? 'not integrated' : ''}
      />
      <figcaption>
        {check && 'reason' in check
          ? `Loss in closed form. ${check.reason}`
          : 'Loss in closed form, and integrated by ODEX. '}
        {most !== undefined && (
          <>
            Largest difference: <output id="difference">{numeral(most, 2)}</output> of the largest loss.
          </>
        )}
      </figcaption>
    </figure>
  )
}

const AXIS_LABELS: Readonly<Record<Axis, string>> = {
  g: 'exponent of γ',
  hU: 'exponent of the rate of u',
  hW: 'exponent of the rate of w',
  kU: 'exponent of Var u',
  kW: 'exponent of Var w',
}
export const axisLabel = (axis: Axis): string => AXIS_LABELS[axis]

/** In the order of the codes of the library. */
export const PHASE_NAMES: readonly (readonly string[])[] = [
  ['divergent'],
  ['unstable'],
  ['frozen'],
  ['kernel'],
  ['feature', 'learning'],
  ['features from', 'vanishing', 'start'],
]

const BOXES = 128

function PhaseMap({ state, answer }: { readonly state: State; readonly answer: PhaseAnswer }): VNode {
  const { x, y, exponents, unitTime } = state
  return (
    <figure>
      <Regions
        id="figure-phase"
        title="Phase diagram"
        description={`Phases over the ${axisLabel(x)} and the ${axisLabel(y)}, with this network at ${exponents[x]}, ${exponents[y]}; it is in the phase ${answer.phase}.`}
        width={WIDE}
        height={TALL}
        x={{ label: axisLabel(x), domain: [-2, 2] }}
        y={{ label: axisLabel(y), domain: [-2, 2] }}
        n={BOXES}
        codes={diagramOf(state)}
        names={PHASE_NAMES}
        dots={[{ x: exponents[x], y: exponents[y], name: '' }]}
      />
      <figcaption>
        Phase at infinite width; the ring is this scaling.{' '}
        {unitTime
          ? 'Drawn at the learning rates that make the time scale finite.'
          : 'Drawn at the learning rates as they are: outside the lines they are too large or too small.'}
      </figcaption>
    </figure>
  )
}

let drawn: { readonly key: string; readonly codes: Uint8Array } | undefined

/** The last diagram is kept: most moves do not change it. */
function diagramOf({ x, y, exponents, unitTime }: State): Uint8Array {
  const fixed = Object.entries(exponents).filter(([axis]) => axis !== x && axis !== y)
  const key = JSON.stringify([x, y, fixed, unitTime])
  if (drawn?.key !== key) {
    const plane = { ...Object.fromEntries(fixed), x, y, atUnitTime: unitTime }
    drawn = { key, codes: phaseDiagram({ ...plane, n: BOXES, cells: 'boxes' }).phases }
  }
  return drawn.codes
}

function Neurons({ state, curves: { neurons, order } }: Pick<Shown, 'state' | 'curves'>): VNode {
  const [first] = neurons
  const slope = Math.sqrt(scaledValue(state, 'etaW') / scaledValue(state, 'etaU'))
  const guide = order.B < 0 ? { name: 'opposed', slope: -slope } : { name: 'aligned', slope }
  return (
    <figure>
      <Paths
        id="figure-neurons"
        title="Trajectories of single neurons"
        description={`Output and input weight of ${neurons.length} neurons, each from an open dot at the start to a full dot at the end.${
          first
            ? ` The first goes from ${numeral(first.u[0] as number)}, ${numeral(first.w[0] as number)} to ${numeral(first.u.at(-1) as number)}, ${numeral(first.w.at(-1) as number)}.`
            : ''
        }`}
        width={WIDE}
        height={TALL}
        x={{ label: 'output weight uᵢ', include: [0] }}
        y={{ label: 'input weight wᵢ', include: [0] }}
        paths={neurons.map(({ u, w }) => points(u, w))}
        guides={[guide]}
      />
      <figcaption>
        {neurons.length === 1 ? 'The neuron' : `The first ${neurons.length} neurons`}, from ○ to ●. Each moves on a
        hyperbola, all at one common rate{order.gap > 0 ? ', towards growing overlap' : ''}.
      </figcaption>
    </figure>
  )
}

type Quantity = 'normU' | 'normW' | 'cosine' | 'kernel'
const NORMS: readonly (readonly [string, Quantity])[] = [
  ['|u|', 'normU'],
  ['|w|', 'normW'],
]
const COSINE: readonly (readonly [string, Quantity])[] = [['ζ', 'cosine']]
const KERNEL: readonly (readonly [string, Quantity])[] = [['κ', 'kernel']]

interface OverTimeProps {
  readonly id: string
  readonly what: string
  readonly label: string
  readonly caption: ComponentChildren
  readonly of: readonly (readonly [name: string, quantity: Quantity])[]
  readonly curves: Curves
  readonly check: Check | undefined
}

function OverTime({ id, what, label, caption, of, curves, check }: OverTimeProps): VNode {
  const ends = of.map(([name, quantity]) => {
    const values = curves[quantity]
    return `${name} goes from ${numeral(values[0] as number)} to ${numeral(values.at(-1) as number)}`
  })
  const sizes = of.flatMap(([, quantity]) => [...curves[quantity]]).filter((value) => value > 0)
  const spread = sizes.length > 0 && Math.max(...sizes) > 100 * Math.min(...sizes)
  const y =
    id === 'figure-cosine'
      ? { label, domain: [-1, 1] as const }
      : { label, ...(spread ? { scale: 'log' as const } : { include: [0] }) }
  return (
    <figure>
      <Lines
        id={id}
        title={`${what} over time`}
        description={`${ends.join('; ')}.`}
        width={WIDE}
        height={LOW}
        x={TIME}
        y={y}
        series={of.map(([name, quantity]) => ({
          name,
          points: points(curves.times, curves[quantity]),
          ...(check && { dots: points(check.times, check[quantity]) }),
        }))}
      />
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

function Numbers({ curves: { order, limit, mechanism, loss, kernel } }: Pick<Shown, 'curves'>): VNode {
  const rows: [id: string, symbol: string, meaning: string, value: number][] = [
    ['P', 'P', 'strength of the growing modes', order.P],
    ['Q', 'Q', 'strength of the decaying modes', order.Q],
    ['R', 'R', 'balance of the layers', order.R],
    ['B', 'B', 'target', order.B],
    ['D', 'D', '√(B² + 4PQ)', order.D],
    ['tau', 'τ', 'time scale of the final approach', order.tau],
    ['Phi', 'Φ', 'feature number', order.Phi],
    ['zeta-start', 'ζ(0)', 'cos(u, w) at the start', mechanism.initialCosine],
    ['zeta-end', 'ζ(∞)', 'cos(u, w) at the end', mechanism.finalCosine],
    ['loss-start', 'L(0)', 'loss at the start', loss[0] as number],
    ['loss-end', 'L(∞)', 'loss at the end', limit.loss],
    ['kappa-start', 'κ(0)', 'kernel at the start', kernel[0] as number],
    ['kappa-end', 'κ(∞)', 'kernel at the end', limit.kappa],
  ]
  return (
    <dl class="numbers">
      {rows.map(([id, symbol, meaning, value]) => (
        <div key={id}>
          <dt>
            <i>{symbol}</i> <span>{meaning}</span>
          </dt>
          <dd id={`number-${id}`}>{numeral(value, 4)}</dd>
        </div>
      ))}
    </dl>
  )
}
