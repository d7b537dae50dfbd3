/** The ways in which the kernel may fail to decide. None of them says that a claim is false. */

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
