/** A claim's figure. */
import type { VNode } from 'preact'
import type { FigureReport, Point } from '../src/verify/report.js'
import { plainText } from '../src/expr/plain-text.js'
import { Comparison } from './figures/comparison.js'
import { numeral } from './figures/axis.js'
import { TextLabel } from './figures/label.js'
import { Lines, seconds } from './figures/lines.js'
import { Panels } from './figures/panels.js'
import { Listed, Prose } from './math.js'

interface ClaimFigureProps {
  readonly figure: FigureReport
  readonly id: string
  /** `Figure 10.2`. */
  readonly label: string
}

/** Drawn once, at build time; the caption says what a reader who does not see it needs. */
export function ClaimFigure({ figure, id, label }: ClaimFigureProps): VNode {
  const { caption, asked, x, y, line = 'closed form', series, difference } = figure
  const exact = asked === true
  const common = {
    id,
    title: label,
    description: plainCaption(caption),
    x: { label: x, exact: true },
    y: { label: y, exact },
  }
  const [only] = series
  // A scale of powers of ten has no place for 0.
  const apart = difference?.filter(([, error]) => error > 0) ?? []
  const drawn = series.map(({ name, line, dots }) => ({ name, points: line, dots }))
  const formulas = series.filter(({ tex }) => tex !== undefined)
  return (
    <figure class="claim-figure">
      {difference && only && series.length === 1 ? (
        <Comparison
          {...common}
          exact={only.line ?? []}
          numeric={only.dots ?? []}
          difference={apart}
          differenceUnit="absolute"
          names={[line, 'integrated']}
        />
      ) : apart.length > 0 ? (
        <Panels
          {...common}
          series={drawn}
          difference={apart}
          label={`largest difference, at most ${numeral(Math.max(...seconds(apart)), 2)}`}
          palette={OTHER}
          height={TALL}
        />
      ) : (
        <Lines {...common} series={drawn} />
      )}
      <figcaption>
        <span class="label">{label}.</span> <Prose text={caption} light />
        {difference && <> {sameText(difference, x)}</>}
        {formulas.length > 0 && (
          <ul class="curves">
            {formulas.map(({ name, tex }) => (
              <li>
                <span>
                  <TextLabel text={name} />:
                </span>{' '}
                <Listed tex={[tex as string]} />
              </li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  )
}

/** The place in the palette of what belongs to no series: a figure has three at most. */
const OTHER = 6
const TALL = 430
/** Times that are listed one by one. */
const LISTED = 3

/** Where there is no difference, which is not drawn. */
function sameText(difference: readonly Point[], x: string): string {
  const same = difference.filter(([, error]) => error === 0).map(([time]) => numeral(time))
  if (same.length === 0) return ''
  if (same.length === difference.length) return 'There is no difference.'
  const where = same.length <= LISTED ? `${x} = ${same.join(', ')}` : `${same.length} of ${difference.length} marks`
  return `The difference is exactly 0, and has no place on this scale, at ${where}.`
}

/** A caption for those who hear it. */
const plainCaption = (caption: string): string =>
  caption.replaceAll(/\$([^$]*)\$/g, (_, tex: string) => plainText(tex) ?? tex)
