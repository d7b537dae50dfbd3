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

export const inWords = (setting: Setting): string =>
  Object.entries(setting)
    .map(([name, value]) => (typeof value === 'number' ? `${name} ${value}` : wordOf(value)))
    .join(', ')
