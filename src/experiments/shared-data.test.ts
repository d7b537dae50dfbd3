import { expect, it } from 'vitest'
import type { Dataset, DatasetName } from '../networks/data.js'
import { SharedData } from './shared-data.js'

function sharing(): { readonly shared: SharedData; readonly read: DatasetName[] } {
  const read: DatasetName[] = []
  const samples = () => ({ count: 2, inputs: Float32Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 1) })
  const shared = new SharedData((name): Dataset => {
    read.push(name)
    return { name, width: 2, classes: 2, train: samples(), test: samples(), hash: '0' }
  })
  return { shared, read }
}

it('data is read once for all runs that leave it as it is', () => {
  const { shared, read } = sharing()
  for (let run = 0; run < 3; run++) {
    shared.get('mnist')
    shared.get('mnist')
    expect(shared.dropChanged()).toEqual([])
  }
  expect(read).toEqual(['mnist'])
})

it.each<[string, (data: Dataset) => void]>([
  ['an input', ({ train }) => train.inputs.fill(-1, 1, 2)],
  ['an input by its sign only', ({ train }) => train.inputs.set([-4], 3)],
  ['two inputs, one for the other', ({ train }) => train.inputs.set([2, 1])],
  ['a test input', ({ test }) => test.inputs.fill(Number.NaN)],
  ['a label', ({ train }) => train.labels.set([1], 0)],
  ['a test label', ({ test }) => test.labels.reverse()],
])('data of which a run changed %s is named, and read anew for the next', (_, change) => {
  const { shared, read } = sharing()
  shared.get('fashion-mnist')
  change(shared.get('mnist'))
  expect(shared.dropChanged()).toEqual(['mnist'])
  expect(shared.dropChanged()).toEqual([])
  expect([...shared.get('mnist').train.inputs]).toEqual([1, 2, 3, 4])
  expect(read).toEqual(['fashion-mnist', 'mnist', 'mnist'])
})

it('data has no part that can be replaced', () => {
  const data = sharing().shared.get('mnist') as { train: unknown }
  expect(() => {
    data.train = undefined
  }).toThrow(TypeError)
})
