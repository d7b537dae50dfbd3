/** The ways in which the kernel may fail to decide. None of them says that a claim is false. */

/** A reason without names of our own: what oscillates is a number of [-1,1]. */
export const inPlainWords = (why: string): string =>
  why
    .replace(/wave#\d+/g, '[-1,1]')
    .replaceAll('#imaginary', 'sqrt(-1)')
    .replace('a derivative where 0 may be 0', 'a derivative just where its formula has a kink')
    .replace(/\[#(\d)\]/g, (_, k: string) => `[${'ijkl'[Number(k)] ?? `i${k}`}]`)

/** The expression has something for which the kernel has no exact rule. */
export class Unsupported extends Error {
  override readonly name: string = 'Unsupported'
}

/** The computation grew past a documented limit. */
export class KernelLimit extends Unsupported {
  override readonly name = 'KernelLimit'
}

/** The expression divides by something that is identically zero: it is defined nowhere. */
export class NowhereDefined extends Error {
  override readonly name = 'NowhereDefined'
}

/** There is no limit: the expression comes close to a function of sin or cos of something unbounded, and takes all its values again and again. */
export class Oscillates extends Error {
  override readonly name = 'Oscillates'
  constructor(
    message: string,
    /** Whether it does so among whole numbers, too. */
    readonly amongWhole = false,
  ) {
    super(message)
  }
}
