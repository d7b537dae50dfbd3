/** What a package offers to authors is said where it is defined. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './command.js'

const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  exports: Readonly<Record<string, { readonly types: string }>>
}
const DEFINED = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm

/** The source of a module that is imported as JavaScript. */
const sourceOf = (path: string): string => {
  const source = normalize(path).replace(/\.js$/, '.ts')
  return existsSync(source) ? source : `${source}x`
}

/** Names that a module exports, and the files that define them. */
function exported(file: string): readonly (readonly [name: string, file: string])[] {
  const text = readFileSync(file, 'utf8')
  const passedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']*)'/gms)].flatMap(
    ([, names = '', from = '']) =>
      // What another of our packages exports is said there.
      (from.startsWith('.') ? names : '')
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name) => [name, sourceOf(join(dirname(file), from))] as const),
  )
  return [...passedOn, ...[...text.matchAll(DEFINED)].map(([, name = '']) => [name, file] as const)]
}

test.each(Object.entries(exports))('%s says what each of its exports is', (_, { types }) => {
  const names = exported(join(ROOT, types.replace('dist/', '').replace(/\.d\.ts$/, '.ts')))
  expect(names.length).toBeGreaterThan(5)
  const unsaid = names.filter(([name, file]) => {
    const text = readFileSync(file, 'utf8')
    const at = [...text.matchAll(DEFINED)].find(([, own]) => own === name)?.index
    return at === undefined || !text.slice(0, at).trimEnd().endsWith('*/')
  })
  expect(unsaid.map(([name]) => name)).toEqual([])
})
