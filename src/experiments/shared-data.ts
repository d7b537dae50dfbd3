/** Data sets that are read once in a process, and given to each run in it: whether a run has changed one is seen by a checksum. */
import { type Dataset, type DatasetName, type Samples, dataset } from '../networks/data.js'

interface Known {
  readonly data: Dataset
  readonly checksum: number
}

export class SharedData {
  private readonly known = new Map<DatasetName, Known>()
  /** Those that were asked for since `dropChanged` looked. */
  private readonly asked = new Set<DatasetName>()

  constructor(private readonly read: typeof dataset = dataset) {}

  /** Throws DataError as `dataset` does. Only its arrays can be changed. */
  get(name: DatasetName, folder?: string): Dataset {
    let found = this.known.get(name)
    if (!found) {
      const data = frozen(this.read(name, folder))
      found = { data, checksum: checksumOf(data) }
      this.known.set(name, found)
    }
    this.asked.add(name)
    return found.data
  }

  /** The names of those that are not any more what was read; they are read anew when they are next asked for. */
  dropChanged(): DatasetName[] {
    const changed = [...this.asked].filter((name) => {
      const found = this.known.get(name)
      return found && checksumOf(found.data) !== found.checksum
    })
    for (const name of changed) this.known.delete(name)
    this.asked.clear()
    return changed
  }
}

const frozen = (data: Dataset): Dataset =>
  Object.freeze({ ...data, train: Object.freeze({ ...data.train }), test: Object.freeze({ ...data.test }) })

const checksumOf = ({ train, test }: Dataset): number => samplesInto(samplesInto(0x811c9dc5, train), test)

const samplesInto = (sum: number, { inputs, labels }: Samples): number =>
  into(into(sum, new Uint32Array(inputs.buffer, inputs.byteOffset, inputs.length)), labels)

/** A change of one number always changes it, since each step can be undone; changes of several do but for one in 2^32. */
function into(sum: number, values: Uint32Array | Uint8Array): number {
  let hash = sum
  for (let k = 0; k < values.length; k++) {
    hash = Math.imul(hash ^ (values[k] as number), 0x01000193)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}
