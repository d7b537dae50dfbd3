/** Faults in the rules over theorems: which question is asked for which proposition. */
import { type Fault, plantedIn } from './fault.js'

export const THEOREMS: readonly Fault[] = [
  ...plantedIn('src/kernel/theorem.ts', [
    {
      what: 'a declared domain is an axiom',
      find: 'domains.set(name, definition.domain)\n      uses.push(theorem)',
      replace:
        'domains.set(name, definition.domain)\n      uses.push(theorem)\n    }\n    for (const name of folded) {\n      domains.set(name, (this.setting.unfolding.definition(name) as Definition).domain)',
    },
    {
      what: 'what a folded name stands for has a value everywhere',
      find: 'conditions.push(...open)',
      replace: '',
    },
    {
      what: 'what is hidden in what a folded name stands for has a value everywhere',
      find: '[...folded].flatMap((name) => [...unfolding.madeOf(name)])',
      replace: '[...folded]',
    },
    {
      what: 'a condition of a folded family is one of the member that its definition names',
      find: 'if (symbol.indices.length > 0 && open.length > 0)',
      replace: 'if (symbol.indices.length > 9 && open.length > 0)',
    },
    {
      what: 'a conjunction has the conditions of its first part',
      find: 'own.flatMap(({ conditions }) => conditions)',
      replace: 'own[0]?.conditions ?? []',
    },
    {
      what: 'what a theorem uses has no conditions',
      find: '...rests.flatMap((used) => used.conditions)]',
      replace: ']',
    },
    {
      what: 'a theorem is one of the other side',
      find: 'new Theorem(TOKEN, this.proposition, all,',
      replace: 'new Theorem(TOKEN, { ...this.proposition, assertion: { kind: "all", parts: [] } }, all,',
    },
    {
      what: 'what holds nowhere is proved',
      find: 'if (broken) return notShown(',
      replace: 'if (broken && domains.size < 0) return notShown(',
    },
    {
      what: 'a derivative by what has a value loses it in the rates',
      find: 'if (flowing.length > 0) this.setting.require',
      replace: 'if (flowing.length > 9) this.setting.require',
    },
    {
      what: 'a condition that definitions say nothing of is dropped',
      find: 'if (!full) return false\n    const domains',
      replace: 'if (!full) return true\n    const domains',
    },
  ]),
  ...plantedIn('src/kernel/citation.ts', [
    {
      what: 'the functions of a cited solution are not compared',
      find: 'if (!same) return undefined',
      replace: '',
    },
    {
      what: 'a constant of a cited solution may lie anywhere',
      find: 'if (!own || own.members || !isWithin(own.domain, binder.domain)) return undefined',
      replace: 'if (!own) return undefined',
    },
    {
      what: 'what is put for a constant of a cited solution may lie anywhere',
      find: 'if (!shown) return undefined\n      uses.push(...shown)',
      replace: 'if (shown) uses.push(...shown)',
    },
    {
      what: 'what is put for a constant of a cited solution may move',
      find: 'if ([...unfolding.madeOf(name)].some((inner) => moving.has(inner))) return undefined',
      replace: '',
    },
  ]),
  ...plantedIn('src/kernel/setting.ts', [
    {
      what: 'what definitions differentiate by is not bound in what is made of them',
      find: 'new Set([...terms, ...bodies].flatMap',
      replace: 'new Set([...terms].flatMap',
    },
  ]),
  ...plantedIn('src/kernel/prove.ts', [
    {
      what: 'only the first part of a conjunction is proved',
      find: 'for (const [k, assertion] of parts.entries()) {',
      replace: 'for (const [k, assertion] of parts.slice(0, 1).entries()) {',
    },
  ]),
  ...plantedIn('src/kernel/question.ts', [
    {
      what: 'the functions of a cited solution do not change with what they are made of',
      find: 'if (lemma) requireHeldApart(setting, lemma, variable, lists.flat())',
      replace: '',
    },
    {
      what: 'the terms of a cited solution may bind what its functions are made of here',
      find: 'requireHeldApart(setting, lemma, variable, lists.flat())',
      replace: 'requireHeldApart(setting, lemma, variable, lists.slice(0, 3).flat())',
    },
    {
      what: 'the width stays hidden in what grows',
      find: 'still([expr, ...plus, ...minus], [ast.WIDTH]',
      replace: 'still([expr, ...plus, ...minus], []',
    },
    {
      what: 'the variable of a limit stays hidden in definitions',
      find: 'still([expr, ...place, ...limit], [variable.name]',
      replace: 'still([expr, ...place, ...limit], []',
    },
    {
      what: 'what a step changes stays hidden in definitions',
      find: 'const moving = step.map(({ symbol }) => symbol.name)',
      replace: 'const moving: string[] = []',
    },
    {
      what: 'derivatives by the time are partial in limits',
      find: 'return decide(carriedOut(unfolded, flow), domains)',
      replace: 'return carriedOut(unfolded, flow).length > 0 ? decide(unfolded, domains) : decide([], domains)',
    },
    {
      what: 'what is put into an exponent of a rate may have a name',
      find: 'about(raised ? open : lists.flat(),',
      replace: 'about(lists.flat(),',
    },
  ]),
  ...plantedIn('src/kernel/refutation.ts', [
    {
      what: 'another form of what is claimed refutes it',
      find: 'return apart && new Refutation(TOKEN, proposition, print(is), print(claimed), what, [theorem, apart], {})',
      replace: 'return new Refutation(TOKEN, proposition, print(is), print(claimed), what, [theorem], {})',
    },
  ]),
  ...plantedIn('src/kernel/step-law.ts', [
    {
      what: 'a step may leave an interval',
      find: 'return staying(by, binder.domain).map(',
      replace: 'return staying(by, REAL).map(',
    },
    {
      what: 'a step may leave the integers',
      find: '(binder.domain.integer && !isIntegerValued(by, isInteger))',
      replace: '(binder.domain.integer && isIntegerValued(by, () => false))',
    },
  ]),
]
