/**
 * The methods: what is tried beside the reduction to normal forms, signs and leading terms, each where that does not decide. One list of all, so that each can be left out, and be seen
 * to be needed or not (`npm run methods`).
 */
export const METHODS = {
  cases: 'a claim is proved for each sign of a quantity',
  'constant relations': 'linear combinations of constants vanish by what is known of each',
  squares: 'two quantities that are never negative are equal where their squares are',
  'powers and exponentials': 'a quantity is zero by a power of a root in it, or by its exponential',
  pieces: 'the difference of two sides is constant on each piece of its domain, and zero at one point of each',
  kinks: 'what is shown of the formula of a derivative is shown of the derivative, where the formula has no value',
  'leading terms': 'a limit is that of the terms that grow most',
  'first term': 'a limit is told by the first term of a series',
  Gruntz: 'a limit is told by the expansion in the largest class of growth',
} as const
export type Method = keyof typeof METHODS

let leftOut: ReadonlySet<Method> = new Set()

/** Whether a method is tried. */
export const isTried = (method: Method): boolean => !leftOut.has(method)

/** Which methods are tried, as a text. */
export const tried = (): string => [...leftOut].sort().join()

/** What `work` comes to without some of the methods. */
export function without<T>(methods: readonly Method[], work: () => T): T {
  const before = leftOut
  leftOut = new Set([...before, ...methods])
  try {
    return work()
  } finally {
    leftOut = before
  }
}
