/** The array library that trains networks, ready to use: float32 on WebAssembly. */
import { setFlagsFromString } from 'node:v8'

type Jax = typeof import('@jax-js/jax')

let started: Promise<Jax> | undefined

/** Loads it once. One thread: several runs are several processes, and a second thread made no step faster. */
export function arrays(): Promise<Jax> {
  started ??= load()
  return started
}

async function load(): Promise<Jax> {
  // It asks the browser how many threads there may be; node before 21 has none to ask.
  Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: 1 }, configurable: true })
  // To multiply and add in one instruction, as later ones do by themselves.
  if (Number.parseInt(process.versions.node, 10) < 21) setFlagsFromString('--experimental-wasm-relaxed-simd')
  const jax = await import('@jax-js/jax')
  await jax.init('wasm')
  jax.defaultDevice('wasm')
  return jax
}
