/** An experiment that takes no time, and what came of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rederive } from './command.js'

/** An experiment on the model of the theory that takes no time; `extra` goes into `run`. */
export const tiny = (id: string, extra = '', settings = '[{ scale: 1 }, { scale: 2 }]'): string => `
import { experiment, gaussianWeights, line } from 'rederive/experiments'
export default experiment('${id}', {
  title: 'Tiny', question: '', setup: '', figures: [], prediction: 'It learns.', conclusion: '',
  settings: ${settings},
  run: ({ scale }, seed, data, small) => {
    ${extra}
    return {
      network: { widths: [1, 5, 1], activation: 'linear' },
      start: gaussianWeights({ widths: [1, 5, 1] }, [scale / 3, scale / 3], seed),
      training: { loss: 'squared', rates: [0.05, 0.05] },
      task: line([1, -1, 0.5], [1, -1, 0.5]),
      steps: small ? 5 : 300,
    }
  },
  keep: (found) => ({ loss: found.at(-1).loss, first: found[0].loss }),
  judge: (outcomes) => {
    const agrees = outcomes.every(({ runs }) => runs.every(({ loss, first }) => loss < first))
    return { agrees, said: agrees ? 'It does.' : 'It does not.' }
  },
})
`
/** The rows of its runs. */
export const rows = (folder: string, id: string): Record<string, unknown>[] =>
  readFileSync(join(folder, 'out', `${id}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Runs the experiments of a folder, with three seeds unless `more` says another number. */
export const run = (folder: string, ...more: string[]): ReturnType<typeof rederive> =>
  rederive(['experiment', '--in', folder, '--out', join(folder, 'out'), '--seeds', '3', ...more])

/** So many settings. */
export const scales = (count: number): string =>
  `[${Array.from({ length: count }, (_, k) => `{ scale: ${k + 1} }`).join(', ')}]`

/** Judges by what `body` says of the `outcomes`. */
export const judging = (source: string, body: string): string =>
  source.replace(/ {2}judge: [\s\S]*\n\}\)/, `  judge: (outcomes: any) => { ${body} },\n})`)
