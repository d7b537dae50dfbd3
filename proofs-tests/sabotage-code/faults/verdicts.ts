/** Faults in lines of check, in what is cited, and in the verdict. */
import { type Fault, plantedIn } from './fault.js'

export const VERDICTS: readonly Fault[] = [
  ...plantedIn('src/verify/checks/along-flow.ts', [
    {
      what: 'a rate along a flow is 0',
      find: 'return alongStatement(claim.known, e, rate)',
      replace: 'return alongStatement(claim.known, e, ast.rational(0))',
    },
  ]),
  ...plantedIn('src/verify/foreign-claim.ts', [
    {
      what: 'what is assumed of a member is assumed of its family',
      find: 'if (member) this.known.declareMember(ast.symbol(name, Number(member[1])), of)',
      replace: "if (member) this.known.declare(name + '[i]', { meaning: '', domain: of })",
    },
  ]),
  ...plantedIn('src/verify/checks/ode.ts', [
    {
      what: 'an initial value is one at any time',
      find: 'return [ast.valueAt(unfold(of, solution), t, place), claim',
      replace: 'return [unfold(of, solution), claim',
    },
    {
      what: 'only the first of several statements is claimed',
      find: "closed(scope, { kind: 'all', parts: assertions })",
      replace: "closed(scope, { kind: 'all', parts: assertions.slice(0, 1) })",
    },
  ]),
  ...plantedIn('src/verify/checks/limit.ts', [
    {
      what: 'the side of a limit is not read',
      find: '{ place: to, ...(from && { side: from }) }',
      replace: '{ place: to }',
    },
  ]),
  ...plantedIn('src/verify/judgement.ts', [
    {
      what: 'a theorem of something else is shown as proved',
      find: 'if (proved && !sameProposition(proof.theorem.proposition, proposition))',
      replace: 'if (proved && !sameProposition(proof.theorem.proposition, proof.theorem.proposition))',
    },
    {
      what: 'a counterexample to what is proved is not looked at',
      find: 'if (numeric.counterexample) {\n    const fails',
      replace: 'if (numeric.counterexample && !proved) {\n    const fails',
    },
    {
      what: 'a claim rests on what is not proved',
      find: "verdicts.get(id) !== 'proved')",
      replace: "verdicts.get(id) === 'refuted')",
    },
    {
      what: 'what is defined nowhere may be proved',
      find: "return numeric.defined > 0\n      ? { verdict: 'proved' }",
      replace: "return numeric.defined > 0 || numeric.unknown\n      ? { verdict: 'proved' }",
    },
    {
      what: 'what is defined nowhere may be refuted',
      find: "return numeric.defined > 0\n      ? { verdict: 'refuted'",
      replace: "return numeric.defined >= 0\n      ? { verdict: 'refuted'",
    },
    {
      what: 'what has been seen to have values is about no point',
      find: 'if (nowhere && numeric.defined > 0)',
      replace: 'if (nowhere && numeric.defined < 0)',
    },
  ]),
  ...plantedIn('src/verify/elsewhere.ts', [
    {
      what: 'what is cited was proved of the letters of here',
      find: 'own && sameTree(own, by) && toTex(own, hereNames) === said',
      replace: 'own && sameTree(own, own)',
    },
    {
      what: 'what is free where it was cited is so here',
      find: 'own !== undefined && sameDomain(own.domain, domain) && (moves || !isFormula)',
      replace: 'own !== undefined && sameDomain(domain, domain)',
    },
    {
      what: 'what stands still here moved as little where it was cited',
      find: '!(own && sameTree(own.rate, rate))',
      replace: '!(!own || sameTree(own.rate, rate))',
    },
    {
      what: 'what moves here moved where it was cited',
      find: 'const stands = own && !moves && motion',
      replace: 'const stands = own && moves && motion',
    },
  ]),
]
