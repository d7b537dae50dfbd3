/** The phase diagram, exact and measured, drawn when the site is built. */
import type { VNode } from 'preact'
import {
  type Axis,
  draws,
  type MeasuredDiagram,
  measuredDiagram,
  measureExponents,
  phase,
  type Phase,
  PHASES,
  type Plane,
  phaseDiagram,
  printRational,
  type Quantity,
  SCHEMES,
} from '../library/index.js'
import { Formula, type PageContext } from 'rederive/pages'
import { type RegionDot, Regions } from 'rederive/figures'
import { axisLabel, PHASE_NAMES } from '../explorer/panels.js'
import { ProvedIn } from './links.js'

/** Networks of the measurements: enough for exponents to 0.15, few enough for a second. */
const MEASURED = { widths: [256, 512, 1024, 2048, 4096, 8192, 16384], seeds: 8, seed: 20260101 } as const
const POINTS = 9
const BOXES = 200

const MEANING: Readonly<Record<Phase, readonly [text: string, ids: readonly string[]]>> = {
  'divergent at initialization': [
    'The output of the network at its start grows with the width. Its training is not looked at here.',
    ['scaling'],
  ],
  unstable: [
    'The time scale vanishes: at any given time a wide enough network has long arrived.',
    ['scaling', 'phases'],
  ],
  frozen: [
    'The time scale grows without bound: at any given time a wide enough network has learned nothing.',
    ['scaling', 'phases'],
  ],
  kernel: [
    'It learns in finite time, but the kernel keeps its initial value: a linear model on fixed features. Where both layers weigh alike in the kernel, their angle and norms keep theirs too.',
    ['lazy-solution', 'kernel-has-none', 'phases'],
  ],
  'feature learning': [
    'It learns in finite time, and the kernel changes by a finite factor. Here, and only here and below, the three mechanisms exist.',
    ['feature-number', 'kernel-limit', 'phases'],
  ],
  'feature learning from vanishing initialization': [
    'The initial kernel is negligible beside the final one: all there is at the end was learned.',
    ['feature-number', 'phases'],
  ],
}

interface Slice {
  readonly id: string
  readonly plane: Plane & { readonly x: Axis; readonly y: Axis }
  readonly schemes: readonly string[]
  readonly caption: string
  readonly title: string
}

const SLICES: readonly Slice[] = [
  {
    id: 'scale',
    title: 'Output scale against initialization',
    plane: { x: 'kU', y: 'g', hU: 0, hW: 0, kW: 0, atUnitTime: true },
    schemes: ['NTK', 'mean field'],
    caption:
      'Input weights of order one, equal learning rates, set so that the time scale is finite. Feature learning is the line between the kernel phase and the networks that start from nothing; NTK scaling is at the edge of divergence, mean-field scaling at the corner of the line.',
  },
  {
    id: 'initialization',
    title: 'The two initializations',
    plane: { x: 'kU', y: 'kW', g: 0, hU: 0, hW: 0, atUnitTime: true },
    schemes: ['standard at rate 1/d', 'Xavier'],
    caption:
      'No output scale, equal learning rates, again at a finite time scale. Xavier initialization is on the line of feature learning; the usual fan-in initialization is in the kernel phase, at the edge of divergence.',
  },
  {
    id: 'rates',
    title: 'The two learning rates',
    plane: { x: 'hU', y: 'hW', g: -1, kU: 0, kW: 0 },
    schemes: ['mean field'],
    caption:
      'Mean-field output scale and weights of order one, with the learning rates as they are. Only on a line does anything happen in finite time; its arms are in the kernel phase, where only the faster layer moves, on the fixed features that the other one gives; at their corner alone features are learned.',
  },
]

const SHOWN: readonly (readonly [quantity: Quantity, symbol: string])[] = [
  ['v0', 'v₀'],
  ['rate', '1/τ'],
  ['Phi', 'Φ'],
]

export function phasesPage(context: PageContext): VNode {
  return (
    <>
      <h1>The phase diagram</h1>
      <p>
        Let every scale of the network be a power of its width: the output scale <Formula tex="\gamma = d^{g}" />, the
        learning rates <Formula tex="\eta_u = d^{h_u}" /> and <Formula tex="\eta_w = d^{h_w}" />, the variances{' '}
        <Formula tex="d^{k_u}" /> and <Formula tex="d^{k_w}" /> of the initial weights. The exponents of three
        quantities then decide what a wide network does: the initial slope <Formula tex="v_0" />, the rate{' '}
        <Formula tex="1/\tau" /> of learning, and the feature number <Formula tex="\Phi" />.{' '}
        <ProvedIn context={context} ids={['scaling', 'phases', 'schemes']} />
      </p>
      {SLICES.map((slice) => (
        <SliceFigure slice={slice} context={context} />
      ))}
      <h2>What the phases are</h2>
      <dl class="phases">
        {PHASES.map((name) => (
          <div>
            <dt>{name}</dt>
            <dd>
              {MEANING[name][0]}{' '}
              <ProvedIn
                context={context}
                ids={MEANING[name][1]}
                as="Its exponents, and what is said of the kernel, are in"
              />
            </dd>
          </div>
        ))}
      </dl>
      <h2>The usual scalings</h2>
      <Schemes />
    </>
  )
}

