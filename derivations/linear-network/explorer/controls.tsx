/** The controls of the explorer: native inputs, each with a label and its value beside it. */
import type { ComponentChildren, VNode } from 'preact'
import type { Axis } from '../library/index.js'
import { numeral } from 'rederive/figures'
import { axisLabel } from './panels.js'
import {
  AXES,
  EXPONENT_OF,
  PRESETS,
  presetOf,
  RANGES,
  type Range,
  SCALED,
  type Scaled,
  scaledValue,
  type State,
  withPreset,
} from './state.js'
import { exponentText } from './words.js'

/** What a control does to the state. It is told as a step: the state that was drawn may be moved on from already. */
export type Move = (state: State) => State

interface ControlsProps {
  readonly state: State
  readonly change: (move: Move) => void
}

const SYMBOLS: Readonly<Record<Scaled, readonly [symbol: ComponentChildren, name: string]>> = {
  gamma: [<i>γ</i>, 'output scale'],
  etaU: [
    <i>
      η<sub>u</sub>
    </i>,
    'learning rate of u',
  ],
  etaW: [
    <i>
      η<sub>w</sub>
    </i>,
    'learning rate of w',
  ],
  varU: [
    <>
      Var <i>u</i>
    </>,
    'initial variance of u',
  ],
  varW: [
    <>
      Var <i>w</i>
    </>,
    'initial variance of w',
  ],
}

