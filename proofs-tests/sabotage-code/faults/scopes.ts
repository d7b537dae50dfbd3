/** Faults in scopes: what a name means where a claim stands, and what may be asked of it. */
import { type Fault, plantedIn } from './fault.js'

export const SCOPES: readonly Fault[] = [
  ...plantedIn('src/derivation/scope.ts', [
    {
      what: 'a name that is free again keeps its definition',
      find: 'for (const name of parent.entries.keys()) if (!parent.definitions.has(name)) scope.definitions.delete(name)',
      replace: '',
    },
    {
      what: 'the first meaning of an inherited name wins',
      find: 'for (const [name, definition] of parent.definitions) scope.definitions.set(name, definition)',
      replace:
        'for (const [name, definition] of parent.definitions) if (!scope.definitions.has(name)) scope.definitions.set(name, definition)',
    },
    {
      what: 'the width may be differentiated by',
      find: 'if (name === WIDTH && !this.entries.has(WIDTH)) {',
      replace: "if (name === '') {",
    },
    {
      what: 'what is supposed of a member is lost',
      find: 'this.members.set(member.name, known.set(index, parseDomain(domain)))',
      replace: 'this.members.set(member.name, known.set(index + 1, parseDomain(domain)))',
    },
    {
      what: 'a letter is one thing whatever it means',
      find: 'const said = own.declaration.meaning === other.declaration.meaning',
      replace: 'const said = own.declaration.meaning !== undefined',
    },
  ]),
  ...plantedIn('src/derivation/definition-order.ts', [
    {
      what: 'definitions are unfolded before what uses them',
      find: 'return order.reverse()',
      replace: 'return order',
    },
  ]),
  ...plantedIn('src/derivation/closed.ts', [
    {
      what: 'the declared domain of a solution is supposed',
      find: 'const known = states.has(name) && has(scope, name) ? REAL : domain',
      replace: 'const known = domain',
    },
    {
      what: 'only claims along the flow know of the flow',
      find: 'if (!asked) return undefined',
      replace: "if (!assertionsIn(assertion).some(({ kind }) => kind === 'along')) return undefined",
    },
    {
      what: 'what is defined may go to a limit',
      find: 'for (const name of boundBy(assertion)) requireFree(scope, name)',
      replace: '',
    },
    {
      what: 'a flow may leave out what it is stated in place of',
      find: 'if (left === undefined) continue',
      replace: 'if (left === undefined || !scope.outer) continue',
    },
    {
      what: 'a solution may be one of two flows',
      find: "if (assertionsIn(assertion).some(({ kind }) => kind === 'solves')) requireOneFlow(scope)",
      replace: "if (assertionsIn(assertion).some(({ kind }) => kind === 'sign')) requireOneFlow(scope)",
    },
  ]),
  ...plantedIn('src/derivation/admissible-motion.ts', [
    {
      what: 'a definition in the rate of a solution sees more of what moves than the rate does',
      find: '[...rates, ...scope.bodies(new Set(made))]',
      replace: 'rates',
    },
    {
      what: 'what a limit binds has a value',
      find: 'if (scope.reachedFrom(value).has(part.variable.name))',
      replace: "if (scope.reachedFrom(value).has(''))",
    },
    {
      what: 'what moves has a limit in the time',
      find: 'const moving = statesOf(scope).find(({ name }) => reached.has(name))',
      replace: 'const moving = statesOf(scope).find(({ name }) => name === undefined)',
    },
    {
      what: 'what moves depends on nothing but the time',
      find: 'if (still.has(name) || isOpen) return',
      replace: 'if (!still.has(name) || isOpen) return',
    },
    {
      what: 'a rate may speak of how something moves',
      find: 'if (node.variable.name !== time.name) continue\n    const what',
      replace: 'if (node.variable.name !== time.name || node.order > 0) continue\n        const what',
    },
    {
      what: 'a rate may speak of it through a definition',
      find: 'of derivativesIn([rate, ...bodies]))',
      replace: 'of derivativesIn([rate, ...bodies.slice(0, 0)]))',
    },
    {
      what: 'a place says nothing of what a definition is made of',
      find: '(at ? reachedBy(scope, body) : namesOf(alias(scope, body)))',
      replace: 'namesOf(alias(scope, body))',
    },
    {
      what: 'the time stands still on the way to a limit',
      find: 'scope.flow ? [...statesOf(scope), scope.flow.variable] : []',
      replace: 'scope.flow ? [...statesOf(scope)] : []',
    },
    {
      what: 'a flow that nobody states moves nothing',
      find: 'if (flow || scope.flow || time === undefined) return',
      replace: 'if (!flow || scope.flow || time === undefined) return',
    },
  ]),
  ...plantedIn('src/derivation/admissible.ts', [
    {
      what: 'a derivative in a rate is read where something in it depends on more',
      find: 'for (const { name, by, written, what } of [...defined, ...moving]) {',
      replace: 'for (const { name, by, written, what } of moving.length < 0 ? moving : defined) {',
    },
    {
      what: 'what moves may have separate values only',
      find: '.find(isScattered)',
      replace: '.find((one) => isScattered(one) && !one.integer)',
    },
    {
      what: 'what is set free for a claim is asked as if it always were',
      find: 'const of = [...reachedInMotion(outer, name)]',
      replace: 'const of = [...reachedInMotion(scope, name)]',
    },
    {
      what: 'what a solution is made of may be driven',
      find: 'if (!moves(scope, driven) || moves(outer, driven)) continue',
      replace: 'if (!moves(scope, driven) || moves(outer, driven)) return',
    },
    {
      what: 'a rate is made of nothing but what it names',
      find: 'const reached = reachedBy(scope, body, on === moved)',
      replace: 'const reached = scope.reachedFrom(body)',
    },
    {
      what: 'a value may be given to a formula that a claim does not name',
      find: 'const made = outer.definition(name)?.by',
      replace: 'const made = scope.definition(name)?.by',
    },
    {
      what: 'what is put for a name hides that name',
      find: 'if (!at || namesOf(at.by).has(variable.name)) continue',
      replace: 'if (at || namesOf(variable).has(variable.name)) continue',
    },
    {
      what: 'a derivative in a definition is read where something in it depends on more',
      find: 'home.entry(one) && follows(scope, one) !== follows(home, one),',
      replace: 'home.entry(one) && follows(scope, one) !== follows(scope, one),',
    },
    {
      what: 'a derivative in a definition is read where it holds more fixed',
      find: 'const isOther = heldIn(scope, body, variable)',
      replace: 'const isOther = heldIn(home, body, variable)',
    },
    {
      what: 'a derivative in a definition is one by what is defined through the rest of it',
      find: 'const shared = value && inner(scope)',
      replace: 'const shared = !value && inner(scope)',
    },
    {
      what: 'a place of what is defined by now is one of what was free',
      find: 'if (order === 0 && value) refuse(',
      replace: 'if (order < 0 && value) refuse(',
    },
  ]),
  ...plantedIn('src/derivation/moving.ts', [
    {
      what: 'what is left out of a flow is another thing where it is declared anew',
      find: 'for (const name of declared) this.heads.delete(name)',
      replace: 'this.heads.clear()',
    },
  ]),
  ...plantedIn('src/derivation/sum-letters.ts', [
    {
      what: 'a letter of a pair may be an index around the sum',
      find: "if (around.has(letter)) refuse(e, letter, 'an index')",
      replace: '',
    },
    {
      what: 'a letter of a pair may be a symbol',
      find: 'if (name !== undefined)',
      replace: 'if (false)',
    },
    {
      what: 'what is put at a place may have an index that is bound there',
      find: 'index !== own && bound.has(index)',
      replace: 'index === own && bound.has(index)',
    },
  ]),
  ...plantedIn('src/derivation/bound-letters.ts', [
    {
      what: 'an index may be printed like a member of a family',
      find: 'if (family !== undefined) refuse',
      replace: 'if (false) refuse',
    },
    {
      what: 'an index above a definition is nothing to it',
      find: 'new Set(terms.flatMap((e) => [...scope.reachedFrom(e), ',
      replace: 'new Set(terms.flatMap((e) => [...scope.reachedFrom(e, new Set(scope.names())), ',
    },
    {
      what: 'a family says nothing of what its members are made of',
      find: 'bind(indexNames(definition.symbol), definition.by)',
      replace: 'bind(indexNames(definition.symbol).slice(9), definition.by)',
    },
    {
      what: 'a number may be called after what goes to a limit',
      find: '...limitsIn(assertion).flatMap(',
      replace: '...limitsIn(assertion).slice(9).flatMap(',
    },
    {
      what: 'indices may be printed alike',
      find: 'if (one < other && looks.alike(one, other))',
      replace: 'if (one > other && one < other && looks.alike(one, other))',
    },
    {
      what: 'a place is none of what a number is called after',
      find: 'at || variable.name === time?.name',
      replace: 'variable.name === time?.name',
    },
    {
      what: 'a step counts nothing',
      find: 'stepped.indices.length === 0 && counts(stepped, by, moved)',
      replace: 'stepped.indices.length === 1 && counts(stepped, by, moved)',
    },
    {
      what: 'an order of size is printed as a symbol is',
      find: 'const same = order && [...closing.reached]',
      replace: 'const same = order && [...new Set<string>()]',
    },
  ]),
  ...plantedIn('src/derivation/derivation.ts', [
    {
      what: 'what is given for a claim does not change what names are printed as',
      find: "within(['given', VALUE], () => requireToldApartIn(inner))",
      replace: 'requireToldApartIn(scope)',
    },
    {
      what: 'whatever looks like a claim is one',
      find: "isOurs(value) && isRecord(value) && 'state' in value",
      replace: "isRecord(value) && 'state' in value",
    },
    {
      what: 'a derivative of what has nothing of its variable is 0',
      find: 'requireDependence(inner, statement.proposition)',
      replace: '',
    },
  ]),
  ...plantedIn('src/derivation/authored.ts', [
    {
      what: 'what an author said is kept, not copied',
      find: 'if (Array.isArray(value)) return Object.freeze(',
      replace: 'if (depth > 0) return value\n  if (Array.isArray(value)) return Object.freeze(',
    },
  ]),
  ...plantedIn('src/derivation/held-fixed.ts', [
    {
      what: 'what a derivative holds fixed is not said',
      find: 'isValued || movesOther(scope, top, by) ? others : []',
      replace: 'isValued ? others : []',
    },
    {
      what: 'a derivative before something is put for another variable reads as one along it',
      find: 'made.has(name) && becomes(scope, places, k, by.name)',
      replace: 'made.has(name) && becomes(scope, places, k, name)',
    },
    {
      what: 'what something was put for is held fixed',
      find: 'if (e.variable.indices.length === 0) parts.delete(e.variable.name)',
      replace: 'if (e.variable.indices.length > 0) parts.delete(e.variable.name)',
    },
    {
      what: 'along a flow something is held',
      find: "if (by.name === scope.flow?.variable.name) return 'total'",
      replace: '',
    },
    {
      what: 'a rate is made of what moves, and not of its rate',
      find: 'for (const name of known.get(key) as ReadonlySet<string>) parts.add(name)',
      replace: '',
    },
    {
      what: 'what has a value is differentiated by along that value',
      find: 'const isValued = own !== undefined &&',
      replace: 'const isValued = own === undefined &&',
    },
  ]),
]
