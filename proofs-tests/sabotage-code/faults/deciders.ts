/** Faults in what decides: the questions to the normal forms, and what these say and forget. */
import { type Fault, plantedIn } from './fault.js'

export const DECIDERS: readonly Fault[] = [
  ...plantedIn('src/kernel/deciders/values.ts', [
    {
      what: 'a sign is that of another form that is shown of nothing',
      find: "const bad = zero(n, left, form, 'the expression minus its rewritten form')\n        if (bad) return bad",
      replace: '',
    },
    {
      what: 'the sign is turned',
      find: '  nonpositive: NONPOSITIVE,',
      replace: '  nonpositive: NONNEGATIVE,',
    },
    {
      what: 'a strict sign holds at a point if it does around it',
      find: '...(within(NULL, SIGNS[sign]) && { again }),',
      replace: 'again,',
    },
  ]),
  ...plantedIn('src/kernel/deciders/tendencies.ts', [
    {
      what: 'from the one side that is meant a place is near where it is from the other',
      find: 'others.length === 0 ? only?.from : undefined',
      replace: 'undefined',
    },
    {
      what: 'what has values on part of a way oscillates on all of it',
      find: "answer.limit === 'none' && open.length > 0 ?",
      replace: "answer.limit === 'none' && open.length > 99 ?",
    },
    {
      what: 'a place is one whether the variable comes near or not',
      find: '...needed.filter((condition)',
      replace: '...needed.slice(2).filter((condition)',
    },
    {
      what: 'what rests is noted and not said',
      find: 'shown(answer.proof.method, [...presupposed.resting, ...open])',
      replace: 'shown(answer.proof.method, open)',
    },
    {
      what: 'a limit is taken from above only',
      find: "(side ? [side] : (['above', 'below'] as const))",
      replace: "(side ? [side] : (['above'] as const))",
    },
    {
      what: 'special values of a symbol are left out of a limit',
      find: 'const special = limit === series &&',
      replace: 'const special = limit === undefined &&',
    },
    {
      what: '-oo is oo',
      find: "target === 'oo' ? variable : ast.negate(variable)",
      replace: "target === 'oo' ? variable : variable",
    },
    {
      what: 'families stay as they are while the width grows',
      find: 'if (family) throw new Unsupported(',
      replace: 'if (family?.kind === undefined && family) throw new Unsupported(',
    },
  ]),
  ...plantedIn('src/kernel/deciders/members.ts', [
    {
      what: 'of members up to a width that grows the last ones are not asked for',
      find: 'chosen < 2 ** running.length',
      replace: 'chosen < 1',
    },
    {
      what: 'what is not 0 at its ends is not 0 between them',
      find: "must !== 'nonzero' && running.every",
      replace: 'running.every',
    },
    {
      what: 'what has no slope is the same everywhere, though it jumps',
      find: 'if (isInCall(e, index)) return false',
      replace: '',
    },
    {
      what: 'what is positive at its ends is so between them, whatever it is',
      find: 'answer.proof !== undefined',
      replace: 'answer !== undefined',
    },
  ]),
  ...plantedIn('src/kernel/deciders/presuppositions.ts', [
    {
      what: 'what is written out of a normal form is learned from',
      find: '(n, [condition]))\n    n.learnNoMore()',
      replace: '(n, [condition]))',
    },
    {
      what: 'what moves is not said where it may fail all along the way',
      find: "if (seen === 'open') open.push(condition)",
      replace: '',
    },
    {
      what: 'what never holds on the way is none of the claim',
      find: "return (sign & allowed) === 0 ? 'never' :",
      replace: 'return',
    },
    {
      what: 'what derivatives ask for is not asked of a limit',
      find: 'for (const child of ast.children(e)) this.of(child)',
      replace: "for (const child of e.kind === 'where' ? [e.value] : ast.children(e)) this.of(child)",
    },
    {
      what: 'what may change again and again is a condition on parameters',
      find: "if (typeof sign !== 'number') return sign",
      replace: "if (typeof sign !== 'number') return 'open'",
    },
    {
      what: 'the limit of a power whose exponent moves asks nothing of its base',
      find: 'if (!k) this.ask(base,',
      replace: 'if (!k) this.ask(exponent,',
    },
    {
      what: 'the limit of a function asks nothing of its argument',
      find: 'of askedBy(e)) this.ask(expr, must)',
      replace: 'of askedBy(e)) if (!expr) this.ask(expr, must)',
    },
    {
      what: 'of a sum nothing is asked',
      find: '    if (below !== undefined) {\n',
      replace: '    if (below === undefined) return\n    if (below !== undefined) {\n',
    },
    {
      what: 'what a place asks for is not asked',
      find: 'else this.n.require(e, must)',
      replace: '',
    },
  ]),
  ...plantedIn('src/kernel/core/normalize.ts', [
    {
      what: 'an exponent is a number by what it is worth',
      find: 'if (!isRationalNumber(e.exponent)) {',
      replace: 'if (!isRationalNumber(e.exponent) && this.domains.size > 999) {',
    },
  ]),
  ...plantedIn('src/kernel/deciders/motions.ts', [
    {
      what: 'what is not in the quantity may step to nothing',
      find: 'for (const { by } of put) n.normalize(by)',
      replace: '',
    },
    {
      what: 'initial values are not looked at',
      find: 'const begins = initial.map(',
      replace: 'const begins = initial.slice(1).map(',
    },
    {
      what: 'a step puts one thing after the other',
      find: 'substitute(before, put),',
      replace: 'put.reduce((e, one) => substitute(e, [one]), before),',
    },
    {
      what: 'a solution is put before what it is made of moves',
      find: 'by: evaluateDerivatives(by, motion) }))\n    const start',
      replace: 'by: evaluateDerivatives(by) }))\n    const start',
    },
    {
      what: 'a start of which nothing is known is any number',
      find: 'if (open) throw',
      replace: 'if (open && symbolsOf(begins).length === 0) throw',
    },
  ]),
  ...plantedIn('src/kernel/deciders/expansions.ts', [
    {
      what: 'the coefficients of an expansion are derivatives',
      find: 'factorial *= BigInt(k)',
      replace: '',
    },
  ]),
  ...plantedIn('src/kernel/core/term-signs.ts', [
    {
      what: 'what is divided by is a number from -1 to 1 too',
      find: 'return ast.divide(opened(node.numerator), node.denominator)',
      replace: 'return ast.divide(opened(node.numerator), opened(node.denominator))',
    },
    {
      what: 'all sines are one',
      find: 'const turn = turns.get(text) ??',
      replace: 'const turn = turns.values().next().value ??',
    },
  ]),
  ...plantedIn('src/kernel/core/limit.ts', [
    {
      what: 'a single leading part is taken not to vanish in the limit',
      find: 'if (factor.parts > 1 || isAboutBounded(',
      replace: 'if (factor.parts > 1 && isAboutBounded(',
    },
  ]),
  ...plantedIn('src/kernel/core/enclosure.ts', [
    {
      what: 'what is negative has no power by an exponent that is written as a sum',
      find: 'if (base.lo < 0n && ceilDivide(exponent.lo, this.unit) <= floorDivide(exponent.hi, this.unit))',
      replace: 'if (base.lo < 0n && ceilDivide(exponent.lo, this.unit) < floorDivide(exponent.lo, this.unit))',
    },
  ]),
  ...plantedIn('src/kernel/core/readable.ts', [
    {
      what: 'long keys are numbered as indices are',
      find: 'return `~',
      replace: 'return `#',
    },
    {
      what: 'long keys are all one',
      find: 'numbers.get(key) ?? numbers.size',
      replace: 'numbers.get(key) ?? 0',
    },
  ]),
  ...plantedIn('src/kernel/deciders/darboux-space.ts', [
    {
      what: 'a space is the same on every half-line of a parameter',
      find: 'for (const e of [...rates, ...members, cofactor]) requireRational(e)',
      replace: '',
    },
  ]),
  ...plantedIn('src/kernel/methods/gruntz/expressions.ts', [
    {
      what: 'in a limit one index is like another',
      find: "if (parts.length === 0 || e.kind === 'sum'",
      replace: "if ((parts.length === 0 && e.kind !== 'index') || e.kind === 'sum'",
    },
  ]),
  ...plantedIn('src/kernel/core/bound-indices.ts', [
    {
      what: 'the sums of a term that was taken out of a sum bind its index',
      find: 'const from = Math.max(outside, ...free)',
      replace: 'const from = Math.max(outside, ...free.slice(9))',
    },
  ]),
  ...plantedIn('src/kernel/core/phases.ts', [
    {
      what: 'the root of a turn is what was first asked of it',
      find: 'value: this.parities.of(this.polys.monomial(turns)).num',
      replace: 'value: this.parities.of(this.polys.monomial(turns, c)).num',
    },
  ]),
  ...plantedIn('src/kernel/core/term-signs.ts', [
    {
      what: 'the sign of a sum over pairs asks for what its body asks',
      find: 'this.aside(() => this.of(each)) | NULL',
      replace: 'this.of(each) | NULL',
    },
  ]),
  ...plantedIn('src/kernel/core/conditions.ts', [
    {
      what: 'what is asked of each member is taken for what is asked of one',
      find: 'own.map((index, k) => [index, `#',
      replace: "own.map((index, k) => [index, 'ijkl'[k] ?? `#",
    },
  ]),
  ...plantedIn('src/kernel/core/series.ts', [
    {
      what: 'what is known of one member is known of each in the series of a sum',
      find: 'new Map(bound.map((name, k) => [name, names[k] as string]))',
      replace: 'new Map(bound.map((name) => [name, name]))',
    },
  ]),
  ...plantedIn('src/kernel/core/noted-conditions.ts', [
    {
      what: 'what a body that need not be defined asks for stays known after it was given up',
      find: '    throw this.spoiled\n  }',
      replace: '    const why = this.spoiled\n    this.spoiled = undefined\n    throw why\n  }',
    },
  ]),
  ...plantedIn('src/kernel/core/declared.ts', [
    {
      what: 'what an exponent is decides alone whether a power ends',
      find: 'root: k !== undefined, ends: true }',
      replace: 'root: k !== undefined, ends: k !== undefined }',
    },
  ]),
  ...plantedIn('src/kernel/methods/gruntz/lead-terms.ts', [
    {
      what: 'a wave takes both signs among whole numbers',
      find: 'if (!this.n.isInteger(variable)) return this.isUnbounded(wave)',
      replace: 'if (this.isUnbounded(wave)) return true',
    },
  ]),
  ...plantedIn('src/kernel/methods/gruntz/preparation.ts', [
    {
      what: 'what is made of waves alone is defined',
      find: 'if (this.isGiven(e)) return e\n    const known',
      replace: 'if (!this.exprs.moves(e)) return e\n    const known',
    },
    {
      what: 'a power of what may be negative is one of what is positive',
      find: 'if (this.isGiven(base) && !within(sign, NONNEGATIVE))',
      replace: 'if (this.isGiven(base) && within(sign, NEGATIVE))',
    },
    {
      what: 'what alternates is followed without its sign',
      find: 'this.wave(this.exprs.intern(ast.power(base, exponent))),',
      replace: 'ONE,',
    },
  ]),
  ...plantedIn('src/kernel/core/polynomial-signs.ts', [
    {
      what: 'a sum of logarithms has the sign of a product',
      find: 'this.ofFraction(fractions.subtract(fractions.multiply(product, raised), fractions.one))',
      replace: 'this.ofFraction(fractions.multiply(product, raised))',
    },
    {
      what: 'what a logarithm is taken of is raised to no power',
      find: 'fractions.power(argument, k)',
      replace: 'fractions.power(argument, Math.sign(k))',
    },
  ]),
]
