/**
 * What all code of a process shares: the built-in objects. Code of one file that changes them changes what is made of
 * all others, so it is looked at after each file, and put back.
 */

/** Built-in objects, by the names under which messages speak of them. */
const SHARED: readonly (readonly [name: string, object: object])[] = [
  ['globalThis', globalThis],
  ...namedObjects(),
  ['the iterator of all iterators', Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object],
  ['%ArrayIteratorPrototype%', Object.getPrototypeOf([][Symbol.iterator]()) as object],
  ['%TypedArray%', Object.getPrototypeOf(Int8Array) as object],
  ['%TypedArray%.prototype', (Object.getPrototypeOf(Int8Array) as { readonly prototype: object }).prototype],
]

function namedObjects(): [string, object][] {
  const names =
    'Object Function Array String Number Boolean Symbol BigInt Error TypeError RangeError SyntaxError ReferenceError Map Set WeakMap WeakSet Promise RegExp Date ArrayBuffer DataView Int8Array Uint8Array Float32Array Float64Array Math JSON Reflect Proxy Intl'
  return names.split(' ').flatMap((name): [string, object][] => {
    const found = (globalThis as unknown as Record<string, object | undefined>)[name]
    if (found === undefined) return []
    const own = Object.getOwnPropertyDescriptor(found, 'prototype')?.value as object | undefined
    return own === undefined
      ? [[name, found]]
      : [
          [name, found],
          [`${name}.prototype`, own],
        ]
  })
}

interface Kept {
  readonly name: string
  readonly object: object
  readonly keys: readonly PropertyKey[]
  readonly parts: readonly PropertyDescriptor[]
}

/** The shared objects as they are at one time. */
export class Intrinsics {
  private readonly all: readonly Kept[] = SHARED.map(([name, object]) => {
    const keys = Reflect.ownKeys(object).filter((key) => object !== globalThis || isShared(key))
    return { name, object, keys, parts: keys.map((key) => alone(descriptorOf(object, key) as PropertyDescriptor)) }
  })

  /** Puts back what has changed since, and names the first of it; undefined where nothing has. It asks for nothing that may have changed: no method of an array, no iterator. */
  restored(): string | undefined {
    let first: string | undefined
    for (let n = 0; n < this.all.length; n++) {
      const { name, object, keys, parts } = this.all[n] as Kept
      for (let k = 0; k < keys.length; k++) {
        const key = keys[k] as PropertyKey
        const part = parts[k] as PropertyDescriptor
        if (isAsItWas(object, key, part)) continue
        first ??= shown(name, key)
        define(object, key, part)
      }
      // A global that was not there is nobody else's.
      if (object === globalThis) continue
      const now = ownKeys(object)
      for (let k = 0; now.length > keys.length && k < now.length; k++) {
        const key = now[k] as PropertyKey
        if (isAmong(key, keys)) continue
        first ??= shown(name, key)
        remove(object, key)
      }
    }
    return first
  }
}

// A descriptor that inherits would be read with what is added to all objects.
const alone = (part: PropertyDescriptor): PropertyDescriptor => Object.setPrototypeOf(part, null) as PropertyDescriptor
const descriptorOf = Object.getOwnPropertyDescriptor
const define = Reflect.defineProperty
const remove = Reflect.deleteProperty
const { ownKeys } = Reflect
const isSame = Object.is
const textOf = String

function isAsItWas(object: object, key: PropertyKey, part: PropertyDescriptor): boolean {
  const now = descriptorOf(object, key)
  return now !== undefined && isSame(now.value, part.value) && now.get === part.get && now.set === part.set
}

function isAmong(key: PropertyKey, keys: readonly PropertyKey[]): boolean {
  for (let k = 0; k < keys.length; k++) if (keys[k] === key) return true
  return false
}

/** Whether a global is one of the language; what node adds it may make when it is first asked for. */
const isShared = (key: PropertyKey): boolean =>
  SHARED.some(([name]) => name === key) || ['parseInt', 'parseFloat', 'isNaN', 'isFinite'].includes(String(key))

const shown = (name: string, key: PropertyKey): string =>
  name === 'globalThis' ? textOf(key) : `${name}.${textOf(key)}`
