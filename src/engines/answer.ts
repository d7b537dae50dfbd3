/**
 * An engine's text read as an expression in the author's symbols. Whatever is not a real closed form in the symbols the
 * engine was given is refused: unevaluated operations, unknown symbols, imaginary parts, NaN, and decimals or rationals
 * that look like rounded numbers.
 */
import * as ast from '../expr/ast.js'
import type { Expr } from '../expr/ast.js'
import { FormulaError } from '../expr/formula-error.js'
import { parse } from '../expr/parse.js'
import { gcd } from '../expr/rational.js'
import { rewrite } from '../expr/substitute.js'
import type { Engine } from './engine.js'
import { Refusal } from './failure.js'
import type { Naming } from './naming.js'

/** Characters of an answer worth reading. */
const LONGEST = 100_000

/** The expression `text` denotes, `sent` being what was asked. Throws Refusal with the reason when it is refused. */
export function answer(engine: Engine, naming: Naming, text: string, sent: string): Expr {
  if (text.length > LONGEST) throw new Refusal(`its answer has ${text.length} characters; the limit is ${LONGEST}`)
  if (/\d{300}/.test(text)) throw new Refusal('its answer has a number of 300 digits or more')
  const refusal = engine.refusal.exec(text)
  if (refusal) throw new Refusal(refusal[1] || 'its answer is empty or has a rounded constant')
  const rounded = roundedNumber(text, sent)
  if (rounded) throw new Refusal(`${rounded} in its answer looks like a rounded number`)
  return reveal(parsed(unfolded(engine, text)), naming)
}

/** The expressions of a list [a,b]; a bare expression is a list of one. Throws like `answer`, and for an empty list. */
export function answers(engine: Engine, naming: Naming, text: string, sent: string): readonly Expr[] {
  const items = listItems(text.trim())
  if (items.length === 0) throw new Refusal('it found no solution')
  return items.map((item) => answer(engine, naming, item, sent))
}

function parsed(text: string): Expr {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const unknown = /unknown function (\w+)/.exec(error.problem)?.[1]
    throw new Refusal(unknown ? `its answer contains ${unknown}(...)` : `its answer cannot be read: ${error.message}`)
  }
}

function reveal(e: Expr, naming: Naming): Expr {
  return rewrite(e, (node) => {
    switch (node.kind) {
      case 'symbol': {
        if (node.name === 'e') return ast.call('exp', ast.rational(1))
        if (node.name === 'i') throw new Refusal('its answer is imaginary')
        const own = naming.legend.get(node.name)
        if (!own || node.indices.length > 0) throw new Refusal(`its answer contains ${node.name}`)
        return own
      }
      case 'power':
        if (isNegative(node.base) && !isInteger(node.exponent)) throw new Refusal('its answer is imaginary')
        return isE(node.base) ? ast.call('exp', node.exponent) : undefined
      case 'call': {
        const defined = (node.fn !== 'sqrt' && node.fn !== 'log') || !isNegative(node.argument)
        if (!defined) throw new Refusal('its answer is imaginary')
        return undefined
      }
      case 'derivative':
      case 'sum':
        throw new Refusal('its answer is unevaluated')
      default:
        return undefined
    }
  })
}

const isNegative = (e: Expr): boolean => (ast.constantValue(e)?.n ?? 0n) < 0n
const isInteger = (e: Expr): boolean => ast.constantValue(e)?.d === 1n
const isE = (e: Expr): boolean => e.kind === 'call' && e.fn === 'exp' && ast.constantValue(e.argument)?.n === 1n

/** Writes functions our language lacks by functions it has; innermost first. */
function unfolded(engine: Engine, text: string): string {
  let result = text
  for (const [name, form] of Object.entries(engine.extras)) {
    for (;;) {
      const start = [...result.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].at(-1)?.index
      if (start === undefined) break
      const open = start + name.length
      const close = closing(result, open)
      result = result.slice(0, start) + form(result.slice(open + 1, close)) + result.slice(close + 1)
    }
  }
  return result
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  throw new Refusal('its answer has unbalanced parentheses')
}

function listItems(text: string): string[] {
  if (!text.startsWith('[') || !text.endsWith(']')) return text === '' ? [] : [text]
  const items: string[] = []
  let depth = 0
  let item = ''
  for (const character of text.slice(1, -1)) {
    if (character === ',' && depth === 0) {
      items.push(item)
      item = ''
    } else {
      if (character === '(') depth++
      else if (character === ')') depth--
      item += character
    }
  }
  return item === '' ? items : [...items, item]
}

const SMALL_PRIMES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n]

/**
 * A number that exact arithmetic on what was sent would hardly give: a decimal (only integers are sent), or a
 * denominator of six digits or more with a prime factor that is neither small nor in a number that was sent.
 */
function roundedNumber(text: string, sent: string): string | undefined {
  const point = text.indexOf('.')
  if (point >= 0) return `"${text.slice(Math.max(0, point - 10), point + 10)}"`
  const explained = [...SMALL_PRIMES, ...(sent.match(/\d{2,}/g) ?? []).map(BigInt)].filter((n) => n > 1n)
  for (const [, digits] of text.matchAll(/\/(\d{6,})/g)) {
    let rest = BigInt(digits as string)
    for (const factor of explained) for (let g = gcd(rest, factor); g > 1n; g = gcd(rest, factor)) rest /= g
    if (rest > 1n) return `the denominator ${digits}`
  }
  return undefined
}
