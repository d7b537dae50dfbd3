/** Names that print alike, or as what they are not. Long, since it is mostly tables of names. */
import { describe, expect, it } from 'vitest'
import { equal } from '../verify/checks/equality.js'
import { asymptotic } from '../verify/checks/asymptotic.js'
import { eachStep } from '../verify/checks/each-step.js'
import { growsAs } from '../verify/checks/exponent.js'
import { hasSign } from '../verify/checks/sign.js'
import type { Statement } from '../verify/statement.js'
import type { StatedClaim } from './claim.js'
import { type Derivation, derivation } from './derivation.js'
import { type Declaration, defined, nonzero, positive, real } from './symbol.js'

const stating = (
  symbols: Record<string, Declaration>,
  claim: Parameters<typeof derivation>[1]['claims'][string] = equal('1', '1'),
): Derivation => derivation('printed', { title: 'T', tag: 'beyond', prose: 'P', symbols, claims: { claim } })
const texOf = (d: Derivation): string =>
  (d.claims as readonly StatedClaim<Statement>[])
    .flatMap(({ statement }) => statement.lines.map(({ tex }) => tex))
    .join()

describe('names', () => {
  it.each<[string, Record<string, Declaration>, string]>([
    ['two of one look', { x1: real('one'), x_1: real('other') }, 'x1 is printed x_{1}, and so is x_1'],
    ['one like a member', { 'u[i]': real('family'), u1: real('one') }, 'u1 is printed u_{1}, and so is a member of u'],
    ['one like any member', { 'u[i]': real('family'), u_i: real('one') }, 'and so is a member of u'],
    ['an author’s own', { a: real('one'), b: real('other', { tex: 'a' }) }, 'is printed a, and so is'],
    ['pi', { P: real('one', { tex: '\\pi' }) }, 'which means something else'],
    ['a number', { P: real('one', { tex: '1' }) }, 'which is no name'],
    ['the width', { D: real('one', { tex: 'd' }) }, 'which means something else'],
    ['a statement', { P: real('one', { tex: '2 + 2 = 5 \\text{ and } 1' }) }, 'which is no name'],
    ['a square', { x: real('one'), y: defined('2*x', 'other', { tex: 'x^2' }) }, 'like a power of x'],
    ['a square in braces', { x: real('one'), y: defined('2*x', 'other', { tex: 'x^{{2}}' }) }, 'like a power of x'],
    [
      'another font',
      { T: real('one', { tex: '\\mathrm{T}' }), S: real('other', { tex: '\\operatorname{T}' }) },
      'and so is',
    ],
    ['braces in a script', { x_1: real('one'), y: real('other', { tex: 'x_{{1}}' }) }, 'and so is'],
    ['another star', { x_star: real('one'), y: real('other', { tex: 'x^\\ast' }) }, 'and so is'],
    [
      'a power that is no square',
      { x: real('one'), y: defined('2*x', 'other', { tex: 'x^{1/2}' }) },
      'like a power of x',
    ],
    ['a size', { x: real('one'), y: defined('2*x', 'other', { tex: '|x|' }) }, 'like a size of x'],
    ['a rate', { x: real('one'), y: defined('2*x', 'other', { tex: '\\dot x' }) }, 'like a rate of x'],
    ['a member by a capital', { 'u[i]': real('family'), u_N: real('one') }, 'and so is a member of u'],
    ['a member further on', { 'u[i]': real('family'), v: real('one', { tex: 'u_{d-1}' }) }, 'and so is a member of u'],
    [
      'a derivative',
      { x: defined('k^2', 'one'), k: real('k'), y: real('other', { tex: "x'" }) },
      'like a derivative of x',
    ],
    [
      'a function of what it is not made of',
      { x: real('one'), y: real('two'), V: defined('y^2', 'other', { tex: 'V(x)' }) },
      'like a function of x',
    ],
    ['a differential', { dx: real('one') }, 'like a differential'],
    ['one of several differentials', { dx_1: real('one') }, 'like a differential'],
    ...['Var', 'var', 'Cov', 'Corr', 'Prob', 'nabla', 'Laplacian', 'partial'].map(
      (name): [string, Record<string, Declaration>, string] => [
        `an operator: ${name}`,
        { [name]: real('one') },
        'an operator',
      ],
    ),
    ['an expectation', { E: real('one', { tex: '\\mathbb{E}' }) }, 'an operator'],
    ['an expectation over something', { E: real('one', { tex: '\\mathbb{E}_{x}' }) }, 'an operator'],
    ['a set of numbers', { R: real('one', { tex: '\\mathbb{R}' }) }, 'a set of numbers'],
    ...['or', 'and', 'AND', 'otherwise', 'if', 'not', 'where', 'plus', 'or_1'].map(
      (name): [string, Record<string, Declaration>, string] => [
        `a word: ${name}`,
        { [name]: real('one') },
        'a word of a sentence',
      ],
    ),
    ['a word in another font', { q: real('one', { tex: '\\mathsf{and}' }) }, 'a word of a sentence'],
    ['a change', { x: defined('k^2', 'x'), k: real('k'), q: real('q', { tex: '\\Delta x' }) }, 'like a change of x'],
    ['a slope', { x: real('x'), u: defined('x^2', 'u'), u_x: real('one') }, 'like a derivative of u'],
    ['a formula of its own', { q: defined('1 + 2', 'sum', { tex: '\\mathrm{x+p}' }) }, 'which is no name'],
    ['a function with its argument', { lnx: real('one') }, 'which means something else'],
    ['a font that is none', { q: real('one', { tex: '\\mathbf{\\pi}' }) }, 'which is no name'],
    ['a member by a letter', { 'u[i]': real('u'), q: real('one', { tex: 'u_\\ell' }) }, 'and so is a member of u'],
    ['a member by a product', { 'u[i]': real('u'), q: real('one', { tex: 'u_{2k}' }) }, 'and so is a member of u'],
    ['a member of several', { 'u[i]': real('u'), q: real('one', { tex: 'u_{k_1}' }) }, 'and so is a member of u'],
    ['the last member', { 'u[i]': real('u'), u_last: real('one') }, 'and so is a member of u'],
    ['another term', { n: real('n'), E_n: defined('1/n^2', 'level'), E_1: real('one') }, 'like E_n at another n'],
    [
      'the next term',
      { n: real('n'), F_n: defined('2^n', 'F'), q: defined('F_n + 1', 'q', { tex: 'F_{n+1}' }) },
      'like F_n at another n',
    ],
    [
      'a higher derivative',
      { k: real('k'), x: defined('k^2', 'one'), q: real('other', { tex: 'x^{(2)}' }) },
      'like a derivative of x',
    ],
    ['a derivative by two', { x: real('x'), u: defined('x^2', 'u'), u_xx: real('other') }, 'like a derivative of u'],
  ])('are told apart: %s', (_, symbols, problem) => {
    expect(() => stating(symbols)).toThrow(problem)
  })

  it.each([
    ...[
      '{x}',
      'x{}',
      'x ',
      'x\\,',
      '\\mathit{x}',
      '\\textit{x}',
      '\\displaystyle x',
      '\\relax x',
      '\\rlap{x}',
      '\u0445',
    ],
    ...[
      '-x',
      'x+1',
      '2x',
      'x x',
      '\\sin x',
      '\\sqrt{x}',
      '(x)',
      '\\frac12',
      '\\infty{}',
      '1{}',
      '{{1}}',
      '{\\pi}',
      '\\pi{}',
    ],
    ...['\\rm d', '\\mathrm e', '\\lt 0', '\\phantom{x}', '\\color{white}{x}', 'x_{1=2}'],
  ])('are no other spelling and no formula: %j', (tex) => {
    expect(() => stating({ x: real('one'), y: real('other', { tex }) })).toThrow(/[xy] is printed/)
  })

  it.each([
    'y',
    "a'",
    '\\bar x',
    'v_{\\mathrm{lazy}}',
    'r_{n+1}',
    '\\mathrm{Re}',
    'x^*',
    'y^{(2)}',
    '\\hat{\\mathbf{n}}_{x,1}',
    ...[
      'E',
      'P',
      'E_{1}',
      '\\mathrm{Var}_u',
      '\\mathrm{cov}_{12}',
      '\\mathrm{mean}',
      '\\mathrm{order}',
      '\\mathrm{band}',
      '\\mathcal{E}',
    ],
    ...['\\mathrm{Pr}', '\\mathrm{variant}', 'x_{\\mathrm{or}}', '\\mathbb{K}'],
  ])('may be %j', (tex) => expect(() => stating({ x: real('one'), q: real('other', { tex }) })).not.toThrow())

  it('may be members of what an operator is called', () => {
    expect(() => stating({ 'Var[i]': real('variance of one') })).not.toThrow()
  })

  it.each(['|x|_1^2', '\\overline{P + Q}', '\\zeta_\\infty^2', '\\mathcal{A}^2', 'V(x)', '\\tau^{-1}', 'y^n'])(
    'may be %j of a formula, and of nothing else',
    (tex) => {
      expect(() => stating({ x: real('one'), q: defined('x^2', 'other', { tex }) })).not.toThrow()
      expect(() => stating({ x: real('one'), q: real('other', { tex }) })).toThrow(/function or a power/)
    },
  )

  it.each([
    '\\mathrm{sin}(x)',
    '\\mathrm{0}',
    '\\mathrm{exp}',
    '\\operatorname{max}',
    '\\mathrm{Log}',
    '\\mathsf{csch}',
    'e^{x}',
    'O(x)',
    '\\Theta(x)',
    '\\Gamma(x)',
    "V'(x)",
    'V^{-1}(x)',
  ])('may not be %j of anything', (tex) => {
    expect(() => stating({ x: real('one'), q: defined('x^2', 'other', { tex }) })).toThrow(/is printed/)
    expect(() => stating({ x: real('one'), q: real('other', { tex }) })).toThrow(/is printed/)
  })

  it('are one function of two arguments where that is so', () => {
    const stated = (is: string): Derivation =>
      stating({
        x: real('one'),
        y: real('other'),
        p: defined('x^2', 'first', { tex: 'V(x)' }),
        q: defined(is, 'second', { tex: 'V(y)' }),
      })
    expect(() => stated('y^2')).not.toThrow()
    expect(() => stated('y^3')).toThrow(/like [pq] at another [xy]/)
  })

  it('are no rates of what the flow of the same derivation moves', () => {
    const moving = (symbols: Record<string, Declaration>, flow: Record<string, string>): Derivation =>
      derivation('moving', { title: 'T', tag: 'beyond', prose: 'P', symbols, flow, claims: {} })
    const z = real('speed', { tex: "y'" })
    expect(() => moving({ y: real('place'), z }, { y: '2*z', z: '0' })).toThrow('like a derivative of y')
    const r = defined('3*v', 'rate', { tex: '\\dot r_0' })
    expect(() => moving({ r_0: real('radius'), v: real('speed'), r }, { r_0: 'v', v: '0' })).toThrow('like a rate of r')
    const E = defined('y^2', 'energy', { tex: 'E(t)' })
    expect(() => moving({ y: real('place'), E }, { y: '1' })).not.toThrow()
    expect(() => stating({ y: real('place'), E })).toThrow('like a function of t, which it is not made of')
  })

  it('with a dot or a bar moves by what it is printed as', () => {
    const moving = (symbols: Record<string, Declaration>, flow: Record<string, string>): Derivation =>
      derivation('moving', { title: 'T', tag: 'beyond', prose: 'P', symbols, flow, claims: {} })
    const speed = { x: real('place'), v: real('speed', { tex: '\\dot x' }) }
    expect(() => moving(speed, { v: '-x' })).toThrow('like a rate of x')
    expect(() => moving(speed, { x: 'v', v: '-x' })).not.toThrow()
    const mean = { 'u[i]': real('u'), m: real('m', { tex: '\\bar u' }) }
    expect(() => moving(mean, { 'u[i]': 'u[i]', m: '7' })).toThrow('like a mean of u')
    expect(() => moving(mean, { 'u[i]': 'u[i]', m: 'sum(i, u[i])' })).not.toThrow()
  })

  it.each<[string, Record<string, Declaration>]>([
    ['a rate that is given', { q: positive('mass a second', { tex: '\\dot m' }) }],
    ['a rate of what stands still', { x: real('place'), v: real('speed', { tex: '\\dot x' }) }],
    [
      'a power of what it is a power of',
      { s: positive('s', { tex: '\\sigma' }), q: defined('s^2', 'q', { tex: '\\sigma^2' }) },
    ],
    [
      'a size',
      {
        'u[i]': real('u'),
        q: defined('sum(j, u[j]^2)', 'q', { tex: '|u|^2' }),
        r: defined('sqrt(sum(j, u[j]^2))', 'r', { tex: '|u|' }),
      },
    ],
    ['a mean', { 'f[i]': real('f'), 'p[i]': positive('p'), q: defined('sum(i, f[i]*p[i])', 'q', { tex: '\\bar f' }) }],
    ['a half-life', { q: positive('half-life', { tex: 't_{1/2}' }), r: positive('rate', { tex: 'k_{A\\to B}' }) }],
    [
      'a concentration',
      { q: positive('H', { tex: '[\\mathrm{H}^+]' }), r: positive('CO2', { tex: '[\\mathrm{CO}_2]' }) },
    ],
    ['the sun', { M: positive('mass', { tex: 'M_\\odot' }), G: real('energy', { tex: 'E^\\ominus' }) }],
    [
      'a term that is one',
      { n: nonzero('n'), R: positive('R'), E_n: defined('-R/n^2', 'E'), E_1: defined('at(E_n, n = 1)', 'E') },
    ],
  ])('are what they are: %s', (_, symbols) => expect(() => stating(symbols)).not.toThrow())

  it.each<[string, Record<string, Declaration>, string]>([
    [
      'a square of something',
      { s: positive('s', { tex: '\\sigma' }), q: positive('q', { tex: '\\sigma^2' }) },
      'a function or a power',
    ],
    ['a square that may be negative', { q: real('q', { tex: '\\sigma^2' }) }, 'a function or a power'],
    [
      'a term by another letter',
      { l: positive('l', { tex: '\\ell' }), E: defined('l*(l + 1)', 'E', { tex: 'E_{\\ell}' }), E_0: real('one') },
      'like E at another l',
    ],
    [
      'a term above',
      { n: real('n'), E: defined('2*n', 'E', { tex: 'E^{(n)}' }), q: real('one', { tex: 'E^{(0)}' }) },
      'like E at another n',
    ],
    [
      'a term of two letters',
      { n: real('n'), l: real('l'), E: defined('n + l', 'E', { tex: 'E_{n,l}' }), q: real('one', { tex: 'E_{n,0}' }) },
      'like E at another l',
    ],
    [
      'a term that is another',
      { n: nonzero('n'), E_n: defined('1/n^2', 'E'), E_1: defined('at(E_n, n = 5)', 'E') },
      'like E_n at another n',
    ],
    [
      'a slope of a function',
      { x: real('x'), f: defined('x^2', 'f', { tex: 'f(x)' }), q: real('one', { tex: "f'" }) },
      'like a derivative of f',
    ],
    [
      'a curvature of a function',
      { x: real('x'), f: defined('x^2', 'f', { tex: 'f(x)' }), q: real('one', { tex: 'f_{xx}' }) },
      'like a derivative of f',
    ],
    [
      'a slope by a Greek letter',
      { xi: real('xi'), u: defined('xi^2', 'u'), u_xi: real('one') },
      'like a derivative of u',
    ],
    [
      'a rate of what has a font',
      { k: real('k'), x: defined('k^2', 'x', { tex: '\\mathbf{x}' }), v: real('v', { tex: '\\dot{\\mathbf{x}}' }) },
      'like a rate of',
    ],
    [
      'a power of what has an accent',
      { v: real('v', { tex: '\\hat x' }), q: defined('-v^2', 'q', { tex: '\\hat x^2' }) },
      'like a power of',
    ],
    [
      'a power of a change',
      { h: positive('h', { tex: '\\Delta x' }), q: defined('2*h^2', 'q', { tex: '\\Delta x^2' }) },
      'like a power of',
    ],
    [
      'an inverse',
      {
        k: positive('k'),
        m: defined('1/k', 'm', { tex: '\\bar\\tau' }),
        q: defined('k/2', 'q', { tex: '\\bar\\tau^{-1}' }),
      },
      'like a power of',
    ],
    ['a power of a member', { 'u[i]': real('u'), q: defined('u[1]^3', 'q', { tex: 'u_1^2' }) }, 'like a power of'],
    [
      'a size of a family',
      { 'u[i]': real('u'), q: defined('-sum(i, u[i]^2)', 'q', { tex: '|u|^2' }) },
      'like a power of |u|',
    ],
    ['another size', { 'u[i]': real('u'), q: defined('sum(i, u[i]^2)', 'q', { tex: '|u|' }) }, 'like a size of u'],
    ['a size of a member', { 'u[i]': real('u'), q: defined('-u[1]', 'q', { tex: '|u_1|' }) }, 'like a size of'],
    [
      'a mean of nothing of it',
      { 'u[i]': real('u'), k: real('k'), q: defined('k', 'q', { tex: '\\bar u' }) },
      'like a mean of u',
    ],
    [
      'a slope of what has an accent',
      { k: real('k'), x: defined('exp(k)', 'x', { tex: '\\bar x' }), q: defined('k^3', 'q', { tex: "\\bar x'" }) },
      'like a derivative of',
    ],
    ['another power', { q: positive('q', { tex: '\\sigma^3' }) }, 'a function or a power'],
    [
      'a rate of a formula',
      { k: real('k'), x: defined('k^2', 'x'), v: real('v', { tex: '\\dot x' }) },
      'like a rate of x',
    ],
    [
      'a function at a power',
      { x: real('x'), V: defined('x^2', 'V', { tex: 'V(x)' }), W: defined('3*x', 'W', { tex: 'V(x^2)' }) },
      'like a function at x^{2}',
    ],
    [
      'a slope of a function',
      { x: real('x'), f: defined('x^2', 'f', { tex: 'f(x)' }), g: defined('3*x', 'g', { tex: 'f_x(x)' }) },
      'like a derivative of f',
    ],
    [
      'a mean of what is made',
      { k: real('k'), 'x[i]': defined('k*i', 'x'), q: real('q', { tex: '\\bar x' }) },
      'like a mean of x',
    ],
  ])('are not what they are not: %s', (_, symbols, problem) => expect(() => stating(symbols)).toThrow(problem))

  /** A place x that moves with the speed v, members u that move, a sequence E_n, and a function f(k). */
  const around = (name: string, declaration: Declaration): Derivation =>
    derivation('nested', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: {
        x: real('place'),
        v: real('speed'),
        a: real('push'),
        'u[i]': real('u'),
        n: nonzero('n'),
        E_n: defined('1/n^2', 'level'),
        k: positive('k'),
        f: defined('k^2', 'function', { tex: 'f(k)' }),
        [name]: declaration,
      },
      flow: { x: 'v', v: 'a', 'u[i]': '-k*u[i]' },
      claims: {},
    })

  it.each<[string, string, string]>([
    ['v^2', '-v^2', '\\dot x^2'],
    ['diff(x, t)^2', 'diff(v, t)^2', '\\dot x^2'],
    ['abs(v)', 'v', '|\\dot x|'],
    ['a', 'v', '\\ddot x'],
    ['diff(x, t, 2)', 'diff(x, t)', "x''"],
    ['a^2', 'a', '\\ddot x^2'],
    ['-k*u[2]', 'k*u[2]', '\\dot u_2'],
    ['abs(u[2])', 'u[2]', '|u_2|'],
    ['abs(u[2])^3', 'u[2]^3', '|u_2|^3'],
    ['u[2]^(-1)', 'u[1]^(-1)', 'u_2^{-1}'],
    ['1/u[2]', '1/u[1]', 'u_2^{-1}'],
    ['sqrt(x)', 'x', 'x^{1/2}'],
    ['sum(j, u[j])^2', 'k^2', '\\bar u^2'],
    ['sum(j, u[j]^2)', 'sum(j, u[j]^4)', '|u|^2'],
    ['sum(j, u[j]^2)', 'sum(j, u[j])^2', 'u^2'],
    ['at(E_n, n = 3)^2', 'at(E_n, n = 2)^2', 'E_3^2'],
    ['1/3^2', '1/2^2', 'E_3'],
    ['diff(f, k)', 'k', "f'"],
    ['f^2', '2*f', 'f^2'],
    ['diff(f, k, 3)', 'diff(f, k, 2)', 'f^{(3)}'],
    ['x^(n + 1)', 'x^n', 'x^{n+1}'],
    ['x^(2*n)', 'x^2*n', 'x^{2n}'],
  ])('are %s and not %s, where they are printed %s', (right, wrong, tex) => {
    expect(() => around('q', defined(right, 'q', { tex }))).not.toThrow()
    expect(() => around('q', defined(wrong, 'q', { tex }))).toThrow(/q is printed .*, like /)
  })

  it.each<[string, Record<string, Declaration>, string]>([
    ['a power of pi', { q: defined('10', 'q', { tex: '\\pi^2' }) }, 'like a power of \\pi'],
    ['a size of pi', { q: defined('-3', 'q', { tex: '|\\pi|' }) }, 'like a size of \\pi'],
    ['a power of the width', { q: defined('7', 'q', { tex: 'd^2' }) }, 'like a power of d'],
    ['a square of i', { q: defined('5', 'q', { tex: '\\mathrm{i}^2' }) }, 'like a power of'],
    ['a function pi', { x: real('x'), q: defined('4*x', 'q', { tex: '\\pi(x)' }) }, 'means something else'],
    ['a fraction', { q: defined('2', 'q', { tex: '\\overline{1/2}' }) }, 'means something else'],
    ['a logarithm of a number', { ln2pi: defined('5', 'q') }, 'means something else'],
    ['a logarithm', { logN: real('q') }, 'means something else'],
    ['a cosine', { costheta: real('q') }, 'means something else'],
    ['a logarithm of a symbol', { a: positive('a'), lna: defined('5*a', 'q') }, 'means something else: ln of a'],
    ['a root', { sqrt_2: defined('5', 'q') }, 'means something else'],
    ['a second derivative', { d2UdT2: real('q') }, 'like a differential'],
    [
      'a term by another name',
      { n: nonzero('n'), g: defined('1/n^2', 'g'), E_n: defined('g', 'E'), E_1: defined('g', 'E') },
      'like E_n at another n',
    ],
    [
      'a value by another name',
      {
        x: real('x'),
        y: real('y'),
        f: defined('x - y', 'f'),
        V: defined('f', 'V', { tex: 'V(x)' }),
        W: defined('f', 'W', { tex: 'V(y)' }),
      },
      'at another',
    ],
    [
      'a rate of a number, by a member',
      { k: real('k'), x_1: defined('k^2', 'x'), 'v[i]': positive('v', { tex: '\\dot x' }) },
      'its member \\dot{x}_{1} like a rate of x_{1}',
    ],
    [
      'a square, by a member',
      { x_2: real('x'), 's[i]': defined('-i', 's', { tex: 'x^2' }) },
      'its member x_{2}^{2} like a power of x_{2}',
    ],
    [
      'a term at two numbers',
      { n: real('n'), l: real('l'), F: defined('n + l', 'F', { tex: 'F_{nl}' }), F10: defined('7', 'F') },
      'like F at another n, l',
    ],
    [
      'a term of a word',
      { n: real('n'), l: real('l'), F_nl: defined('n + l', 'F'), q: defined('7', 'F', { tex: 'F_{n0}' }) },
      'like F_nl at another l',
    ],
    [
      'a term of functions',
      {
        x: positive('x'),
        n: real('n'),
        p: defined('x^n', 'p', { tex: 'P_n(x)' }),
        q: defined('x + 5', 'q', { tex: 'P_1(x)' }),
      },
      'like p at another n',
    ],
    [
      'a term at an indexed letter',
      { n: nonzero('n'), n_1: nonzero('n'), E_n: defined('1/n^2', 'E'), E_n1: defined('7', 'E') },
      'like E_n at another n',
    ],
    ['a term at a product', { n: nonzero('n'), E_n: defined('1/n^2', 'E'), E_2n: defined('7', 'E') }, 'like E_n at'],
    [
      'a term at a negative number',
      { n: nonzero('n'), E_n: defined('1/n^2', 'E'), q: defined('7', 'E', { tex: 'E_{-1}' }) },
      'like E_n at',
    ],
    [
      'a term by another letter that counts',
      { n: nonzero('n'), m: nonzero('m'), E_n: defined('1/n^2', 'E'), E_m: defined('7*m', 'E') },
      'like E_',
    ],
    [
      'families of a sequence',
      { n: nonzero('n'), 'a_n[k]': defined('k/n', 'a'), 'a_1[k]': defined('7*k', 'a') },
      'like a_n at another n',
    ],
    [
      'a slope by something else',
      {
        x: real('x'),
        k: real('k'),
        f: defined('k*x^2', 'f', { tex: 'f(x)' }),
        q: defined('diff(f, k)', 'q', { tex: "f'" }),
      },
      'like a derivative of f',
    ],
    [
      'a curvature with its argument',
      { x: real('x'), V: defined('x^2', 'V', { tex: 'V(x)' }), q: defined('7*x', 'q', { tex: 'V_{xx}(x)' }) },
      'like a derivative of V(x)',
    ],
    [
      'a power by a letter and a digit',
      { x: positive('x'), n: real('n'), n2: real('n'), q: defined('x^n2', 'q', { tex: 'x^{n2}' }) },
      'like a power of x',
    ],
    [
      'a function of two at others',
      {
        x: real('x'),
        y: real('y'),
        f: defined('x*y^2', 'f', { tex: 'f(x,y)' }),
        g: defined('x*y^2', 'f', { tex: 'f(y,x)' }),
      },
      'at another',
    ],
    [
      'a mean of what it is not made of',
      { k: real('k'), x: defined('k^2', 'x'), q: real('q', { tex: '\\langle x\\rangle' }) },
      'like a mean of x',
    ],
    [
      'a value of another function',
      {
        x: real('x'),
        k: real('k'),
        V: defined('x*x', 'V', { tex: 'V(x)' }),
        W: defined('k*x', 'W', { tex: 'V(k)' }),
      },
      'at another',
    ],
    [
      'a value at another index and argument',
      {
        x: real('x'),
        n: real('n'),
        p: defined('n*x', 'p', { tex: 'P_n(x)' }),
        q: defined('7', 'q', { tex: 'P_2(3)' }),
      },
      'like p at another n, x',
    ],
    [
      'a family of sums',
      { 'x[i]': real('x'), 's[k]': defined('sum(i, x[i]^2)', 's', { tex: 'x^2' }) },
      'like a power of x',
    ],
    [
      'a family of sizes',
      { 'u[i]': real('u'), 'q[k]': defined('sqrt(sum(i, u[i]^2))', 'q', { tex: '|u|' }) },
      'like a size of u',
    ],
    [
      'one of several sizes',
      { 'u[i]': real('u'), q: defined('-sum(i, u[i]^2)', 'q', { tex: '|u|_1' }) },
      'like a size of u',
    ],
    [
      'a power of what has a mark',
      { x_star: real('x'), q: defined('-x_star^2', 'q', { tex: 'x^{*2}' }) },
      'like a power of x^{*}',
    ],
    [
      'two powers of nothing',
      { a: real('a'), p: defined('a', 'p', { tex: '\\sigma^2' }), q: defined('5*a', 'q', { tex: '\\sigma^4' }) },
      'beside \\sigma^{4}: declare \\sigma',
    ],
    [
      'two derivatives of nothing',
      { x: real('x'), p: defined('x^2', 'p', { tex: "V'" }), q: defined('7*x', 'q', { tex: "V''" }) },
      "beside V'': declare V",
    ],
    [
      'a term by a capital',
      { n: positive('n'), N: positive('N'), E_n: defined('1/n^2', 'E'), E_N: defined('7*N', 'E') },
      'like E_',
    ],
    ['a term at the width', { n: positive('n'), E_n: defined('1/n^2', 'E'), E_d: defined('7*d', 'E') }, 'like E_n at'],
    [
      'a member of a term',
      { n: positive('n'), 'a_n[k]': defined('k/n', 'a'), a_1_2: defined('7', 'a') },
      'like a_n at another n',
    ],
    [
      'a term without the comma',
      {
        n: real('n'),
        l: real('l'),
        F: defined('n + 2*l', 'F', { tex: 'F_{nl}' }),
        q: defined('7', 'F', { tex: 'F_{1,2}' }),
      },
      'like F at another n, l',
    ],
    [
      'a term between bars',
      {
        n: real('n'),
        p: defined('n', 'p', { tex: '|\\psi_n|^2' }),
        q: defined('7', 'q', { tex: '|\\psi_1|^2' }),
      },
      'like p at another n',
    ],
    [
      'a power of a term',
      { n: real('n'), x_n: defined('n', 'x'), 's[k]': defined('7*k', 's', { tex: 'x^2' }) },
      'its member x_{1}^{2} like a power of x_{1}',
    ],
    [
      'a number for a formula',
      { n: real('n'), F: defined('2^n', 'F', { tex: 'F_{n+1}' }), F_3: defined('7', 'F') },
      'like F at another n',
    ],
    [
      'a term at another value of a letter that does not count',
      { a: real('a'), f_a: defined('a^2', 'f'), q: defined('7*a', 'q', { tex: 'f_{a+1}' }) },
      'like f_a at another a',
    ],
    ['a word in another font', { T_ab: real('T'), q: real('q', { tex: 'T_{ab}' }) }, 'nearly'],
    ['letters that are nearly one', { v: real('v'), nu: real('nu') }, 'and so is'],
    ['and another of them', { v: real('v'), upsilon: real('v') }, 'and so is'],
    ['the two Greek ones', { nu: real('nu'), upsilon: real('v') }, 'and so is'],
    ['such letters below', { x_nu: real('x'), x_v: real('x') }, 'and so is'],
    ['an upright letter', { x: real('x'), q: real('q', { tex: '\\mathrm{x}' }) }, 'and so is'],
    ['a concentration of a number', { x: real('x'), q: defined('5*x', 'q', { tex: '[x]_0' }) }, 'like something of x'],
    ['a label in another font', { T_c: real('T'), q: real('q', { tex: 'T_{\\mathrm{c}}' }) }, 'nearly'],
    [
      'a function of a family',
      { x: positive('x'), 'f[i]': defined('x^i', 'f'), g: defined('7*x', 'g', { tex: 'f_1(x)' }) },
      'without its argument',
    ],
  ])('are read as a whole: %s', (_, symbols, problem) => expect(() => stating(symbols)).toThrow(problem))

  it.each<[string, Record<string, Declaration>]>([
    [
      'two numbers put',
      { n: real('n'), l: real('l'), F: defined('n + 2*l', 'F', { tex: 'F_{nl}' }), F10: defined('1 + 2*0', 'F') },
    ],
    [
      'a term by another name',
      { n: nonzero('n'), g: defined('1/n^2', 'g'), E_n: defined('g', 'E'), E_1: defined('at(E_n, n = 1)', 'E') },
    ],
    [
      'a slope by its argument',
      {
        x: real('x'),
        k: real('k'),
        f: defined('k*x^2', 'f', { tex: 'f(x)' }),
        q: defined('diff(f, x)', 'q', { tex: "f'" }),
      },
    ],
    [
      'one letter twice, and two numbers',
      { n: real('n'), H: defined('n^2', 'H', { tex: 'H_{nn}' }), q: real('other', { tex: 'H_{12}' }) },
    ],
    ['components', { x: real('x'), y: real('y'), v_x: defined('x - y', 'v'), v_y: defined('x + y', 'v') }],
    ['a wave function', { x: real('x'), q: defined('exp(-x^2)', 'q', { tex: '\\psi(x)' }) }],
    [
      'a function of two',
      {
        x: real('x'),
        y: real('y'),
        f: defined('x*y^2', 'f', { tex: 'f(x,y)' }),
        g: defined('y*x^2', 'f', { tex: 'f(y,x)' }),
        h: defined('x*0^2', 'f', { tex: 'f(x,0)' }),
      },
    ],
    [
      'a mean of what is drawn',
      { q: real('q', { tex: '\\langle x\\rangle' }), r: real('r', { tex: '\\langle x^2\\rangle' }) },
    ],
    ['the area of a circle', { q: defined('pi^2', 'q', { tex: '\\pi^2' }) }],
  ])('are read as a whole, and are that: %s', (_, symbols) => expect(() => stating(symbols)).not.toThrow())

  it('are read with what is given for a claim', () => {
    const symbols = { x: real('x'), v: positive('v', { tex: '\\dot x' }), w: defined('2*v', 'w') }
    const problemOf = (claim: Parameters<typeof stating>[1]): string | undefined =>
      stating(symbols, claim).illFormed[0]?.problem.message
    expect(problemOf(hasSign('v', 'positive', { given: { x: '-t' } }))).toMatch(
      /v is printed \\dot\{x\}, with what is given here, like a rate of x/,
    )
    expect(problemOf(hasSign('w', 'positive', { given: { x: '-t' } }))).toMatch(/v is printed/)
    expect(problemOf(hasSign('v', 'positive'))).toBe(undefined)
    expect(problemOf(hasSign('1 + x^2', 'positive', { given: { x: '-t' } }))).toBe(undefined)
  })

  it('keep the letters that inherited names have in them', () => {
    const parent = derivation('levels', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { n: nonzero('n'), E_n: defined('1/n^2', 'E') },
      claims: {},
    })
    const child = (symbols: Record<string, Declaration>): Derivation =>
      derivation('child', { title: 'T', tag: 'beyond', prose: 'P', uses: [parent], symbols, claims: {} })
    expect(() => child({ n: nonzero('n', { tex: 'm' }) })).toThrow(
      'and n in what this builds on, where E_n is made of it',
    )
    expect(() => child({ n: nonzero('number of something') })).not.toThrow()
    expect(() => child({ k: real('k', { tex: 'q' }), q: real('other', { tex: 'n' }) })).toThrow('and so is')
    const other = derivation('named', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { n: nonzero('n', { tex: 'm' }), k: nonzero('k', { tex: 'n' }) },
      claims: {},
    })
    const both = (): Derivation =>
      derivation('both', { title: 'T', tag: 'beyond', prose: 'P', uses: [parent, other], claims: {} })
    expect(both).toThrow(/n is printed m, and n in what this builds on, where E_n|k is printed n, as n is in what/)
  })

  it('of families are read member by member', () => {
    expect(() => around('q[l]', defined('u[l]^2', 'q', { tex: 'u^2' }))).not.toThrow()
    expect(() => around('q[l]', defined('-u[l]^2', 'q', { tex: 'u^2' }))).toThrow('like a power of u')
    expect(() => around('q[l]', defined('-k*u[l]', 'q', { tex: '\\dot u' }))).not.toThrow()
    expect(() => around('q[l]', defined('k*u[l]', 'q', { tex: '\\dot u' }))).toThrow('like a rate of u')
  })

  it('are no rate of the flow where another motion is given for one claim', () => {
    const problem = (given: Record<string, string>): string | undefined =>
      derivation('wave', {
        title: 'T',
        tag: 'beyond',
        prose: 'P',
        symbols: {
          x: defined('cos(t)', 'place'),
          v: defined('-sin(t)', 'speed', { tex: '\\dot x' }),
          b: defined('-x', 'acceleration', { tex: '\\ddot x' }),
        },
        flow: { x: 'v', v: '-x' },
        claims: { one: equal('x*v + b', '0', { given }) },
      }).illFormed[0]?.problem.message
    expect(problem({})).toBe(undefined)
    expect(problem({ x: '2' })).toBe(undefined)
    expect(problem({ x: 't^3' })).toMatch(/like a rate of x/)
    expect(problem({ x: 't^2', v: 't' })).toMatch(/like a rate of x/)
  })

  it('are a change of what moves where it moves, too', () => {
    const moving = (flow: Record<string, string>): Derivation =>
      derivation('moving', {
        title: 'T',
        tag: 'beyond',
        prose: 'P',
        symbols: { k: positive('k'), x: real('place'), q: real('perturbation', { tex: '\\delta x' }) },
        flow,
        claims: {},
      })
    expect(() => moving({ x: '-k*x', q: '-k*q' })).not.toThrow()
    expect(() => moving({ x: '-k*x' })).toThrow('like a change of x')
  })

  it('are a rate where the flow says so', () => {
    const moving = (rate: string): Derivation =>
      derivation('moving', {
        title: 'T',
        tag: 'beyond',
        prose: 'P',
        symbols: { x_1: real('place'), v: real('speed', { tex: '\\dot x_1' }) },
        flow: { x_1: rate, v: '-x_1' },
        claims: {},
      })
    expect(() => moving('v')).not.toThrow()
    expect(() => moving('2*v')).toThrow('like a rate of x_{1}')
  })

  it('are components beside each other', () => {
    const symbols = {
      x: real('x'),
      V_0: positive('V'),
      E_x: defined('V_0/x^2', 'E'),
      E_y: real('other'),
      s_u: real('s'),
    }
    expect(() => stating({ ...symbols, 'u[i]': real('u'), u_max: real('u'), u_0: real('start') })).not.toThrow()
    const field = { x: real('x'), v_x: real('v'), v_y: real('v'), v: defined('sqrt(v_x^2 + v_y^2) + x', 'speed') }
    expect(() => stating(field)).not.toThrow()
    expect(() => stating({ x: real('x'), q: real('q', { tex: '\\Delta x' }) })).not.toThrow()
  })

  it('are no function without its argument', () => {
    const U = defined('x^2', 'potential', { tex: 'V(x)' })
    expect(() => stating({ x: real('x'), V: real('volume'), U })).toThrow('like the function V(x) without its argument')
  })

  it('may begin with what means something alone', () => {
    for (const name of ['d_0', 'd_max', 'pi_0']) expect(() => stating({ [name]: real('number') })).not.toThrow()
    expect(() => stating({ x: real('x'), y: real('y', { tex: 'x^{(1)}' }) })).not.toThrow()
  })

  it('are told apart: a family of its own from what is inherited', () => {
    const parent = derivation('parent', {
      title: 'T',
      tag: 'beyond',
      prose: 'P',
      symbols: { x_1: real('one') },
      claims: {},
    })
    const symbols = { 'x[i]': real('family') }
    const child = (): Derivation =>
      derivation('child', { title: 'T', tag: 'beyond', prose: 'P', uses: [parent], symbols, claims: {} })
    expect(child).toThrow('x_1 is printed x_{1}, and so is a member of x')
  })

  it('are told apart where they come from two derivations', () => {
    const from = (id: string, symbols: Record<string, Declaration>): Derivation =>
      derivation(id, { title: 'T', tag: 'beyond', prose: 'P', symbols, claims: {} })
    const uses = [from('one', { x1: real('one') }), from('other', { x_1: real('other') })]
    const both = (): Derivation => derivation('both', { title: 'T', tag: 'beyond', prose: 'P', uses, claims: {} })
    expect(both).toThrow('x1 is printed x_{1}, and so is x_1')
  })

  it('may look like what never stands alone', () => {
    expect(() =>
      stating({ 'a[k]': real('family'), a1: real('one', { tex: 'a' }), u0: real('start'), 'u[i]': real('u') }),
    ).not.toThrow()
  })
})

