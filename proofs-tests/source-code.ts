/** JavaScript taken apart far enough to see what it calls: code without the contents of strings, regular expressions and comments. */
import { transformSync } from 'esbuild'

export interface SourceCode {
  /** Every string is "", every regular expression /x/, every template the sum of its substitutions. */
  readonly code: string
  /** What static and dynamic imports and `require` name. */
  readonly imports: readonly string[]
}

/** After these a slash begins a regular expression. */
const BEFORE_REGEX =
  /(^|[=(,:;!&|?{}[+\-*%~^<>]|\b(return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))\s*$/

/** Of TypeScript (`tsx` says whether with JSX). Throws for what esbuild cannot read. */
export function sourceCode(text: string, tsx: boolean): SourceCode {
  const { code: source } = transformSync(text, { loader: tsx ? 'tsx' : 'ts', jsx: 'automatic', legalComments: 'none' })
  let code = ''
  let at = 0
  const imports: string[] = []
  /** Open braces inside each template's substitution that is being read. */
  const depths: number[] = []
  const skipTo = (end: RegExp): string => {
    const start = at
    while (at < source.length) {
      if (source[at] === '\\') at += 2
      else if (end.test(source.slice(at, at + 2))) break
      else at++
    }
    return source.slice(start, at)
  }
  const template = (): void => {
    skipTo(/^(`|\$\{)/)
    if (source[at] === '`') {
      at++
      code += ')'
    } else {
      at += 2
      code += '+('
      depths.push(0)
    }
  }
  while (at < source.length) {
    const c = source[at] as string
    if (c === '"' || c === "'") {
      at++
      const content = skipTo(c === '"' ? /^"/ : /^'/)
      at++
      if (/\b(from|import|require)\s*\(?\s*$/.test(code)) imports.push(content)
      code += '""'
    } else if (c === '`') {
      at++
      code += '(""'
      template()
    } else if (source.startsWith('//', at)) skipTo(/^\n/)
    else if (source.startsWith('/*', at)) {
      at = source.indexOf('*/', at) + 2
    } else if (c === '/' && BEFORE_REGEX.test(code.slice(-20))) {
      at++
      let inClass = false
      for (; at < source.length && (inClass || source[at] !== '/'); at++) {
        if (source[at] === '\\') at++
        else if (source[at] === '[') inClass = true
        else if (source[at] === ']') inClass = false
      }
      at++
      code += '/x/'
    } else {
      const depth = depths.length - 1
      const open = depths[depth] ?? 0
      at++
      if (depth >= 0 && c === '}' && open === 0) {
        depths.pop()
        code += ')'
        template()
      } else {
        if (depth >= 0) depths[depth] = open + (c === '{' ? 1 : c === '}' ? -1 : 0)
        code += c
      }
    }
  }
  return { code, imports }
}
