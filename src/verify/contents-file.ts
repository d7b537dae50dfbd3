/**
 * `contents.json`, which may lie in a folder of derivations: the order in which they are read, under which headings, what they are about. It is data, so that
 * the order is known without running anything. What it does not name follows what it names.
 */
import { parseExpression } from '@babel/parser'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, isAbsolute, join, parse, relative } from 'node:path'
import { misleading } from '../derivation/strict.js'
import { nearest } from '../expr/nearest.js'
import { JsonError, exactJson } from './exact-json.js'
import { textAt } from './modules.js'
import { placeAt } from './positions.js'
import type { FileProblem } from './report.js'
import { type Expression, startOf } from './syntax-tree.js'

const CONTENTS_FILE = 'contents.json'

/** Names of files without their ends, and of folders. */
export interface Chapter {
  readonly heading?: string
  readonly entries: readonly string[]
}

export interface FolderContents {
  /** Absolute. */
  readonly folder: string
  /** A folder whose contents have a title is a set of derivations, with an index of its own. */
  readonly title?: string
  /** Inline TeX between $ signs. */
  readonly about?: string
  /** BibTeX of the work that it is about. */
  readonly bibliography?: string
  readonly chapters: readonly Chapter[]
}

/** What is wrong with a file of contents, and where. */
class ContentsMistake extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message)
  }
}

/** The contents of a folder, and what is wrong with them; nothing where it has none. Of contents with a mistake nothing counts. */
export function contentsOf(folder: string): { readonly contents?: FolderContents; readonly problem?: FileProblem } {
  const file = join(folder, CONTENTS_FILE)
  const text = textAt(file)
  if (text === undefined) return {}
  try {
    return { contents: read(folder, text) }
  } catch (error) {
    if (!(error instanceof ContentsMistake)) throw error
    return { problem: { file: relative(process.cwd(), file), ...placeAt(text, error.at), message: error.message } }
  }
}

/** The contents with a title of the nearest folder above a file, within its project; problems of those on the way there. */
export function setAround(file: string): { readonly set?: FolderContents; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = []
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const { contents, problem } = contentsOf(folder)
    if (problem) problems.push(problem)
    if (contents?.title !== undefined) return { set: contents, problems }
    if (existsSync(join(folder, 'package.json')) || folder === parse(folder).root) return { problems }
  }
}

function read(folder: string, text: string): FolderContents {
  try {
    exactJson(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw new ContentsMistake(error.message.replace(/ at column \d+$/, ''), error.column - 1)
  }
  const fields = fieldsOf(parseExpression(text), ['title', 'about', 'bibliography', 'order', 'chapters'])
  const textOf = (name: string): Readonly<Record<string, string>> => {
    const value = fields.get(name)
    return value === undefined ? {} : { [name]: textIn(value) }
  }
  const [order, chapters] = [fields.get('order'), fields.get('chapters')]
  if (order && chapters)
    throw new ContentsMistake('either "order" or "chapters" was expected, found both', startOf(chapters))
  const there = new Set(readdirSync(folder).map((name) => name.replace(/\.tsx?$/, '')))
  const seen = new Set<string>()
  const entriesIn = (list: Expression): string[] =>
    elementsOf(list).map((element) => {
      const name = textIn(element)
      if (!there.has(name))
        throw new ContentsMistake(
          `there is no file or folder ${JSON.stringify(name)} here${nearest(name, [...there], 'there are')}`,
          startOf(element),
        )
      if (seen.has(name)) throw new ContentsMistake(`${JSON.stringify(name)} stands twice`, startOf(element))
      seen.add(name)
      return name
    })
  const chapterIn = (element: Expression): Chapter => {
    const of = fieldsOf(element, ['heading', 'order'], ['heading', 'order'])
    return { heading: textIn(of.get('heading') as Expression), entries: entriesIn(of.get('order') as Expression) }
  }
  const bibliography = fields.get('bibliography')
  return {
    folder,
    ...textOf('title'),
    ...textOf('about'),
    ...(bibliography && { bibliography: contentOf(folder, bibliography) }),
    chapters: chapters ? elementsOf(chapters).map(chapterIn) : order ? [{ entries: entriesIn(order) }] : [],
  }
}

function contentOf(folder: string, name: Expression): string {
  const path = textIn(name)
  if (relative(folder, join(folder, path)).startsWith('..') || isAbsolute(path))
    throw new ContentsMistake('a file beside these contents, or below, was expected', startOf(name))
  try {
    return readFileSync(join(folder, path), 'utf8')
  } catch (error) {
    throw new ContentsMistake(`cannot be read: ${(error as Error).message}`, startOf(name))
  }
}

function fieldsOf(e: Expression, known: readonly string[], required: readonly string[] = []): Map<string, Expression> {
  if (e.type !== 'ObjectExpression') throw new ContentsMistake('an object was expected', startOf(e))
  const fields = new Map<string, Expression>()
  for (const property of e.properties) {
    if (property.type !== 'ObjectProperty' || property.key.type !== 'StringLiteral') continue
    const name = property.key.value
    if (!known.includes(name))
      throw new ContentsMistake(
        `unknown field ${JSON.stringify(name)}${nearest(name, known, 'known are')}`,
        startOf(property),
      )
    fields.set(name, property.value as Expression)
  }
  const missing = required.find((name) => !fields.has(name))
  if (missing !== undefined) throw new ContentsMistake(`"${missing}" is missing`, startOf(e))
  return fields
}

function textIn(e: Expression): string {
  const wrong = e.type === 'StringLiteral' ? misleading(e.value) : undefined
  if (wrong !== undefined) throw new ContentsMistake(`the text has ${wrong}`, startOf(e))
  if (e.type === 'StringLiteral' && e.value.trim() !== '') return e.value
  throw new ContentsMistake('a text was expected', startOf(e))
}

function elementsOf(e: Expression): readonly Expression[] {
  if (e.type === 'ArrayExpression') return e.elements as Expression[]
  throw new ContentsMistake('a list was expected', startOf(e))
}
