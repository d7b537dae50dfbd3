/** The ways in which an engine gives no answer. */

/** The engine threw, gave up, or answered with something that is no real closed form in the symbols it was given. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure'
  constructor(
    readonly engine: string,
    readonly operation: string,
    /** What went wrong, in one line. */
    readonly reason: string,
  ) {
    super(`${engine} could not ${operation}: ${reason}`)
  }
}

/** The engine was still busy at the time limit. Its worker has been terminated and the session is over. */
export class EngineTimeout extends Error {
  override readonly name = 'EngineTimeout'
  constructor(
    readonly engine: string,
    readonly operation: string,
    readonly limitMs: number,
  ) {
    super(`${engine} did not ${operation} within ${limitMs} ms and was terminated`)
  }
}

/** Why a question cannot be put, or its answer not be used. The session makes it an EngineFailure of the operation. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
