/** What happens when a reader moves something: narrow networks at once, wide ones and checks in workers. */
import { render } from 'preact'
import { addressOf, stateOf } from './address.js'
import { App } from './app.js'
import { type Check, CHECKED_WIDTH, type NoCheck } from './check.js'
import type { Move } from './controls.js'
import { type Curves, curvesOf } from './curves.js'
import { Lane } from './lane.js'
import type { Shown } from './panels.js'
import { DEFAULT, type State } from './state.js'
import { WorkerClient } from './worker.js'

/** Networks up to this width are computed within a frame. */
const NARROW = 5000
/** After the last move, in ms: until a check starts, and until the address is written. */
const REST = 150
const NO_WORKER: NoCheck = {
  reason:
    'Not integrated: this browser starts no worker here, as for a page that is opened from a file. Serve the site to see the check.',
}
const TOO_WIDE: NoCheck = {
  reason: `Not integrated: the check solves 2d equations, and is made up to a width of ${CHECKED_WIDTH.toLocaleString('en')}.`,
}

type Outcome<Value> = { readonly value: Value } | { readonly error: string }

type Workers = { readonly wide: WorkerClient; readonly check: WorkerClient }

export class Explorer {
  private state: State
  private notes: readonly string[]
  private shown: Shown
  private failure: string | undefined
  private frame: number | undefined
  private rest: ReturnType<typeof setTimeout> | undefined
  private readonly workers: Workers | undefined
  private readonly wide: Lane<State, Outcome<Curves>>
  private readonly checks: Lane<Shown, Outcome<Check | NoCheck>>

  /** `script` is where the running script was loaded from, for its workers. */
  constructor(
    private readonly root: HTMLElement,
    script: string,
  ) {
    this.workers = startWorkers(script)
    this.wide = new Lane(
      (state) => outcomeOf(this.workers ? this.workers.wide.curves(state) : laterOnThePage(state)),
      (state, outcome) => {
        if (state !== this.state) return
        if ('value' in outcome) this.show(state, outcome.value)
        else this.fail(outcome.error)
      },
    )
    this.checks = new Lane(
      ({ state, curves }) => outcomeOf(this.workers?.check.check(state, curves.times) ?? Promise.resolve(NO_WORKER)),
      ({ curves }, outcome) => {
        if (curves !== this.shown.curves) return
        const check = 'value' in outcome ? outcome.value : { reason: `Not integrated: ${outcome.error}.` }
        this.shown = { ...this.shown, check }
        this.draw()
      },
    )
    const { state, notes } = stateOf(location.hash)
    this.state = state
    this.notes = notes
    this.shown = { state: DEFAULT, curves: curvesOf(DEFAULT), check: undefined }
    addEventListener('hashchange', () => this.restore())
    this.compute()
    this.drawNow()
  }

  private readonly change = (move: Move): void => {
    this.state = move(this.state)
    this.notes = []
    this.compute()
    this.settle()
  }

  /** From an address that was typed or followed; our own writing does not come here. */
  private restore(): void {
    const { state, notes } = stateOf(location.hash)
    this.state = state
    this.notes = notes
    this.compute()
  }

  private compute(): void {
    this.failure = undefined
    this.checks.forget()
    if (this.state.d > NARROW) {
      this.wide.ask(this.state)
      this.draw()
      return
    }
    this.wide.forget()
    try {
      this.show(this.state, curvesOf(this.state))
    } catch (error) {
      this.fail(String(error))
    }
  }

  private show(state: State, curves: Curves): void {
    const check = this.workers === undefined ? NO_WORKER : state.d > CHECKED_WIDTH ? TOO_WIDE : undefined
    this.shown = { state, curves, check }
    this.settle()
    this.draw()
  }

  private fail(error: string): void {
    this.failure = `This network cannot be computed (${error}); the figures show the one before.`
    this.draw()
  }

  /** What waits until the reader rests. */
  private settle(): void {
    clearTimeout(this.rest)
    this.rest = setTimeout(() => {
      const address = addressOf(this.state)
      if (this.notes.length === 0)
        history.replaceState(null, '', address === '' ? location.pathname + location.search : `#${address}`)
      if (this.shown.check === undefined) this.checks.ask(this.shown)
    }, REST)
  }

  /** At most once a frame. */
  private draw(): void {
    this.frame ??= requestAnimationFrame(() => this.drawNow())
  }

  private drawNow(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame)
    this.frame = undefined
    const { state, shown, notes, failure, change } = this
    render(<App state={state} shown={shown} notes={notes} failure={failure} change={change} />, this.root)
  }
}

function startWorkers(script: string): Workers | undefined {
  try {
    return { wide: new WorkerClient(script), check: new WorkerClient(script) }
  } catch {
    return undefined
  }
}

/** After the page had a moment to show that it computes. */
const laterOnThePage = (state: State): Promise<Curves> =>
  new Promise<void>((resolve) => setTimeout(resolve, 30)).then(() => curvesOf(state))

const outcomeOf = <Value,>(promise: Promise<Value>): Promise<Outcome<Value>> =>
  promise.then(
    (value) => ({ value }),
    (error) => ({ error: error instanceof Error ? error.message : String(error) }),
  )