export function Controls({ state, change }: ControlsProps): VNode {
  const chosen = presetOf(state)
  return (
    <form class="controls" aria-label="The network" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="presets">
        <legend>Scaling</legend>
        {PRESETS.map((preset) => (
          <button
            type="button"
            key={preset.name}
            aria-pressed={preset === chosen}
            title={preset.about}
            onClick={() => change((now) => withPreset(now, preset))}
          >
            {preset.name}
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend>Network</legend>
        <Slider
          id="d"
          label={
            <>
              width <i>d</i>
            </>
          }
          range={RANGES.d}
          value={state.d}
          whole
          text={state.d.toLocaleString('en')}
          change={(d) => change((now) => ({ ...now, d }))}
        />
        <Angle state={state} change={change} />
        <SeedField state={state} change={change} />
      </fieldset>
      <fieldset class="scaled">
        <legend>Coefficient, and power of the width</legend>
        {SCALED.map((name) => (
          <ScaledControl key={name} name={name} state={state} change={change} />
        ))}
      </fieldset>
      <fieldset>
        <legend>Data without noise, loss A (v − C/A)²</legend>
        <Slider
          id="A"
          label={
            <>
              <i>A</i> = E[<i>a</i>²]
            </>
          }
          range={RANGES.A}
          value={state.A}
          change={(A) => change((now) => ({ ...now, A }))}
        />
        <Slider
          id="C"
          label={
            <>
              <i>C</i> = E[<i>ay</i>]
            </>
          }
          range={RANGES.C}
          value={state.C}
          change={(C) => change((now) => ({ ...now, C }))}
        />
      </fieldset>
      <View state={state} change={change} />
    </form>
  )
}

interface SliderProps {
  readonly id: string
  readonly label: ComponentChildren
  readonly range: Range
  readonly value: number
  readonly whole?: boolean
  readonly disabled?: boolean
  /** Of the value; default its numeral. */
  readonly text?: string
  readonly shown?: ComponentChildren
  readonly change: (value: number) => void
}

function Slider({ id, label, range, value, whole = false, disabled = false, text, shown, change }: SliderProps): VNode {
  const position = positionOf(range, value)
  const spoken = text ?? numeral(value)
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={positionOf(range, range.from)}
        max={positionOf(range, range.to)}
        step={range.step}
        value={position}
        disabled={disabled}
        aria-valuetext={spoken}
        onInput={(event) => change(moved(range, value, Number(event.currentTarget.value), whole))}
      />
      <output for={id} aria-live="off">
        {shown ?? spoken}
      </output>
    </div>
  )
}

/** Where a value stands on its slider: its decade for a logarithmic one. */
export const positionOf = (range: Range, value: number): number => (range.log ? Math.log10(value) : value)

/** The value at a position, to three digits; a whole one moves by at least 1, so that no step is lost to rounding. */
export function moved(range: Range, before: number, position: number, whole: boolean): number {
  const exact = range.log ? 10 ** position : position
  const value = Number(whole && exact < 1000 ? Math.round(exact) : exact.toPrecision(3))
  const same = whole && value === before && Math.abs(position - positionOf(range, before)) > range.step / 2
  const next = same ? before + Math.sign(position - positionOf(range, before)) : value
  return Math.min(range.to, Math.max(range.from, next))
}

function ScaledControl({ name, state, change }: ControlsProps & { readonly name: Scaled }): VNode {
  const [symbol, meaning] = SYMBOLS[name]
  const axis = EXPONENT_OF[name]
  const { coefficients, exponents } = state
  const exponent = exponentText(exponents[axis])
  return (
    <div class="quantity" role="group" aria-label={meaning}>
      <p>
        {symbol} <span>{meaning}</span>{' '}
        <output id={`value-${name}`} aria-live="off">
          {numeral(scaledValue(state, name))}
        </output>
      </p>
      <Slider
        id={name}
        label={<span class="unseen">coefficient of the {meaning}</span>}
        range={RANGES.coefficient}
        value={coefficients[name]}
        change={(value) => change((now) => ({ ...now, coefficients: { ...now.coefficients, [name]: value } }))}
      />
      <Slider
        id={axis}
        label={<span class="unseen">power of the width in the {meaning}</span>}
        range={RANGES.exponent}
        value={exponents[axis]}
        text={`d to the power ${exponent}`}
        shown={
          <>
            <i>d</i>
            <sup>{exponent}</sup>
          </>
        }
        change={(value) => change((now) => ({ ...now, exponents: { ...now.exponents, [axis]: value } }))}
      />
    </div>
  )
}

function Angle({ state, change }: ControlsProps): VNode {
  const { cosine } = state
  return (
    <div class="optional">
      <Slider
        id="cosine"
        label={
          <>
            <i>ζ</i> at the start
          </>
        }
        range={RANGES.cosine}
        value={cosine ?? 0}
        disabled={cosine === undefined}
        text={cosine === undefined ? 'free' : numeral(cosine)}
        change={(value) => change((now) => ({ ...now, cosine: value }))}
      />
      <Check
        id="independent"
        label="independent layers"
        checked={cosine === undefined}
        change={(free) => change((now) => ({ ...now, cosine: free ? undefined : 0 }))}
      />
    </div>
  )
}

function SeedField({ state, change }: ControlsProps): VNode {
  const { from, to } = RANGES.seed
  return (
    <div class="field">
      <label for="seed">seed</label>
      <input
        id="seed"
        type="number"
        min={from}
        max={to}
        step={1}
        value={state.seed}
        onInput={({ currentTarget: { valueAsNumber: seed } }) => {
          if (Number.isInteger(seed) && seed >= from && seed <= to) change((now) => ({ ...now, seed }))
        }}
      />
    </div>
  )
}

function View({ state, change }: ControlsProps): VNode {
  const { until, unitTime } = state
  return (
    <fieldset>
      <legend>View</legend>
      <div class="optional">
        <Slider
          id="until"
          label="time shown"
          range={RANGES.until}
          value={until ?? 1}
          disabled={until === undefined}
          text={until === undefined ? 'fitted' : numeral(until)}
          change={(value) => change((now) => ({ ...now, until: value }))}
        />
        <Check
          id="fitted"
          label="until 99% is learned"
          checked={until === undefined}
          change={(fitted) => change((now) => ({ ...now, until: fitted ? undefined : 1 }))}
        />
      </div>
      <AxisField id="x" label="phases across" state={state} change={change} />
      <AxisField id="y" label="phases up" state={state} change={change} />
      <Check
        id="unit-time"
        label="phases at rates that make τ finite"
        checked={unitTime}
        change={(value) => change((now) => ({ ...now, unitTime: value }))}
      />
    </fieldset>
  )
}

function AxisField({
  id,
  label,
  state,
  change,
}: ControlsProps & { readonly id: 'x' | 'y'; readonly label: string }): VNode {
  const other = id === 'x' ? 'y' : 'x'
  const choose = (axis: Axis): void => {
    change((now) => ({ ...now, [id]: axis, ...(axis === now[other] && { [other]: now[id] }) }))
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={state[id]} onChange={(event) => choose(event.currentTarget.value as Axis)}>
        {AXES.map((axis) => (
          <option key={axis} value={axis} selected={axis === state[id]}>
            {axisLabel(axis)}
          </option>
        ))}
      </select>
    </div>
  )
}

interface CheckProps {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly change: (checked: boolean) => void
}

function Check({ id, label, checked, change }: CheckProps): VNode {
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={checked} onChange={(event) => change(event.currentTarget.checked)} />
      <label for={id}>{label}</label>
    </div>
  )
}
