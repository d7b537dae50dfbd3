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
  const { caption, x, y, series, difference } = figure
  const common = { id, title: label, description: plainCaption(caption), x: { label: x }, y: { label: y } }
  const [only] = series
  return (
    <figure class="claim-figure">
      {difference && only && series.length === 1 ? (
        <Comparison
          {...common}
          exact={only.line ?? []}
          numeric={only.dots ?? []}
          difference={difference}
          differenceUnit="absolute"
        />
      ) : (
        <>
          <Lines {...common} series={series.map(({ name, line, dots }) => ({ name, points: line, dots }))} />
          {difference && (
            <Lines
              id={`${id}-difference`}
              title={`${label}, difference`}
              description="The largest absolute difference of marks and lines at each time."
              height={170}
              x={{ label: x }}
              y={{ label: 'largest difference', scale: 'log' }}
              series={[{ name: 'difference', dots: difference }]}
            />
          )}
        </>
      )}
      <figcaption>
        <span class="label">{label}.</span> <Prose text={caption} light />
      </figcaption>
    </figure>
  )
}

/** A caption for those who hear it. */
const plainCaption = (caption: string): string =>
  caption.replaceAll(/\$([^$]*)\$/g, (_, tex: string) => plainText(tex) ?? tex)
