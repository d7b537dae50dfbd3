/** Faults in how names are printed, and told apart. */
import { type Fault, plantedIn } from './fault.js'

export const PRINTED_NAMES: readonly Fault[] = [
  ...plantedIn('src/derivation/look.ts', [
    {
      what: 'a number may be called like a member',
      find: 'return [...inner, ...look.below, ...look.above]',
      replace: 'return [...inner, ...look.above]',
    },
    {
      what: 'fonts that print nothing tell names apart',
      find: 'math(?:cal|bb)\\{[A-Z]\\}',
      replace: 'math(?:cal|bb)\\{[A-Za-z]\\}',
    },
  ]),
  ...plantedIn('src/derivation/printed-as.ts', [
    {
      what: 'what is printed within a print is not taken apart further',
      find: '...this.terms(look, within), ...decorated]',
      replace: '...this.terms(look, within)]',
    },
    {
      what: 'members within a print are not seen',
      find: 'const made = [...this.members(look, within), ',
      replace: 'const made = [',
    },
    {
      what: 'another term is any number',
      find: 'order.reduce<Expr>((e, { symbol: by, by: value }) => valueAt(e, by, value), general)',
      replace: 'general',
    },
    {
      what: 'constants are no part of a print',
      find: '...CONSTANTS.filter((one) => one.tex === tex),',
      replace: '',
    },
    {
      what: 'one thing by two names is two',
      find: 'return withOwnIndices(this.scope.expand(e))',
      replace: 'return withOwnIndices(e)',
    },
    {
      what: 'members of a family are not looked at',
      find: 'indices === 1 ? this.numbers : []',
      replace: 'indices === 2 ? this.numbers : []',
    },
    {
      what: 'two powers of what nobody declares say nothing of each other',
      find: 'others.find((other) => this.undeclared(other) === missing)',
      replace: 'others.find((other) => this.undeclared(other) === missing && other.tex === tex)',
    },
  ]),
  ...plantedIn('src/derivation/print-decorations.ts', [
    {
      what: 'what is printed as a power is a square',
      find: 'exponent ? [power(base, exponent),',
      replace: 'exponent ? [power(base, rational(2)),',
    },
    {
      what: 'the rate of a rate is a rate',
      find: 'return once && this.rate(once, within)',
      replace: 'return once',
    },
    {
      what: 'a derivative is one of any order',
      find: 'derivative(f, symbol(by), order)',
      replace: 'derivative(f, symbol(by))',
    },
    {
      what: 'a mean is made of nothing',
      find: '? this.names.isMadeOf(name, family)',
      replace: '? true',
    },
    {
      what: 'scripts hide what an accent is put on',
      find: 'const through = (inner: Look): Look => withScripts(inner, { below, above })',
      replace: 'const through = (inner: Look): Look => inner',
    },
    {
      what: 'a function of one argument is one of any',
      find: 'return reached.filter((by) => this.names.all.some((one) => one.name === by && given.has(one.tex)))',
      replace: 'return reached',
    },
    {
      what: 'the rate of the flow is that of what is given otherwise',
      find: 'formula.name !== moving.name || isDriven(moving.name)',
      replace: 'formula.name !== moving.name || (isDriven(moving.name) && false)',
    },
    {
      what: 'what moves is printed as the rate of what stands still',
      find: 'if (![reading.name, within.name].some((name) => this.names.varies(name))) return undefined',
      replace: 'if (!this.names.varies(reading.name) && !this.names.scope.definition(within.name)) return undefined',
    },
  ]),
  ...plantedIn('src/derivation/look-scripts.ts', [
    {
      what: 'one letter may have two values',
      find: 'before.join() !== value.join()',
      replace: 'before.length !== value.length',
    },
    {
      what: 'only numbers are values of a letter',
      find: 'items.some((item) => item === letter ||',
      replace: "items.some((item) => item === ' ' ||",
    },
    {
      what: 'only one letter of a print is put',
      find: "if (place === 'argument') return true",
      replace: "if (place === 'argument') return false",
    },
  ]),
  ...plantedIn('src/derivation/told-apart.ts', [
    {
      what: 'an inherited letter may be printed otherwise',
      find: 'for (const used of uses) {',
      replace: 'for (const used of uses.slice(uses.length)) {',
    },
    {
      what: 'what is given changes only the print of what stands in the claim',
      find: 'const met = new Set([...scope.met].flatMap((name) => [...scope.reachedFrom(symbol(name))]))',
      replace: 'const met = scope.met',
    },
  ]),
  ...plantedIn('src/derivation/looks.ts', [
    {
      what: 'a square of an index is a symbol',
      find: 'return isMore(look) && letters.includes(conventionalTex(letter))',
      replace: 'return false && letters.includes(conventionalTex(letter))',
    },
  ]),
]
