import { describe, expect, test } from 'vitest'
import { gaussianWeights } from '../networks/network.js'
import type { Samples } from '../networks/data.js'
import { type Run, line } from '../networks/run.js'
import { checkedTask, requireRun } from './run-shape.js'

const network = { widths: [1, 3, 1], activation: 'linear' } as const
const run: Run = {
  network,
  start: gaussianWeights(network, [1, 1], 1),
  training: { loss: 'squared', rates: [0.1, 0.1] },
  task: line([1, 2], [1, -1]),
  steps: 5,
}
const without = (more: Readonly<Record<string, unknown>>): Run => ({ ...run, ...more }) as unknown as Run
const weights = (...layers: number[][]): Float32Array[] => layers.map((layer) => Float32Array.from(layer))

describe('a run', () => {
  test('that is one is taken', () => expect(() => requireRun(run)).not.toThrow())

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a promise', { network: undefined }, 'an object as network, found undefined'],
    ['steps as a text', { steps: '20' }, 'steps are a whole number from 0'],
    ['too few layers', { start: weights([1, 1, 1]) }, 'a start has 2 layers'],
    [
      'a layer of another size',
      { start: weights([1, 1], [1, 1, 1]) },
      'layer 1 of a start is a Float32Array of 3 weights',
    ],
    ['a weight that is none', { start: weights([1, Number.NaN, 1], [1, 1, 1]) }, 'weights that are no finite numbers'],
    ['an end that is not measured', { at: [0, 3] }, 'at is a list of steps from 0 to 5'],
    ['a measurement after the end', { at: [0, 5, 10] }, 'at is a list of steps from 0 to 5'],
    ['no probe', { task: { batch: () => run.task.probe } }, 'the probe is { count, inputs, targets }'],
    ['an empty probe', { task: line([], []) }, 'the probe has a whole number of samples from 1'],
    ['a target that is none', { task: line([1], [Number.NaN]) }, 'the probe has targets that are no finite numbers'],
    [
      'another loss than the targets',
      { training: { loss: 'cross-entropy', rates: [1, 1] } },
      'the cross-entropy is of two outputs',
    ],
    [
      'targets that are no classes',
      { task: line([1], [0]), training: { loss: 'logistic', rates: [1, 1] } },
      'targets 1 and -1',
    ],
  ])('with %s is refused', (_, more, message) => expect(() => requireRun(without(more))).toThrow(message))

  test('has test samples that fit its network, or none', () => {
    const wide = { widths: [2, 3, 2], activation: 'relu' } as const
    const samples = { count: 2, inputs: Float32Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 1) }
    const probe = { count: 1, inputs: Float32Array.of(1, 2), targets: Float32Array.of(0, 1) }
    const tested = (more: Readonly<Record<string, unknown>>): Run => ({
      network: wide,
      start: gaussianWeights(wide, [1, 1], 1),
      training: { loss: 'squared', rates: [1, 1] },
      task: { batch: () => probe, probe, test: { ...samples, ...more } as Samples },
      steps: 1,
    })
    expect(() => requireRun(tested({}))).not.toThrow()
    const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ count: 0 }, 'the test has a whole number of samples from 1, found 0'],
      [{ count: 4 }, 'the test has 1 inputs for each sample, and the network is of 2: the first of its widths'],
      [{ inputs: [1, 2, 3, 4] }, 'the test has a Float32Array of 2 x 2 inputs, found a list'],
      [{ inputs: Float32Array.of(1, 2, 3, Number.NaN) }, 'the test has inputs that are no finite numbers'],
      [{ labels: Uint8Array.of(0) }, 'the test has a Uint8Array of 2 labels, found an object'],
      [{ labels: [0, 1] }, 'the test has a Uint8Array of 2 labels, found a list'],
      [{ labels: Uint8Array.of(0, 2) }, 'the test has the label 2, and the network has 2 outputs: 0 to 1'],
    ]
    for (const [more, message] of cases) expect(() => requireRun(tested(more))).toThrow(new RangeError(message))
    const none = { ...tested({}), task: { ...tested({}).task, test: null as unknown as Samples } }
    expect(() => requireRun(none)).toThrow('the test samples are { count, inputs, labels }, found null')
  })

  test('of classes has one of them for each sample', () => {
    const wide = { widths: [1, 3, 2], activation: 'relu' } as const
    const of = (targets: number[]): Run => {
      const probe = { count: 1, inputs: Float32Array.of(1), targets: Float32Array.from(targets) }
      const task = { batch: () => probe, probe }
      return {
        network: wide,
        start: gaussianWeights(wide, [1, 1], 1),
        training: { loss: 'cross-entropy', rates: [1, 1] },
        task,
        steps: 1,
      }
    }
    expect(() => requireRun(of([0, 1]))).not.toThrow()
    for (const targets of [
      [0.5, -0.5],
      [1, 1],
      [0, 0],
    ])
      expect(() => requireRun(of(targets))).toThrow('1 at the class')
  })
})

describe('the task of a run, while it runs', () => {
  const later = (change: Readonly<Record<string, unknown>>): Run => {
    const { probe } = run.task
    const task = { probe, batch: (step: number) => (step === 2 ? { ...probe, ...change } : probe) }
    return without({ task })
  }

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['an input that is none', { inputs: Float32Array.of(1, Number.NaN) }, 'has inputs that are no finite numbers'],
    ['a target that is none', { targets: Float32Array.of(1 / 0, 1) }, 'has targets that are no finite numbers'],
    ['too few inputs', { count: 1 }, 'has 2 inputs for each sample, and the network is of 1'],
  ])('is refused at the step whose batch has %s', (_, change, message) => {
    const broken = later(change)
    expect(() => requireRun(broken)).not.toThrow()
    const { batch } = checkedTask(broken)
    expect([batch(0), batch(1)]).toEqual([run.task.probe, run.task.probe])
    expect(() => batch(2)).toThrow(
      new RangeError(`the batch of step 2 ${message}${message.endsWith('of 1') ? ': the first of its widths' : ''}`),
    )
  })

  test('has the probe that it began with', () => {
    const { probe } = line([1, 2], [1, -1])
    const made = checkedTask({ ...run, task: { probe, batch: () => probe } })
    probe.inputs.fill(Number.NaN)
    expect([...made.probe.inputs]).toEqual([1, 2])
  })
})
