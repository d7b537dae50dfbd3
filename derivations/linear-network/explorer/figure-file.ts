/** The figures of a view as one SVG file that stands alone: styles written out, nothing referred to. */

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
] as const
const GAP = 28
const COLUMNS = 3
const SVG = 'http://www.w3.org/2000/svg'

/** The text of the file, in the colours that the page has now. `note` says what is shown. */
export function figureFile(figures: readonly SVGSVGElement[], note: string): string {
  const page = getComputedStyle(document.body)
  const whole = document.createElementNS(SVG, 'svg')
  const rows = Array.from({ length: Math.ceil(figures.length / COLUMNS) }, (_, row) =>
    figures.slice(row * COLUMNS, (row + 1) * COLUMNS),
  )
  let [width, top] = [0, GAP]
  for (const row of rows) {
    let left = GAP
    for (const figure of row) {
      const copy = styledCopy(figure)
      const { width: across, height: down } = figure.viewBox.baseVal
      for (const [name, value] of Object.entries({ x: left, y: top, width: across, height: down })) {
        copy.setAttribute(name, String(value))
      }
      whole.append(copy)
      left += across + GAP
    }
    width = Math.max(width, left)
    top += Math.max(...row.map((figure) => figure.viewBox.baseVal.height)) + GAP
  }
  const background = document.createElementNS(SVG, 'rect')
  background.setAttribute('width', '100%')
  background.setAttribute('height', '100%')
  background.setAttribute('fill', page.backgroundColor)
  const description = document.createElementNS(SVG, 'desc')
  description.textContent = note
  whole.prepend(description, background)
  whole.setAttribute('viewBox', `0 0 ${width} ${top}`)
  whole.setAttribute('width', String(width))
  whole.setAttribute('height', String(top))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(whole)}\n`
}

function styledCopy(figure: SVGSVGElement): SVGSVGElement {
  const copy = figure.cloneNode(true) as SVGSVGElement
  const [from, to] = [
    [figure, ...figure.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ]
  from.forEach((element, k) => {
    const style = getComputedStyle(element)
    const target = to[k] as Element
    for (const name of PROPERTIES) target.setAttribute(name, style.getPropertyValue(name))
    target.removeAttribute('class')
  })
  return copy
}
