/** The three mechanisms in figures: exact functions of time, with numerical integration over them. */
import type { VNode } from 'preact'
import {
  gaussianStart,
  mechanism,
  type Mechanism,
  type Problem,
  SCHEMES,
  type Solution,
  solve,
} from '../library/index.js'
import { timeToLearn } from '../explorer/curves.js'
import { type Integrated, integrate } from '../explorer/integrate.js'
import { DEFAULT, problemOf, withPreset } from '../explorer/state.js'
import type { PageContext } from 'rederive/pages'
import { Lines, numeral, type Point } from 'rederive/figures'
import { ProvedIn } from './links.js'

interface Example {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly proved: readonly string[]
  readonly as?: string
  readonly problem: Problem
}

const start = (varU: number, varW: number, cosine: number): Pick<Problem, 'u0' | 'w0'> => {
  const { u, w } = gaussianStart({ width: 20, varU, varW, cosine })
  return { u0: u, w0: w }
}

const EXAMPLES: readonly Example[] = [
  {
    id: 'alignment',
    title: 'Alignment',
    text: 'The target asks for more than the start has: the overlap has to grow. It does so by growing norms and by turning the layers towards each other, and the kernel grows with them.',
    proved: ['alignment', 'alignment-identity', 'kernel-limit'],
    problem: { ...start(0.02, 0.05, 0.1), A: 1, C: 3 },
  },
  {
    id: 'disalignment',
    title: 'Disalignment',
    text: 'The start overshoots the target: the overlap has to shrink. The layers turn away from each other, and the kernel falls.',
    proved: ['disalignment', 'alignment-identity', 'kernel-limit'],
    problem: { ...start(0.3, 0.12, 0.8), A: 1, C: 0.5 },
  },
  {
    id: 'rescaling',
    title: 'Rescaling',
    text: 'Parallel layers have no angle to change: all that is learned is in their norms.',
    proved: ['rescaling'],
    problem: { ...start(0.02, 0.1, 1), A: 1, C: 3 },
  },
  {
    id: 'turning',
    title: 'Two mechanisms in one path',
    text: 'Here the overlap starts with the sign that the target does not have. The layers first disalign, to a right angle at which the kernel is smallest, and align afterwards.',
    proved: ['turning-point'],
    as: 'Why the kernel is smallest there, and when that is, is proved in',
    problem: { ...start(0.08, 0.15, -0.6), A: 1, C: 3 },
  },
]

export async function mechanismsPage(context: PageContext): Promise<VNode> {
  const shown = await Promise.all(EXAMPLES.map((example) => exampleOf(example, context)))
  return (
    <>
      <h1>Three mechanisms</h1>
      <p>
        A network that learns features changes its kernel, and there are three ways to do so. Which one a network takes
        is decided by its start and its target alone. Each row below is one network of width 20: lines are the exact
        solution, dots are its gradient flow integrated numerically, which shares nothing with the solution.
      </p>
      {shown}
      <h2>The kernel phase has none of them</h2>
      <KernelPhase context={context} />
    </>
  )
}

const SAMPLES = 121
const DOT_EVERY = 8

async function exampleOf({ id, title, text, proved, as, problem }: Example, context: PageContext): Promise<VNode> {
  const solution = solve(problem)
  const found = mechanism(problem)
  const end = timeToLearn(solution)
  const times = Array.from({ length: SAMPLES }, (_, k) => (end * k) / (SAMPLES - 1))
  const some = times.filter((_, k) => k % DOT_EVERY === 0)
  const integrated = await integrate(problem, some)
  return (
    <section>
      <h2 id={id}>{title}</h2>
      <p>
        {text} <ProvedIn context={context} ids={proved} {...(as && { as })} />
      </p>
      <figure class="triptych">
        <TimePanel
          id={`${id}-norms`}
          what="Norms"
          label="norm of a layer"
          of={[
            ['|u|', 'normU'],
            ['|w|', 'normW'],
          ]}
          {...{ solution, times, some, integrated }}
        />
        <TimePanel
          id={`${id}-cosine`}
          what="Cosine of the angle"
          label="ζ = cos(u, w)"
          domain={[-1, 1]}
          of={[['ζ', 'cosine']]}
          {...{ solution, times, some, integrated }}
        />
        <TimePanel
          id={`${id}-kernel`}
          what="Kernel"
          label="kernel κ"
          of={[['κ', 'kernel']]}
          {...{ solution, times, some, integrated }}
        />
        <figcaption>
          <strong>{title}.</strong> {numbersOf(solution, found)} The dots differ from the lines by at most{' '}
          {numeral(largestDifference(solution, some, integrated), 1)}, relative to the largest value of each.
        </figcaption>
      </figure>
    </section>
  )
}

