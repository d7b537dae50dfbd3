/** Trajectories in a plane: from an open dot where they start to a full one where they end. */
import type { VNode } from 'preact'
import { Axes, type Axis, type Box, type Point, leftFor, place } from './axis.js'
import { Figure, type FigureProps, HEIGHT, WIDTH } from './figure.js'
import { firsts, seconds } from './lines.js'
import { LineMark } from './marks.js'

interface PathsProps extends FigureProps {
  readonly x: Axis
  readonly y: Axis
  readonly paths: readonly (readonly Point[])[]
  /** Straight lines through the origin to compare with, by slope, named at their right end. */
  readonly guides?: readonly { readonly name: string; readonly slope: number }[]
}

/** All paths share one look: none of them is special. */
export function Paths({ x, y, paths, guides = [], ...frame }: PathsProps): VNode {
  const { width = WIDTH, height = HEIGHT } = frame
  const [top, bottom] = [34, height - 44]
  const all = paths.flat()
  const up = place(y, seconds(all), [bottom, top], (bottom - top) / 40)
  const box: Box = { left: leftFor(up), right: width - 12, top, bottom }
  const across = place(x, firsts(all), [box.left, box.right], (box.right - box.left) / 75)
  const clip = `${frame.id}-clip`
  return (
    <Figure {...frame}>
      <clipPath id={clip}>
        <rect x={box.left} y={box.top} width={box.right - box.left} height={box.bottom - box.top} />
      </clipPath>
      <Axes x={across} y={up} box={box} />
      {guides.map(({ name, slope }) => (
        <Guide key={name} name={name} slope={slope} x={across} y={up} clip={clip} box={box} />
      ))}
      {paths.map((points, k) => (
        <g key={k}>
          <LineMark points={points} x={across} y={up} palette={1} />
          {ends(points).map(([kind, [a, b]]) => (
            <circle key={kind} class={`end ${kind}`} cx={across.at(a).toFixed(1)} cy={up.at(b).toFixed(1)} r={3.5} />
          ))}
        </g>
      ))}
    </Figure>
  )
}

function ends(points: readonly Point[]): [string, Point][] {
  const [first, last] = [points[0], points.at(-1)]
  return [...(first ? [['first', first] as [string, Point]] : []), ...(last ? [['last', last] as [string, Point]] : [])]
}

interface GuideProps {
  readonly name: string
  readonly slope: number
  readonly x: ReturnType<typeof place>
  readonly y: ReturnType<typeof place>
  readonly clip: string
  readonly box: Box
}

function Guide({ name, slope, x, y, clip, box }: GuideProps): VNode {
  const [low, high] = x.domain
  const end = slope * high
  const inside = end <= Math.max(...y.domain) && end >= Math.min(...y.domain)
  const label = inside ? high : (slope > 0 ? y.domain[1] : y.domain[0]) / slope
  const anchor = { x: x.at(label) - 6, y: Math.max(box.top + 14, y.at(slope * label) + (inside ? -8 : 16)) }
  return (
    <g>
      <line
        class="guide"
        clip-path={`url(#${clip})`}
        x1={x.free(low)}
        x2={x.free(high)}
        y1={y.free(slope * low)}
        y2={y.free(end)}
      />
      <text class="halo" x={anchor.x} y={anchor.y} text-anchor="end">
        {name}
      </text>
    </g>
  )
}