describe('a line binds letters that stand for nothing else in it', () => {
  it('the exponent of a growth', () => {
    expect(texOf(stating({ x: positive('x') }, growsAs('d*x', { max: ['1', '0'] })))).toMatch(/d\^\{\\,y\}.*y = \\max/)
    expect(texOf(stating({ a: positive('a') }, growsAs('d', { max: ['1', '0'] })))).toMatch(/d\^\{\\,x\}.*x = \\max/)
  })

  it('but not where a growth has one exponent', () => {
    expect(texOf(stating({ r: positive('r') }, growsAs('d^r', 'r')))).toMatch(/Theta\\!\\left\(d\^\{r\}/)
    expect(texOf(stating({ r: positive('r') }, growsAs('r*d', '1')))).toMatch(/Theta\\!\\left\(d\\right\)/)
  })

  it('the steps of a law', () => {
    const law = eachStep('y', 'k*n', { step: { y: 'k*n*y' } })
    expect(texOf(stating({ y: real('y'), k: real('k'), n: real('n') }, law))).toMatch(
      /\\prod_\{j=0\}\^\{m-1\}.*\]_\{j\}/,
    )
    expect(texOf(stating({ y: real('y') }, eachStep('y', '2', { step: { y: '2*y' } })))).toMatch(
      /\\prod_\{k=0\}\^\{n-1\}/,
    )
  })

  it('beside an order of size, which is no symbol', () => {
    const series = asymptotic('exp(eps) + O*eps', 'eps', ['1', '1 + O'])
    const problem = (symbols: Record<string, Declaration>, claim: Parameters<typeof stating>[1]): string | undefined =>
      stating(symbols, claim).illFormed[0]?.problem.message
    expect(problem({ eps: real('eps'), O: real('O') }, series)).toMatch(/O is printed O, as the order of size/)
    expect(problem({ eps: real('eps'), O: real('O', { tex: 'O_{\\mathrm{a}}' }) }, series)).toBe(undefined)
    expect(problem({ Theta: positive('angle') }, growsAs('Theta*d', '1'))).toMatch(/as the order of size/)
    expect(problem({ Theta: positive('angle') }, equal('Theta', 'Theta'))).toBe(undefined)
  })
})
