/** The functions of the formula language, by name. Every list of functions is derived from this. */
import { ALL } from './all.js'
import type { ElementaryFunction } from './function.js'

export type FunctionName = keyof typeof ALL

export const FUNCTIONS: Readonly<Record<FunctionName, ElementaryFunction>> = ALL

export const functionNames = (): readonly FunctionName[] => Object.keys(ALL) as FunctionName[]

const BY_NAME = new Map<string, FunctionName>()
for (const name of functionNames())
  for (const alias of [name, ...(FUNCTIONS[name].aliases ?? [])]) BY_NAME.set(alias, name)

/** The function that a name or alias stands for, or undefined. */
export const functionNamed = (name: string): FunctionName | undefined => BY_NAME.get(name)
