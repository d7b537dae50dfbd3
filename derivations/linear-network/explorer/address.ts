/** A state as the part of an address after #, and back. Only what differs from the default is written. */
import type { Axis } from '../library/index.js'
import { AXES, DEFAULT, RANGES, type Range, SCALED, type State } from './state.js'

export interface Read {
  readonly state: State
  /** What was ignored, and what was expected there. */
  readonly notes: readonly string[]
}

interface Field {
  /** The text of this part of a state. */
  write(state: State): string
  /** The state with this part read; a string says what was expected. */
  read(state: State, text: string): State | string
}

const between = ({ from, to }: Range, what = 'a number'): string => `${what} from ${from} to ${to}`

function numberIn(range: Range, text: string, whole = false): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= range.from && value <= range.to && (!whole || Number.isInteger(value)) ? value : undefined
}

function number(key: 'd' | 'A' | 'C' | 'seed', whole = false): Field {
  return {
    write: (state) => String(state[key]),
    read: (state, text) => {
      const value = numberIn(RANGES[key], text, whole)
      return value === undefined
        ? between(RANGES[key], whole ? 'a whole number' : 'a number')
        : { ...state, [key]: value }
    },
  }
}

/** A number, or a word for its absence. */
function optional(key: 'cosine' | 'until', absent: string): Field {
  return {
    write: (state) => (state[key] === undefined ? absent : String(state[key])),
    read: (state, text) => {
      const value = text === absent ? undefined : numberIn(RANGES[key], text)
      if (value === undefined && text !== absent) return `${absent}, or ${between(RANGES[key])}`
      return { ...state, [key]: value }
    },
  }
}

const axis = (key: 'x' | 'y'): Field => ({
  write: (state) => state[key],
  read: (state, text) =>
    AXES.includes(text as Axis) ? { ...state, [key]: text as Axis } : `one of ${AXES.join(', ')}`,
})

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['d', number('d', true)],
  ['A', number('A')],
  ['C', number('C')],
  ...SCALED.map((name): [string, Field] => [
    name,
    {
      write: ({ coefficients }) => String(coefficients[name]),
      read: (state, text) => {
        const value = numberIn(RANGES.coefficient, text)
        if (value === undefined) return between(RANGES.coefficient)
        return { ...state, coefficients: { ...state.coefficients, [name]: value } }
      },
    },
  ]),
  ...AXES.map((name): [string, Field] => [
    name,
    {
      write: ({ exponents }) => String(exponents[name]),
      read: (state, text) => {
        const value = numberIn(RANGES.exponent, text)
        if (value === undefined || !Number.isInteger(value / RANGES.exponent.step)) {
          return `${between(RANGES.exponent, 'a multiple of 1/4')}`
        }
        return { ...state, exponents: { ...state.exponents, [name]: value } }
      },
    },
  ]),
  ['cosine', optional('cosine', 'independent')],
  ['seed', number('seed', true)],
  ['until', optional('until', 'auto')],
  ['x', axis('x')],
  ['y', axis('y')],
  [
    'rates',
    {
      write: ({ unitTime }) => (unitTime ? 'unit-time' : 'given'),
      read: (state, text) =>
        text === 'unit-time' || text === 'given' ? { ...state, unitTime: text === 'unit-time' } : 'unit-time or given',
    },
  ],
])

/** Such as `d=64&g=-0.5`; empty for the default state. */
export function addressOf(state: State): string {
  const parts = [...FIELDS].flatMap(([key, { write }]) => {
    const text = write(state)
    return text === write(DEFAULT) ? [] : [`${key}=${encodeURIComponent(text)}`]
  })
  return parts.join('&')
}

/** What an address says, over the default. What cannot be read is left at its default and noted. */
export function stateOf(address: string): Read {
  let state = DEFAULT
  const notes: string[] = []
  for (const [key, text] of new URLSearchParams(address.replace(/^#/, ''))) {
    const field = FIELDS.get(key)
    const read = field?.read(state, text)
    if (read === undefined) notes.push(`“${shortened(key)}” is none of ${[...FIELDS.keys()].join(', ')}`)
    else if (typeof read === 'string') notes.push(`${key} must be ${read}, found “${shortened(text)}”`)
    else state = read
  }
  if (state.x === state.y) {
    notes.push(`the axes x and y must differ, both are ${state.x}`)
    state = { ...state, x: DEFAULT.x, y: DEFAULT.y }
  }
  return { state, notes }
}

const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
