/** Faults in the rules over theorems: which question is asked for which proposition. */
import { type Fault, plantedIn } from './fault.js'

export const THEOREMS: readonly Fault[] = [
  ...plantedIn('src/kernel/theorem.ts', [
    {
      what: 'a declared domain is an axiom',
      find: 'if (!theorem) continue\n      domains.set(name, definition.domain)\n      uses.push(theorem)',
      replace: 'domains.set(name, definition.domain)\n      if (theorem) uses.push(theorem)',
    },
    {
      what: 'the functions of a cited solution are not compared',
      find: 'if (!same) return undefined',
      replace: '',
    },
    {
      what: 'a constant of a cited solution may lie anywhere',
      find: 'if (!own || own.members || !isWithin(own.domain, bound.domain)) return undefined',
      replace: 'if (!own) return undefined',
    },
    {
      what: 'what is put for a constant of a cited solution may lie anywhere',
      find: 'if (!shown) return undefined\n        uses.push(...shown)',
      replace: 'if (shown) uses.push(...shown)',
    },
    {
      what: 'what is put for a constant of a cited solution may move',
      find: 'if ([...this.unfolding.madeOf(name)].some((inner) => moving.has(inner))) return undefined',
      replace: '',
    },
    {
      what: 'only the first part of a conjunction is proved',
      find: 'for (const [k, part] of parts.entries()) {',
      replace: 'for (const [k, part] of parts.slice(0, 1).entries()) {',
    },
    {
      what: 'a conjunction has the conditions of its first part',
      find: 'conditions: proofs.flatMap(({ conditions }) => conditions)',
      replace: 'conditions: proofs[0]?.conditions ?? []',
    },
    {
      what: 'what a theorem uses has no conditions',
      find: '...uses.flatMap((used) => used.conditions)]',
      replace: ']',
    },
    {
      what: 'the width stays hidden in what grows',
      find: 'this.still([expr, ...plus, ...minus], new Set([ast.WIDTH])',
      replace: 'this.still([expr, ...plus, ...minus], new Set()',
    },
    {
      what: 'the variable of a limit stays hidden in definitions',
      find: 'this.still([expr, ...place, ...limit], new Set([variable.name])',
      replace: 'this.still([expr, ...place, ...limit], new Set()',
    },
    {
      what: 'what a step changes stays hidden in definitions',
      find: 'const moving = new Set(step.map(({ symbol }) => symbol.name))',
      replace: 'const moving = new Set<string>()',
    },
    {
      what: 'derivatives by the time are partial in limits',
      find: 'return decide(carried, domains)',
      replace: 'return carried.length > 0 ? decide(unfolded, domains) : decide(carried, domains)',
    },
    {
      what: 'a theorem is one of the other side',
      find: 'return { theorem: new Theorem(TOKEN, proposition, conditions,',
      replace:
        'return { theorem: new Theorem(TOKEN, { ...proposition, assertion: { kind: "all", parts: [] } }, conditions,',
    },
    {
      what: 'what holds nowhere is proved',
      find: 'if (answer.proof && !broken) {',
      replace: 'if (answer.proof) {',
    },
    {
      what: 'what is put into an exponent of a rate may have a name',
      find: 'raised ? open : lists.flat(),',
      replace: 'lists.flat(),',
    },
    {
      what: 'a derivative by what has a value loses it in the rates',
      find: 'const open = flowing.length > 0 && this.valuedInRates(terms)',
      replace: 'const open = flowing.length > 9 && this.valuedInRates(terms)',
    },
    {
      what: 'a condition that definitions say nothing of is dropped',
      find: 'if (full === expr) return false\n    const { domains } = this.known(new Set())\n    const { proof }',
      replace: 'if (full === expr) return true\n    const { domains } = this.known(new Set())\n    const { proof }',
    },
    {
      what: 'a step may leave an interval',
      find: 'if (binder.members || !this.staysIn(by, binder.domain))',
      replace: 'if (binder.members)',
    },
    {
      what: 'a step may leave the integers',
      find: '(!integer || isIntegerValued(e, isInteger))',
      replace: '(!integer || !isIntegerValued(e, () => false))',
    },
  ]),
  ...plantedIn('src/kernel/refutation.ts', [
    {
      what: 'another form of the claimed limit refutes it',
      find: 'return apart && made([other, apart])',
      replace: 'return made([other, ...(apart ? [apart] : [])])',
    },
    {
      what: 'a growth is refuted by what it is',
      find: 'if (!other || !apart) return undefined',
      replace: 'if (!other) return undefined',
    },
  ]),
]
