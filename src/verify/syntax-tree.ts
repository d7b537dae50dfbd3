/**
 * A derivation file as a syntax tree: its calls, its constants, and the texts that it spells. Only what a reader of the file sees at once is
 * followed: a name that is bound once, as a constant; members, spreads and joined texts of such. All else has no value here.
 */
import { parse, type parseExpression } from '@babel/parser'
import { type Spelling, joined, made, plain, unescaped } from './spelling.js'

/** The tree of a file with this text, which is parsed again only when the text is another. */
export function syntaxTreeOf(file: string, text: string): SyntaxTree {
  const known = trees.get(file)
  if (known?.source === text) return known
  const tree = new SyntaxTree(text)
  trees.delete(file)
  trees.set(file, tree)
  if (trees.size > MOST_TREES) trees.delete(trees.keys().next().value as string)
  return tree
}

/** The last ones that were made: a tree takes a hundred times the memory of its text. */
const trees = new Map<string, SyntaxTree>()
const MOST_TREES = 200

/** As the operand of another; the one that `parseExpression` returns has comments and errors beside. */
export type Expression = Extract<ReturnType<typeof parseExpression>, { type: 'UnaryExpression' }>['argument']
export type Call = Extract<Expression, { type: 'CallExpression' }>
export type ObjectLiteral = Extract<Expression, { type: 'ObjectExpression' }>
export type Spread = Extract<ObjectLiteral['properties'][number], { type: 'SpreadElement' }>
export type Property = Exclude<ObjectLiteral['properties'][number], { type: 'SpreadElement' }>

/** What all nodes have. */
export interface Node {
  readonly type: string
  readonly start?: number | null
  readonly end?: number | null
}

/** How far constants in terms of constants are followed. */
const DEPTH = 20

export class SyntaxTree {
  /** All calls, in the order in which they begin. */
  readonly calls: readonly Call[]
  /** All object literals, likewise. */
  readonly objects: readonly ObjectLiteral[]
  /** Where each module that is imported or exported from is named, by specifier: its first place. */
  readonly imports: ReadonlyMap<string, number>
  /** What the file exports by default: the expression, or the node that exports it from elsewhere or declares it. */
  readonly defaultExport: Node | undefined
  /** The whole file; undefined where it cannot be parsed. */
  readonly program: Node | undefined
  /** Whether the text is TypeScript at all. */
  readonly isParsed: boolean
  /** Names that are bound once in the whole file, and as constants, to what they are. */
  private readonly constants: ReadonlyMap<string, Expression>

  /** A file that cannot be parsed has no calls. */
  constructor(readonly source: string) {
    const calls: Call[] = []
    const objects: ObjectLiteral[] = []
    const imports = new Map<string, number>()
    const bindings = new Bindings()
    const program = parsed(source)
    let defaultExport: Node | undefined
    for (const node of nodesIn(program)) {
      if (node.type === 'CallExpression') calls.push(node as Call)
      if (node.type === 'ObjectExpression') objects.push(node as ObjectLiteral)
      const from = moduleIn(node)
      if (from && !imports.has(from.value)) imports.set(from.value, startOf(from))
      defaultExport ??= exportedByDefault(node)
      bindings.add(node)
    }
    this.program = program
    this.isParsed = program !== undefined
    this.defaultExport = defaultExport
    this.imports = imports
    this.calls = calls
    this.objects = objects
    this.constants = bindings.constants()
  }

  /** An expression without what only the compiler reads, and a constant's value instead of its name. */
  resolved(node: Node, depth = DEPTH): Expression {
    const e = bare(node)
    if (depth === 0) return e
    if (e.type === 'Identifier') {
      const value = this.constants.get(e.name)
      return value ? this.resolved(value, depth - 1) : e
    }
    if (e.type !== 'MemberExpression') return e
    const key = this.memberName(e, depth)
    const object = this.resolved(e.object, depth - 1)
    const member = object.type === 'ObjectExpression' && key !== undefined ? this.member(object, key) : undefined
    return member?.type === 'ObjectProperty' ? this.resolved(member.value, depth - 1) : e
  }

