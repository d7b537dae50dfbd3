/** Faults in terms: how they are read and written, what is put for names, how they are differentiated, what functions say of themselves. */
import { type Fault, plantedIn } from './fault.js'

export const TERMS: readonly Fault[] = [
  ...plantedIn('src/expr/print.ts', [
    {
      what: 'an index that is a number is the same as a symbol of its name',
      find: 'const EXACT = new Printer((name) => `',
      replace: 'const EXACT = new Printer((name) => name || `',
    },
  ]),
  ...plantedIn('src/expr/fresh.ts', [
    {
      what: 'a new index may be called as a symbol is',
      find: "if (node.kind === 'symbol') return [node.name, ...node.indices]",
      replace: "if (node.kind === 'symbol') return node.indices",
    },
  ]),
  ...plantedIn('src/expr/substitute.ts', [
    {
      what: 'a derivative catches the names of a value',
      find: 'const caught = !defines && used.some((r) => namesOf(r.by).has(name))',
      replace: 'const caught = false',
    },
    {
      what: 'the bound name of a derivative is replaced',
      find: 'const inner = replacements.filter((r) => r.symbol.name !== name)',
      replace: 'const inner = replacements',
    },
    {
      what: 'a value does not reach the place of a derivative',
      find: 'if (!named.has(variable.name)) return undefined',
      replace: 'if (variable.indices.length === 0 || !named.has(variable.name)) return undefined',
    },
    {
      what: 'a place that is stated is not looked into',
      find: 'if (at.index === undefined) return { by: visit(at.by) }',
      replace: 'if (at.index === undefined) return at',
    },
    {
      what: 'a sum catches the index of a value',
      find: 'const clash = bound.filter((index) => incoming.has(index))',
      replace: 'const clash: string[] = []',
    },
    {
      what: 'a sum catches an index that is renamed',
      find: 'const incoming = new Set([...inner.values()])',
      replace: 'const incoming = new Set<Index>()',
    },
    {
      what: 'the value of a member is put for its family',
      find: 'const own = exact.get(key)',
      replace: 'const own = exact.get(key) ?? [...exact.values()].find(({ symbol: s }) => s.name === node.name)',
    },
    {
      what: 'a member of unknown index is left as it is',
      find: 'if (members.has(node.name) && isFamily(node)) {',
      replace: 'if (members.has(node.name) && isFamily(node) && key === "") {',
    },
    {
      what: 'derivatives do not see into definitions',
      find: 'replaced(e, definitions, true)',
      replace: 'replaced(e, definitions, false)',
    },
    {
      what: 'an index of a family is not the one it is used at',
      find: 'const instance = renameIndices(family.by, names)',
      replace: 'const instance = family.by',
    },
  ]),
  ...plantedIn('src/expr/where-defined.ts', [
    {
      what: 'a place of which nothing is left need have no value',
      find: 'asksMore(place) && !isAskedFor(symbol, e) ?',
      replace: 'asksMore(place) && isAskedFor(symbol, e) ?',
    },
  ]),
  ...plantedIn('src/expr/differentiate.ts', [
    {
      what: 'a derivative forgets where it is defined',
      find: 'const value = order === 0 || !asksMore(node.body) ? derived : ast.where(derived, node.body)',
      replace: 'const value = derived',
    },
    {
      what: 'a total derivative is a partial one',
      find: 'const moves = whole && symbolsOf',
      replace: 'const moves = !whole && symbolsOf',
    },
    {
      what: 'what moves has a value at a time',
      find: 'if (moves && at) throw new Undecided',
      replace: 'if (moves && at && order > 9) throw new Undecided',
    },
    {
      what: 'the place of a derivative is ignored',
      find: 'return at ? atPlace(value, placed(variable, at), at.by) : value',
      replace: 'return value',
    },
    {
      what: 'every derivative is a first one',
      find: 'for (let k = 0; k < order; k++) derived = moves',
      replace: 'for (let k = 0; k < Math.min(order, 1); k++) derived = moves',
    },
    {
      what: 'the time itself does not move',
      find: 'printSymbol(s) === printSymbol(variable)) return ONE_EXPR',
      replace: 'printSymbol(s) === printSymbol(variable)) return undefined',
    },
    {
      what: 'a member stands in a sum only where its index counts',
      find: 'return plus([term, sumOf(node, visit(node.body))])',
      replace: 'return term',
    },
    {
      what: 'members of unknown index are different',
      find: 'if (!moves && order > 0) requireTellable(derived, variable)',
      replace: '',
    },
    {
      what: 'a sum catches the index of the variable',
      find: 'if (bound.includes(variable.indices[0] as string)) {',
      replace: 'if (bound.includes("")) {',
    },
    {
      what: 'zero times a term does not ask for the term',
      find: 'const others = factors.filter((factor) => asksMore(factor))',
      replace: 'const others = factors.filter((factor) => asksMore(factor) && isZero(factor))',
    },
    {
      what: 'a power whose exponent is no literal does not end anywhere',
      find: 'if (mayEnd && !isNeverNegative(node.base)) return',
      replace: 'if (mayEnd && isNeverNegative(node.base)) return',
    },
  ]),
  ...plantedIn('src/proposition/unfolding.ts', [
    {
      what: 'what is differentiated by stays hidden in definitions',
      find: 'exponents.has(name) || this.mentions(name, known)',
      replace: 'exponents.has(name)',
    },
    {
      what: 'the width is hidden in sums',
      find: 'return hasWidth(e) ? names.add(WIDTH) : names',
      replace: 'return names',
    },
    {
      what: 'a name stays folded in an exponent, whatever number it stands for',
      find: "if (node.kind === 'power') for",
      replace: "if (node.kind === 'power' && false) for",
    },
    {
      what: 'what is put into an exponent may have a name',
      find: "if (node.kind === 'derivative' && node.at && inExponents",
      replace: "if (false && node.kind === 'derivative' && node.at && inExponents",
    },
  ]),
  ...plantedIn('src/expr/parse.ts', [
    {
      what: 'a family with several indices takes a value at a place',
      find: 'if (symbol.indices.length > 1)',
      replace: 'if (symbol.indices.length > 9)',
    },
  ]),
  ...plantedIn('src/proposition/proposition.ts', [
    {
      what: 'any two propositions are the same',
      find: 'sameTree(left[name], right[name])',
      replace: 'sameTree(left[name], left[name])',
    },
  ]),
  ...plantedIn('src/expr/tex-joints.ts', [
    {
      what: 'letters beside each other spell nothing',
      find: "SPELT.has(word.join(''))",
      replace: "SPELT.has(word.join(' '))",
    },
  ]),
  ...plantedIn('src/functions/cot.ts', [
    {
      what: 'the cotangent falls as the tangent rises',
      find: "derivative: '-1 - cot(x)^2'",
      replace: "derivative: '1 + cot(x)^2'",
    },
  ]),
  ...plantedIn('src/functions/cbrt.ts', [
    {
      what: 'a cube root is never negative',
      find: "signs: { negative: 'negative',",
      replace: "signs: { negative: 'positive',",
    },
  ]),
  ...plantedIn('src/functions/sign.ts', [
    {
      what: 'the sign is an even function',
      find: "parity: 'odd'",
      replace: "parity: 'even'",
    },
  ]),
  ...plantedIn('src/functions/sqrt.ts', [
    {
      what: 'a root has the sign of a positive number',
      find: "zero: 'zero'",
      replace: "zero: 'positive'",
    },
  ]),
]