function numbersOf(
  { order: { D, P, Q } }: Solution,
  { mechanism: name, initialCosine, finalCosine, turning }: Mechanism,
): string {
  const through = turning ? ` through 0 at t = ${numeral(turning.time)}` : ''
  return `Mechanism found: ${name}. ζ goes from ${numeral(initialCosine)}${through} to ${numeral(finalCosine)}; κ ends at D/(P + Q) = ${numeral(D / (P + Q))} of its start.`
}

type Quantity = 'normU' | 'normW' | 'cosine' | 'kernel'

interface TimePanelProps {
  readonly id: string
  readonly what: string
  readonly label: string
  readonly domain?: readonly [number, number]
  readonly of: readonly (readonly [name: string, quantity: Quantity])[]
  readonly solution: Solution
  readonly times: readonly number[]
  /** The times of the integration. */
  readonly some: readonly number[]
  readonly integrated: Integrated
}

function TimePanel({ id, what, label, domain, of, solution, times, some, integrated }: TimePanelProps): VNode {
  const ends = of.map(
    ([name, quantity]) =>
      `${name} goes from ${numeral(solution[quantity](0))} to ${numeral(solution[quantity](times.at(-1) as number))}`,
  )
  return (
    <Lines
      id={id}
      title={`${what} over time`}
      description={`${ends.join('; ')}.`}
      width={320}
      height={240}
      x={{ label: 'time t' }}
      y={{ label, ...(domain ? { domain } : { include: [0] }) }}
      series={of.map(([name, quantity]) => ({
        name,
        points: times.map((t): Point => [t, solution[quantity](t)]),
        dots: some.map((t, k): Point => [t, integrated[quantity][k] as number]),
      }))}
    />
  )
}

const QUANTITIES: readonly Quantity[] = ['normU', 'normW', 'cosine', 'kernel']

function largestDifference(solution: Solution, times: readonly number[], integrated: Integrated): number {
  return Math.max(
    ...QUANTITIES.map((quantity) => {
      const exact = times.map((t) => solution[quantity](t))
      const scale = Math.max(...exact.map(Math.abs))
      return Math.max(...exact.map((value, k) => Math.abs(value - (integrated[quantity][k] as number)))) / scale
    }),
  )
}

const WIDTHS = [4, 16, 64, 256, 1024, 4096]
const NETWORKS = 24
const COMPARED = ['NTK', 'mean field']

/** How far the angle moves over training, by width: root mean squares over random networks. */
function KernelPhase({ context }: { readonly context: PageContext }): VNode {
  const series = SCHEMES.filter(({ name }) => COMPARED.includes(name)).map((scheme) => {
    const points = WIDTHS.map((d): Point => {
      const squares = Array.from({ length: NETWORKS }, (_, k) => {
        const network = problemOf({ ...withPreset(DEFAULT, scheme), d, seed: DEFAULT.seed + k })
        const { initialCosine, finalCosine } = mechanism(network)
        return (finalCosine - initialCosine) ** 2
      })
      return [d, Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / NETWORKS)]
    })
    return { name: scheme.name, points, dots: points }
  })
  const last = series.map(({ name, points }) => `${name} ${numeral(points.at(-1)?.[1] as number, 2)}`)
  return (
    <figure>
      <Lines
        id="kernel-phase"
        title="How far the angle moves, by width"
        description={`The change of the cosine between the layers over training; at width ${WIDTHS.at(-1)}: ${last.join(', ')}.`}
        x={{ label: 'width d', scale: 'log' }}
        y={{ label: 'change of ζ over training', scale: 'log' }}
        series={series}
      />
      <figcaption>
        How far the angle between the layers moves: root mean squares over {NETWORKS} random networks of each width,
        seeds from {DEFAULT.seed} on. In mean-field scaling it moves as far in a wide network as in a narrow one. In NTK
        scaling it moves ever less: in the limit the kernel phase has no mechanism.{' '}
        <ProvedIn context={context} ids={['kernel-has-none']} />
      </figcaption>
    </figure>
  )
}