  /** The property of that name: the last one, as it wins; in what is spread into the object too. */
  member(object: ObjectLiteral, name: string, depth = DEPTH): Property | undefined {
    for (const property of [...object.properties].reverse()) {
      if (property.type !== 'SpreadElement') {
        if (this.keyOf(property)?.text === name) return property
        continue
      }
      const inner = this.resolved(property.argument)
      const found = inner.type === 'ObjectExpression' && depth > 0 ? this.member(inner, name, depth - 1) : undefined
      if (found) return found
    }
    return undefined
  }

  keyOf({ key, computed }: Property): Spelling | undefined {
    if (computed) return this.spelling(key)
    if (key.type === 'Identifier') return plain(this.source, startOf(key), endOf(key))
    if (key.type === 'NumericLiteral') return made(`${key.value}`, startOf(key))
    return this.spelling(key)
  }

  /** The text that an expression is, where the file spells it. */
  spelling(node: Node, depth = DEPTH): Spelling | undefined {
    const e = this.resolved(node)
    const [start, end] = [startOf(e), endOf(e)]
    if (e.type === 'StringLiteral') return sameAs(e.value, unescaped(this.source, start + 1, end - 1))
    if (e.type === 'TemplateLiteral') return this.template(e, depth, (from, to) => unescaped(this.source, from, to))
    if (e.type === 'TaggedTemplateExpression' && this.source.slice(startOf(e.tag), endOf(e.tag)) === 'String.raw')
      return this.template(e.quasi, depth, (from, to) => plain(this.source, from, to))
    if (e.type !== 'BinaryExpression' || e.operator !== '+' || depth === 0) return undefined
    const [left, right] = [this.part(e.left, depth), this.part(e.right, depth)]
    // Two numbers would be added.
    const isText = this.resolved(e.left).type !== 'NumericLiteral' || this.resolved(e.right).type !== 'NumericLiteral'
    return left && right && isText ? joined([left, right], end) : undefined
  }

  private template(
    { quasis, expressions }: Extract<Expression, { type: 'TemplateLiteral' }>,
    depth: number,
    read: (start: number, end: number) => Spelling,
  ): Spelling | undefined {
    const parts: Spelling[] = []
    for (const [k, quasi] of quasis.entries()) {
      parts.push(read(startOf(quasi), endOf(quasi)))
      const inner = expressions[k]
      const part = inner && depth > 0 ? this.part(inner, depth) : undefined
      if (inner && !part) return undefined
      if (part) parts.push(part)
    }
    return joined(parts, endOf(quasis.at(-1) as Node))
  }

  /** A piece of a longer text. */
  private part(node: Node, depth: number): Spelling | undefined {
    const e = this.resolved(node)
    return e.type === 'NumericLiteral' ? made(`${e.value}`, startOf(e)) : this.spelling(e, depth - 1)
  }

  private memberName(e: Extract<Expression, { type: 'MemberExpression' }>, depth: number): string | undefined {
    if (e.computed) return this.spelling(e.property, depth - 1)?.text
    return e.property.type === 'Identifier' ? e.property.name : undefined
  }
}

export const startOf = (node: Node): number => node.start ?? 0
export const endOf = (node: Node): number => node.end ?? 0

const sameAs = (text: string, spelling: Spelling): Spelling | undefined =>
  spelling.text === text ? spelling : undefined

/** Without `as`, `satisfies`, `!` and parentheses. */
function bare(node: Node): Expression {
  let e = node as Expression
  while (
    e.type === 'TSAsExpression' ||
    e.type === 'TSSatisfiesExpression' ||
    e.type === 'TSNonNullExpression' ||
    e.type === 'TSTypeAssertion' ||
    e.type === 'ParenthesizedExpression'
  )
    e = e.expression
  return e
}

