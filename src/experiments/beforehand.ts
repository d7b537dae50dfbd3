/** The text of an experiment without what is only said of it: title, set-up, meanings, figures and conclusion, which may be written when the numbers are there. */
import { type Call, type Node, SyntaxTree, endOf, nodesIn, startOf } from '../verify/syntax-tree.js'
import { AFTER } from './experiment.js'

/** A part is left out only where it stands in the experiment itself and only says something, and where nothing else in the file may read it. */
export function beforehand(source: string): string {
  const tree = new SyntaxTree(source)
  const [, spec] = stated(tree)?.arguments ?? []
  if (spec?.type !== 'ObjectExpression') return source
  const after = spec.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty' || property.computed) return []
    const name = tree.keyOf(property)?.text
    return name !== undefined && NAMES.includes(name) && onlySays(property.value as Node)
      ? [{ name, start: startOf(property), end: endOf(property) }]
      : []
  })
  if (after.some(({ name }, k) => after.findIndex((other) => other.name === name) < k)) return source
  const isLeftOut = (node: Node): boolean =>
    after.some(({ start, end }) => start <= startOf(node) && endOf(node) <= end)
  for (const node of nodesIn(tree.program)) if (!isLeftOut(node) && NAMES.includes(nameIn(node) ?? '')) return source
  return after
    .sort((a, b) => b.start - a.start)
    .reduce((text, { name, start, end }) => {
      const rest = text.slice(end)
      return (
        text.slice(0, start) +
        (name === 'setup' ? rest.replace(/^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*,/, '') : `_: 0${rest}`)
      )
    }, source)
}

const NAMES: readonly string[] = AFTER

/** The call that makes what the file exports by default: of our own function by its own name, and bound to no name by which other code could read it. */
function stated(tree: SyntaxTree): Call | undefined {
  const call = tree.calls.find((one) => one === tree.defaultExport)
  if (call?.callee.type !== 'Identifier' || call.callee.name !== MAKER) return undefined
  const all = [...nodesIn(tree.program)]
  // Once where it is imported, and once where it is called.
  const named = new Set(all.filter((node) => nameIn(node) === MAKER).map(startOf))
  return named.size === 2 && all.some(importsMaker) ? call : undefined
}

/** Whether a declaration imports our own function, by its own name. */
function importsMaker(node: Node): boolean {
  if (node.type !== 'ImportDeclaration') return false
  const { source, specifiers } = node as Node & {
    source: { value: string }
    specifiers: readonly { imported?: Node }[]
  }
  return source.value === PACKAGE && specifiers.some(({ imported }) => imported && nameIn(imported) === MAKER)
}

const MAKER = 'experiment'
const PACKAGE = 'rederive/experiments'

/** By which name something may be asked for here. */
function nameIn(node: Node): string | undefined {
  const { name, value } = node as Node & { readonly name?: unknown; readonly value?: unknown }
  if (node.type === 'Identifier' && typeof name === 'string') return name
  return node.type === 'StringLiteral' && typeof value === 'string' ? value : undefined
}

/** What has no effect beside its value, whatever it is made of. */
const SAYS =
  /^(?:(?:String|Numeric|Boolean|Null|Template)Literal|TemplateElement|ArrayExpression|ObjectExpression|ObjectProperty|SpreadElement|Identifier|MemberExpression|ConditionalExpression|BinaryExpression|LogicalExpression|UnaryExpression|ParenthesizedExpression|ObjectPattern|ArrayPattern|AssignmentPattern|RestElement|TS\w+)$/
/** Methods that do no more than return something; the first ones call what they are given. */
const CALLING = ['map', 'flatMap', 'filter']
const METHODS = [...CALLING, 'join', 'concat', 'slice', 'toFixed', 'toPrecision', 'replace']

/** Whether an expression does nothing but say something: no assignment, no call of code that may do anything, no accessor. */
function onlySays(root: Node): boolean {
  for (const node of nodesIn(root)) {
    if (SAYS.test(node.type)) {
      if (node.type === 'UnaryExpression' && (node as { operator?: string }).operator === 'delete') return false
      continue
    }
    if (node.type === 'ArrowFunctionExpression') {
      if ((node as { body?: Node }).body?.type === 'BlockStatement') return false
      continue
    }
    if (node.type !== 'CallExpression' || !isHarmless(node)) return false
  }
  return true
}

function isHarmless(call: Node): boolean {
  const { callee, arguments: given = [] } = call as Node & { callee?: Node; arguments?: readonly Node[] }
  if (callee?.type !== 'MemberExpression') return false
  const { property, computed } = callee as Node & { property?: Node & { name?: string }; computed?: boolean }
  const method = computed ? undefined : property?.name
  if (method === undefined || !METHODS.includes(method)) return false
  return CALLING.includes(method)
    ? given.length === 1 && given[0]?.type === 'ArrowFunctionExpression'
    : given.every(({ type }) => type !== 'ArrowFunctionExpression')
}
