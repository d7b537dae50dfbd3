/** Faults in what is shown of derivatives where their formulas have no value. */
import { type Fault, plantedIn } from './fault.js'

export const KINKS: readonly Fault[] = [
  ...plantedIn('src/kernel/deciders/suppositions.ts', [
    {
      what: 'what is shown of the formula of a derivative is shown of the derivative',
      find: 'if (left === undefined) return answer',
      replace: 'if (left || !left) return answer',
    },
    {
      what: 'what is asked for one sign is known for the next',
      find: 'const asking = apart(knowledge)',
      replace: 'const asking = knowledge',
    },
    {
      what: 'a rate ends with the terms of the claim',
      find: '.map(({ of: _, ...kink }): Kink => kink),',
      replace: ',',
    },
    {
      what: 'a cited solution asks for nothing',
      find: 'return conditions.find(\n    (condition) =>',
      replace: 'return conditions.find(\n    (condition) => false &&',
    },
    {
      what: 'parts shown apart need no point in common',
      find: 'if (answer.proof || !answer.nowhere) return { conditions }',
      replace: 'if (!answer.proof) return { conditions }',
    },
  ]),
  ...plantedIn('src/kernel/methods/left-to-show.ts', [
    {
      what: 'a function of an absolute value has no derivative where that is 0',
      find: 'if (factor && isNonzero(factor)) continue',
      replace: 'if (!root && slope && isNonzero(slope)) continue',
    },
    {
      what: 'a root that touches 0 has no derivative there',
      find: 'if (root && ((slope && isNonzero(slope)) || (second && has(second, NEGATIVE)))) continue',
      replace: 'if (root) continue',
    },
    {
      what: 'a claim whose terms end at a point holds there if it does around it',
      find: 'return open ? { open } : vanishing &&',
      replace: 'return vanishing &&',
    },
    {
      what: 'several derivatives tend to their values along one sequence',
      find: 'whole(of) !== whole(first.of)',
      replace: 'whole(of) !== whole(of)',
    },
    {
      what: 'a claim holds at a point of its domain if it does at others, which are apart from it',
      find: 'if (other || !goesOn(terms, first.of, domains)) return',
      replace: 'if (other) return',
    },
  ]),
  ...plantedIn('src/kernel/methods/bends.ts', [
    {
      what: 'what is bent under a value that is put is not bent in what the value is made of',
      find: 'inner: put(inner),',
      replace: 'inner,',
    },
  ]),
  ...plantedIn('src/kernel/methods/kinks.ts', [
    {
      what: 'a rate that is differentiated along its own flow is nowhere bent',
      find: 'return total && movesTwice(node, total) ?',
      replace: 'return total && false ?',
    },
    {
      what: 'of a sum only the member is bent by which it is differentiated',
      find: 'const members = symbolsOf(edge).filter((s) => s.name === variable.name)',
      replace:
        'const members = symbolsOf(edge).filter((s) => s.name === variable.name && s.indices[0] !== variable.indices[0])',
    },
  ]),
  ...plantedIn('src/kernel/methods/opaque-derivatives.ts', [
    {
      what: 'derivatives of one text at two places are one number',
      find: 'const inside = opened(body, new Map())',
      replace: 'const inside = opened(body, symbols)',
    },
  ]),
]
