/** How the pages of experiments say counts and settings. */
import type { Setting } from 'rederive/experiments'

/** Names that are written otherwise in words than in code. */
const WRITTEN: Readonly<Record<string, string>> = {
  relu: 'ReLU',
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

export const wordOf = (value: Setting[string] | undefined): string => WRITTEN[String(value)] ?? String(value)

/** A text, or the cell of a table, with a minus sign for the hyphen before a number; TeX stays. */
export const withMinus = (text: string): string =>
  text
    .split('$')
    .map((part, k) => (k % 2 === 0 ? part.replace(/(?<![\p{L}\d])-(?=\d)/gu, '−') : part))
    .join('$')

export const inWords = (setting: Setting): string =>
  Object.entries(setting)
    .map(([name, value]) => (typeof value === 'number' ? `${name} ${value}` : wordOf(value)))
    .join(', ')
