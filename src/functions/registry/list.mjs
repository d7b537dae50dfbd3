/** Writes all.ts, the list of the functions there are: one for each file of the folder above. `npm run compile` runs it. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const names = readdirSync(fileURLToPath(new URL('..', import.meta.url)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()
const lines = [
  '/** The functions there are, one a file of the folder above. Made by list.mjs, which `npm run compile` runs. */',
  ...names.map((name) => `import { ${name} } from '../${name}.js'`),
  '',
  'export const ALL = {',
  ...names.map((name) => `  ${name},`),
  '} as const',
  '',
]
const file = fileURLToPath(new URL('all.ts', import.meta.url))
const text = lines.join('\n')
if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(file, text)
