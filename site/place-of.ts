/** Where in a derivation's file a text stands. */
import { readFileSync } from 'node:fs'

/** `file:line:column` of the first occurrence of `text` as an author writes it in a string; the file alone when it is not found. */
export function placeOf(file: string, text: string): string {
  const source = read(file)
  const written = [text, text.replaceAll('\\', '\\\\')]
  const at = written.map((form) => source.indexOf(form)).find((k) => k >= 0)
  if (at === undefined) return file
  const before = source.slice(0, at)
  return `${file}:${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