/** The module that a node imports from. */
function moduleIn(node: Node): Extract<Expression, { type: 'StringLiteral' }> | undefined {
  const { source, arguments: given, callee } = node as Node & { source?: Node; arguments?: Node[]; callee?: Node }
  const from = /^(?:Im|Ex)port/.test(node.type) ? source : callee?.type === 'Import' ? given?.[0] : undefined
  return from?.type === 'StringLiteral' ? (from as Extract<Expression, { type: 'StringLiteral' }>) : undefined
}

/** What a node exports by default, types aside. */
function exportedByDefault(node: Node): Node | undefined {
  const { declaration, exportKind, source, specifiers } = node as Node & {
    declaration?: Node
    exportKind?: string
    source?: Node | null
    specifiers?: (Node & { exported?: { name?: string; value?: string }; local?: Node; exportKind?: string })[]
  }
  if (exportKind === 'type') return undefined
  if (node.type === 'ExportDefaultDeclaration')
    return declaration?.type === 'TSInterfaceDeclaration' ? undefined : declaration
  if (node.type !== 'ExportNamedDeclaration') return undefined
  const found = specifiers?.find(
    (one) => one.exportKind !== 'type' && (one.exported?.name ?? one.exported?.value) === 'default',
  )
  return source ? found : found?.local
}

/** undefined for a text that is no TypeScript, with or without JSX. */
function parsed(source: string): Node | undefined {
  for (const plugins of [['typescript'], ['typescript', 'jsx']] as ('typescript' | 'jsx')[][]) {
    try {
      return parse(source, { sourceType: 'module', errorRecovery: true, allowReturnOutsideFunction: true, plugins })
        .program
    } catch {
      // The other way may do; what is wrong with a file is said where it is evaluated.
    }
  }
  return undefined
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** A node and all below it, each before what is in it. */
export function* nodesIn(root: Node | undefined): Generator<Node> {
  const open = root ? [root] : []
  for (let node = open.pop(); node; node = open.pop()) {
    yield node
    const inner = Object.entries(node).flatMap(([field, value]) =>
      field.endsWith('Comments') ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
    )
    open.push(...inner.sort((a, b) => startOf(b) - startOf(a)))
  }
}

/** Collects which names a file binds, and to what. */
class Bindings {
  private readonly bound = new Map<string, { value: Expression | undefined; times: number }>()
  private readonly kinds = new Map<Node, string>()

  constants(): ReadonlyMap<string, Expression> {
    const constants = new Map<string, Expression>()
    for (const [name, { value, times }] of this.bound) if (value && times === 1) constants.set(name, value)
    return constants
  }

  /** Takes nodes in the order of `nodesIn`. */
  add(node: Node): void {
    const n = node as Node & {
      kind?: string
      declarations?: Node[]
      id?: Node | null
      init?: Expression | null
      params?: Node[]
      param?: Node | null
      local?: Node
    }
    if (n.type === 'VariableDeclaration') for (const each of n.declarations ?? []) this.kinds.set(each, n.kind ?? '')
    if (n.type === 'VariableDeclarator' && n.id) this.bind(n.id, this.kinds.get(n) === 'const' ? n.init : undefined)
    else if (n.id && !/^TS(?:Type|Interface)/.test(n.type)) this.bind(n.id)
    if (n.params && !n.type.startsWith('TS')) for (const each of n.params) this.bind(each)
    if (n.type === 'CatchClause' && n.param) this.bind(n.param)
    if (n.local && n.type.startsWith('Import')) this.bind(n.local)
  }

  private bind(pattern: Node, value?: Expression | null): void {
    const whole = pattern.type === 'Identifier'
    for (const inner of whole ? [pattern] : nodesIn(pattern)) {
      if (inner.type !== 'Identifier') continue
      const { name } = inner as Extract<Expression, { type: 'Identifier' }>
      const times = (this.bound.get(name)?.times ?? 0) + 1
      this.bound.set(name, { value: whole ? (value ?? undefined) : undefined, times })
    }
  }
}
