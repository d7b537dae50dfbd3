/** A claim's figure. */
import type { VNode } from 'preact'
import type { FigureReport } from '../src/verify/report.js'
import { plainText } from '../src/expr/plain-text.js'
import { Comparison } from './figures/comparison.js'
import { Lines } from './figures/lines.js'
import { Prose } from './math.js'

interface ClaimFigureProps {
  readonly figure: FigureReport
  readonly id: string
  /** `Figure 10.2`. */
  readonly label: string
}

/** Drawn once, at build time; the caption says what a reader who does not see it needs. */
export function ClaimFigure({ figure, id, label }: ClaimFigureProps): VNode {
  const { caption, x, y, line = 'closed form', series, difference } = figure
  const common = { id, title: label, description: plainCaption(caption), x: { label: x }, y: { label: y } }
  const [only] = series
  // A scale of powers of ten has no place for 0.
  const apart = difference?.filter(([, error]) => error > 0)
  const isSame = apart?.length === 0
  return (
    <figure class="claim-figure">
      {difference && only && series.length === 1 ? (
        <Comparison
          {...common}
          exact={only.line ?? []}
          numeric={only.dots ?? []}
          difference={apart ?? []}
          differenceUnit="absolute"
          names={[line, 'integrated']}
        />
      ) : (
        <>
          <Lines {...common} series={series.map(({ name, line, dots }) => ({ name, points: line, dots }))} />
          {apart && !isSame && (
            <Lines
              id={`${id}-difference`}
              title={`${label}, difference`}
              description="The largest absolute difference of marks and lines at each time."
              height={170}
              x={{ label: x }}
              y={{ label: 'largest difference', scale: 'log' }}
              series={[{ name: 'difference', dots: apart }]}
            />
          )}
        </>
      )}
      <figcaption>
        <span class="label">{label}.</span>{' '}
        <Prose text={isSame ? `${caption} There is no difference.` : caption} light />
      </figcaption>
    </figure>
  )
}

/** A caption for those who hear it. */
const plainCaption = (caption: string): string =>
  caption.replaceAll(/\$([^$]*)\$/g, (_, tex: string) => plainText(tex) ?? tex)
