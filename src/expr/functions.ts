/**
 * The elementary functions of the language: one table for the parser, the printers and differentiation.
 * `derivative` is written in the language itself, with `x` the argument.
 */
export interface FunctionEntry {
  readonly derivative: string
  /** TeX command, or undefined where the TeX printer has a form of its own (sqrt, abs, exp). */
  readonly tex?: string
  /** Names under which an engine or an author may also write it. */
  readonly aliases?: readonly string[]
}

export const FUNCTIONS = {
  exp: { derivative: 'exp(x)' },
  log: { derivative: '1/x', tex: '\\log', aliases: ['ln'] },
  sqrt: { derivative: '1/(2*sqrt(x))' },
  abs: { derivative: 'abs(x)/x' },
  sin: { derivative: 'cos(x)', tex: '\\sin' },
  cos: { derivative: '-sin(x)', tex: '\\cos' },
  tan: { derivative: '1 + tan(x)^2', tex: '\\tan' },
  asin: { derivative: '1/sqrt(1 - x^2)', tex: '\\arcsin', aliases: ['arcsin'] },
  acos: { derivative: '-1/sqrt(1 - x^2)', tex: '\\arccos', aliases: ['arccos'] },
  atan: { derivative: '1/(1 + x^2)', tex: '\\arctan', aliases: ['arctan'] },
  sinh: { derivative: 'cosh(x)', tex: '\\sinh' },
  cosh: { derivative: 'sinh(x)', tex: '\\cosh' },
  tanh: { derivative: '1 - tanh(x)^2', tex: '\\tanh' },
  sech: { derivative: '-sech(x)*tanh(x)', tex: '\\operatorname{sech}' },
  csch: { derivative: '-csch(x)*coth(x)', tex: '\\operatorname{csch}' },
  coth: { derivative: '1 - coth(x)^2', tex: '\\coth' },
  asinh: { derivative: '1/sqrt(x^2 + 1)', tex: '\\operatorname{arsinh}', aliases: ['arcsinh'] },
  acosh: { derivative: '1/(sqrt(x - 1)*sqrt(x + 1))', tex: '\\operatorname{arcosh}', aliases: ['arccosh'] },
  atanh: { derivative: '1/(1 - x^2)', tex: '\\operatorname{artanh}', aliases: ['arctanh'] },
} as const satisfies Record<string, FunctionEntry>

export type FunctionName = keyof typeof FUNCTIONS

const BY_NAME = new Map<string, FunctionName>()
for (const [name, entry] of Object.entries(FUNCTIONS) as [FunctionName, FunctionEntry][]) {
  for (const alias of [name, ...(entry.aliases ?? [])]) BY_NAME.set(alias, name)
}

/** The function that a name or alias stands for, or undefined. */
export const functionNamed = (name: string): FunctionName | undefined => BY_NAME.get(name)
export const functionNames = (): readonly FunctionName[] => Object.keys(FUNCTIONS) as FunctionName[]
