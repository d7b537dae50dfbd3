/** What an engine is: how a question becomes its text, how it is called, how its answer is read. One file an engine. */
/** What goes to an engine: text in its own syntax, perhaps with a symbol to be replaced while it reads the text. */
export interface Request {
  readonly text: string
  readonly where?: { readonly symbol: string; readonly value: string }
}

export interface Engine {
  /** As it stands in the registry, and in what functions say of their spellings. */
  readonly name: string
  /** What is installed of it: its version is part of what a report was made with. */
  readonly package: string
  /** What it calls `diff`. How it spells our functions is said by each of them. */
  readonly diff: string
  /** The functions of its answers that our language lacks, written by functions of ours, given the argument's text. */
  readonly extras: Readonly<Record<string, (argument: string) => string>>
  /** Matches an answer that is none; the first group, if any, is the engine's reason. */
  readonly refusal: RegExp
  differentiate(e: string, by: string, order: number): Request
  expand(e: string): Request
  simplify(e: string): Request
  partialFractions(e: string, by: string): Request
  integrate(e: string, by: string): Request
  solve(e: string, by: string): Request
  substitute(e: string, by: string, value: string): Request
  /** Loads the library (only ever called in a worker) and returns what evaluates a request to text; that may throw. */
  load(): (request: Request) => string
}
