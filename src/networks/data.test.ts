import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DataError, type DatasetName, type Samples, batchOf, classesOf, clothes, dataset, idx } from './data.js'

/** Mean and variance of all values. */
function moments({ inputs }: Samples): readonly [number, number] {
  let [sum, squares] = [0, 0]
  for (const x of inputs) {
    sum += x
    squares += x * x
  }
  return [sum / inputs.length, squares / inputs.length - (sum / inputs.length) ** 2]
}

const counts = ({ labels }: Samples): number[] =>
  Array.from({ length: 10 }, (_, k) => labels.filter((label) => label === k).length)

describe('pictures', () => {
  it('of MNIST are the original ones', () => {
    const { train, test, width, classes, hash } = dataset('mnist')
    expect([train.count, test.count, width, classes]).toEqual([60_000, 10_000, 784, 10])
    expect(counts(test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    expect(Array.from(train.labels.slice(0, 5))).toEqual([5, 0, 4, 1, 9])
    const [mean, variance] = moments(train)
    expect(mean).toBeCloseTo(0, 4)
    expect(variance).toBeCloseTo(1, 3)
    expect(hash).toMatch(/^[0-9a-f]{16}$/)
    expect(dataset('mnist').hash).toBe(hash)
  })

  it('of Fashion-MNIST are as many of each class, in turn', () => {
    const { train, test } = dataset('fashion-mnist')
    expect(counts(train)).toEqual(Array(10).fill(6000))
    expect(counts(test)).toEqual(Array(10).fill(1000))
    expect(Array.from(train.labels.slice(8, 13))).toEqual([8, 9, 0, 1, 2])
    expect(moments(train)[1]).toBeCloseTo(1, 3)
  })

  it('of CIFAR-10 are read from its binary files, wherever these are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cifar-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const rows = (labels: readonly number[]): Buffer =>
      Buffer.concat(
        labels.map((label) => Buffer.from([label, ...Array.from({ length: 3072 }, (_, k) => (k + label) % 256)])),
      )
    const names = [1, 2, 3, 4, 5].map((k) => `data_batch_${k}.bin`)
    expect(() => dataset('cifar-10')).toThrow('give the folder of its binary version by --data')
    expect(() => dataset('cifar-10', folder)).toThrow(`there is no ${join(folder, 'data_batch_1.bin')}`)
    for (const [k, name] of names.entries()) writeFileSync(join(folder, name), rows([k, 9 - k]))
    writeFileSync(join(folder, 'test_batch.bin'), rows([3]))
    const { train, test, width } = dataset('cifar-10', folder)
    expect([train.count, test.count, width]).toEqual([10, 1, 3072])
    expect(Array.from(train.labels)).toEqual([0, 9, 1, 8, 2, 7, 3, 6, 4, 5])
    const step = (train.inputs[1] as number) - (train.inputs[0] as number)
    expect((train.inputs[3072] as number) - (train.inputs[0] as number)).toBeCloseTo(9 * step, 4)
    writeFileSync(join(folder, 'test_batch.bin'), rows([3]).subarray(0, 3000))
    expect(() => dataset('cifar-10', folder)).toThrow(
      /test_batch\.bin has 3000 bytes, expected a multiple of 3073: it is cut off/,
    )
    writeFileSync(join(folder, 'test_batch.bin'), rows([11]))
    expect(() => dataset('cifar-10', folder)).toThrow('has the label 11 in row 1')
    rmSync(join(folder, 'test_batch.bin'))
    mkdirSync(join(folder, 'test_batch.bin'))
    expect(() => dataset('cifar-10', folder)).toThrow(DataError)
    expect(() => dataset('cifar-10', folder)).toThrow(`${join(folder, 'test_batch.bin')} cannot be read`)
  })

  it('in a file that is cut off, or another one, are none', () => {
    const file = (sizes: readonly number[], values: number): Buffer => {
      const head = Buffer.alloc(4 * (sizes.length + 1))
      head.writeUInt32BE(0x800 + sizes.length)
      for (const [k, size] of sizes.entries()) head.writeUInt32BE(size, 4 * (k + 1))
      return Buffer.concat([head, Buffer.alloc(values, 7)])
    }
    expect(idx(file([2, 2, 2], 8), 'x', 3)).toEqual({ sizes: [2, 2, 2], values: new Uint8Array(8).fill(7) })
    expect(() => idx(file([2, 2, 2], 7), 'x', 3)).toThrow(
      'x has 23 bytes, expected 24 for 2 x 2 x 2 values: it is cut off',
    )
    expect(() => idx(file([2, 2], 4), 'x', 3)).toThrow('x does not begin as an array of bytes with 3 sizes')
    expect(() => idx(Buffer.alloc(2), 'x', 3)).toThrow('x does not begin')
  })

  it('of another name are none', () => {
    for (const name of ['mnits', 'toString'])
      expect(() => dataset(name as DatasetName)).toThrow(
        new DataError(`there is no data set ${name}; there are mnist, fashion-mnist, cifar-10`),
      )
  })

  it('of MNIST have labels from 0 to 9', () => {
    const labels = (...values: number[]): Buffer => Buffer.from([0, 0, 8, 1, 0, 0, 0, values.length, ...values])
    expect(classesOf(labels(0, 9), 'x')).toEqual(Uint8Array.of(0, 9))
    expect(() => classesOf(labels(9, 10), 'x')).toThrow(new DataError('x has the label 10 in row 2, expected 0 to 9'))
  })

  it('of Fashion-MNIST are lists of whole numbers from 0 to 255', () => {
    const picture = (first: unknown): unknown[] => [first, ...Array<number>(783).fill(0)]
    const of = (text: string) => clothes(Buffer.from(text), 'x')
    const rows = (...data: unknown[]) => of(JSON.stringify({ data }))
    expect(rows(picture(255), [], picture(0))).toEqual([picture(255), picture(0)])
    for (const [found, message] of [
      [() => of('{"data":[[0,'), 'x is no JSON: '],
      [() => of('{}'), 'x has no list "data" of pictures'],
      [() => of('null'), 'x has no list "data" of pictures'],
      [() => rows([], null), 'x has in row 2 null, expected a list of numbers'],
      [() => rows([0]), 'x has in row 1 1 values, expected 784, or none'],
      [() => rows(picture(256)), 'x has in row 1 the value 256, expected a whole number from 0 to 255'],
      [() => rows(picture(0.5)), 'x has in row 1 the value 0.5, expected a whole number from 0 to 255'],
      [() => rows(picture(-1)), 'x has in row 1 the value -1, expected'],
      [() => rows(picture('1')), 'x has in row 1 the value "1", expected'],
    ] as const) {
      expect(found).toThrow(DataError)
      expect(found).toThrow(message)
    }
  })
})

it('a batch has 1 at the class of each sample', () => {
  const samples: Samples = { count: 3, inputs: Float32Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(0, 2, 1) }
  expect(batchOf(samples, 2, 3, [2, 1])).toEqual({
    count: 2,
    inputs: Float32Array.of(5, 6, 3, 4),
    targets: Float32Array.of(0, 1, 0, 0, 0, 1),
  })
})