function SliceFigure({
  slice: { id, title, plane, schemes, caption },
  context,
}: {
  readonly slice: Slice
  readonly context: PageContext
}): VNode {
  const measured = measuredDiagram({ ...plane, n: POINTS, ...MEASURED })
  const { clear, agreeing } = agreement(plane, measured)
  return (
    <figure>
      <Regions
        id={id}
        title={`Phases: ${title.toLowerCase()}`}
        description={`${caption} The phase was measured on random networks at ${POINTS * POINTS} points; of the ${clear} that are clear of a boundary, ${agreeing} agree.`}
        x={{ label: axisLabel(plane.x), domain: [-2, 2] }}
        y={{ label: axisLabel(plane.y), domain: [-2, 2] }}
        n={BOXES}
        codes={phaseDiagram({ ...plane, n: BOXES, cells: 'boxes' }).phases}
        names={PHASE_NAMES}
        dots={[...measuredDots(measured), ...schemeDots(plane, schemes)]}
      />
      <figcaption>
        <strong>{title}.</strong> {caption} Areas are exact; each dot has the fill of the phase measured there on random
        networks. Of the {clear} dots that are clear of a boundary, {agreeing} agree.{' '}
        <a href={`${context.root}explore/index.html#${exploreAddress(plane)}`}>Explore this plane</a>.
      </figcaption>
    </figure>
  )
}

/** Points at which the measurement can tell, and of these those where it finds the exact phase. */
function agreement(plane: Plane, measured: MeasuredDiagram): { clear: number; agreeing: number } {
  const exact = phaseDiagram({ ...plane, n: POINTS })
  const clear = [...measured.phases.keys()].filter((k) => measured.boundary[k] === 0)
  return { clear: clear.length, agreeing: clear.filter((k) => measured.phases[k] === exact.phases[k]).length }
}

function measuredDots({ phases, n }: MeasuredDiagram): RegionDot[] {
  const at = (k: number): number => -2 + (4 * k) / (n - 1)
  return Array.from(phases, (code, k) => ({ x: at(k % n), y: at(Math.floor(k / n)), name: '', code }))
}

const schemeDots = ({ x, y }: { readonly x: Axis; readonly y: Axis }, names: readonly string[]): RegionDot[] =>
  SCHEMES.filter(({ name }) => names.includes(name)).map((scheme) => ({
    x: numberOf(scheme[x]),
    y: numberOf(scheme[y]),
    name: scheme.name,
  }))

function numberOf(exponent: number | string): number {
  const [top = 0, bottom = 1] = String(exponent).split('/').map(Number)
  return top / bottom
}

const exploreAddress = ({ x, y, xRange, yRange, atUnitTime = false, ...fixed }: Plane): string =>
  new URLSearchParams({
    x,
    y,
    ...Object.fromEntries(Object.entries(fixed).map(([axis, value]) => [axis, String(value)])),
    rates: atUnitTime ? 'unit-time' : 'given',
  }).toString()

const twoDigits = (value: number): string => (Math.abs(value) < 0.005 ? '0.00' : value.toFixed(2).replace('-', '−'))

function Schemes(): VNode {
  const networks = draws(MEASURED)
  return (
    <>
      <table class="schemes">
        <thead>
          <tr>
            <th scope="col">Scaling</th>
            {SHOWN.map(([, symbol]) => (
              <th scope="col">
                <i>{symbol}</i>
              </th>
            ))}
            <th scope="col">Phase</th>
          </tr>
        </thead>
        <tbody>
          {SCHEMES.map((scheme) => {
            const measured = measureExponents(scheme, { networks })
            return (
              <tr>
                <th scope="row">{scheme.name}</th>
                {SHOWN.map(([quantity]) => (
                  <td>
                    <span class="number">{printRational(measured[quantity].exact).replace('-', '−')}</span>{' '}
                    <span class="measured number">{twoDigits(measured[quantity].slope)}</span>
                  </td>
                ))}
                <td>{phase(scheme).phase}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="label">
        Exponents of the width: exact, and in grey as measured. All measurements on this page are fits over Gaussian
        networks of the widths {MEASURED.widths[0]} to {MEASURED.widths.at(-1)?.toLocaleString('en')} drawn with seed{' '}
        <code>{MEASURED.seed}</code>, made anew whenever the site is built. A measured exponent below 0.15 counts as 0.
      </p>
    </>
  )
}
