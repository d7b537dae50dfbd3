import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import * as ast from './ast.js'
import type { Expr } from './ast.js'
import { functionNames } from '../functions/registry/registry.js'
import { parse } from './parse.js'
import { print } from './print.js'
import { TexNames, toTex } from './tex.js'

const tex = (text: string): string => toTex(parse(text))
const typeset = (source: string): string => katex.renderToString(source, { displayMode: true, strict: 'error' })

/** Names whose letters differ, so that equal TeX can only come from lost structure. */
const symbols = fc.constantFrom(
  ast.symbol('a'),
  ast.symbol('x'),
  ast.symbol('e'),
  ast.symbol('gamma'),
  ast.symbol('eta_u'),
  ast.symbol('S_star'),
  ast.symbol('rate'),
  ast.symbol('u', 'i'),
  ast.symbol('p0', 'i', 2),
)
const numbers = fc.constantFrom('0', '1', '2', '3', '12', '0.5').map(parse)

const expressions = (names: fc.Arbitrary<ast.Sym>, depth: number): fc.Arbitrary<Expr> =>
  fc.letrec<{ e: Expr }>((tie) => {
    const e = tie('e')
    const several = fc.array(e, { minLength: 2, maxLength: 3 })
    return {
      e: fc.oneof(
        { maxDepth: depth, depthSize: 'medium' },
        fc.oneof<fc.Arbitrary<Expr>[]>(names, names, numbers, fc.constant(ast.PI)),
        several.map((terms) => ast.add(...terms)),
        several.map((factors) => ast.multiply(...factors)),
        fc.tuple(e, e).map(([a, b]) => ast.divide(a, b)),
        fc.tuple(e, e).map(([a, b]) => ast.power(a, b)),
        e.map(ast.negate),
        fc.tuple(fc.constantFrom(...functionNames()), e).map(([fn, a]) => ast.call(fn, a)),
        fc.tuple(fc.constantFrom('i', 'j'), e).map(([i, body]) => ast.sum(i, body)),
        e.map((body) => ast.sumPairs('i', 'j', body)),
        fc.tuple(e, names, fc.constantFrom(1, 2)).map(([body, by, order]) => ast.derivative(body, by, order)),
      ),
    }
  }).e

it('puts brackets around an index with a star before it is raised', () => {
  expect(toTex(parse('sum(a_star_1, a_star_1^2)'))).toBe('\\sum_{a_{1}^{*}} (a_{1}^{*})^{2}')
})

describe('a product', () => {
  const names = (varying: readonly string[], own: readonly (readonly [string, string])[] = []) =>
    new TexNames(own, (name) => varying.includes(name))

  it('is told from a function of what is in brackets', () => {
    const e = parse('y*(t + 1) + k*(t + 1) + y^2*(t - 1)')
    expect(toTex(e, names(['y']))).toBe('y \\cdot (t + 1) + k\\,(t + 1) + y^{2} \\cdot (t - 1)')
  })

  it('of a letter in a font is told from an operator, and one of a name in brackets from a sequence', () => {
    expect(toTex(parse('V*(X + Y)'), names([], [['V', '\\mathbb{V}']]))).toBe('{\\mathbb{V}} \\cdot (X + Y)')
    expect(toTex(parse('x*n'), names(['x'], [['n', '[n]']]))).toBe('x \\cdot {[n]}')
    expect(toTex(parse('d*x/(d*y)'), names([], [['x', '\\bar x']]))).toBe('\\frac{d \\cdot {\\bar x}}{d \\cdot y}')
  })
})

describe('KaTeX accepts', () => {
  it('the TeX of any expression', () => {
    fc.assert(
      fc.property(expressions(symbols, 5), (e) => {
        expect(typeset(toTex(e))).toContain('katex')
      }),
      { seed: 20240107, numRuns: 500 },
    )
  })

  it('any name an expression can hold, as symbol and as index, raised or not', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/)
    fc.assert(
      fc.property(name, name, (a, b) => {
        typeset(toTex(ast.add(ast.symbol(a), ast.power(ast.symbol(a, b, 3), ast.symbol(b)))))
      }),
      { seed: 20240107, numRuns: 500 },
    )
  })

  it('names that no parser would let through', () => {
    for (const name of ['\\href{x}{y}', '}', '$', '%', 'a_{', 'x^', '<script>', 'a b', '', '_', '__proto__']) {
      expect(typeset(toTex(ast.power(ast.symbol(name, name), ast.symbol(name))))).not.toContain('href=')
    }
  })

  it('overrides with scripts of their own, indexed and raised', () => {
    const overrides = ['s_u', 's_{u}', "q'", '\\hat{x}_{\\mathrm{a}}^{*}', 'x^*', '\\bar u', '{s_u}', 'x_{a_{b_{c}}}']
    for (const override of overrides) typeset(toTex(parse('s[i]^2 + diff(s[j], s[i], 2)'), new Map([['s', override]])))
  })
})

describe('structure is never lost', () => {
  it('different trees look different, spacing aside', () => {
    const seen = new Map<string, string>()
    const looks = (e: Expr): string => toTex(e).replace(/\\[,!]|\\left|\\right|\s(?![A-Za-z])/g, '')
    fc.assert(
      fc.property(expressions(symbols, 3), (e) => {
        const other = seen.get(looks(e)) ?? print(e)
        seen.set(looks(e), print(e))
        expect(print(e)).toBe(other)
      }),
      { seed: 20240107, numRuns: 20_000 },
    )
    expect(seen.size).toBeGreaterThan(3_000)
  })

  it.each([
    ['(a+b)^2', '(a + b)^{2}'],
    ['(-a)^2', '(-a)^{2}'],
    ['-a^2', '-a^{2}'],
    ['(a/b)^c', '\\left(\\frac{a}{b}\\right)^{c}'],
    ['-(a+b)', '-(a + b)'],
    ['-a+b', '-a + b'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a-b-c', 'a - b - c'],
    ['a*(-b)', 'a\\,(-b)'],
    ['a*(b*c)', 'a\\,(b c)'],
    ['(x^2)^3', '(x^{2})^{3}'],
    ['x^2^3', 'x^{2^{3}}'],
    ['x*at(x^2, x = 3)', 'x \\left[x^{2}\\right]_{x=3}'],
    ['at(x*x^2, x = 3)', '\\left[x x^{2}\\right]_{x=3}'],
    ['sum(i, u[i] + w[i])', '\\sum_{i} (u_{i} + w_{i})'],
    ['sum(i, u[i]) + w', '\\sum_{i} u_{i} + w'],
    ['sum(i, u[i])*w', '\\left(\\sum_{i} u_{i}\\right) w'],
    ['sum(i, u[i])^2', '\\left(\\sum_{i} u_{i}\\right)^{2}'],
    ['sin(x)*y', '\\sin(x)\\,y'],
    ['sin(x*y)', '\\sin(x y)'],
    ['log(x)^2', '(\\log x)^{2}'],
    ['log(x^2)', '\\log(x^{2})'],
    ['exp(x)^2', '(\\mathrm{e}^{x})^{2}'],
    ['e^x', '(e)^{x}'],
    ['sqrt(x)^2', '(\\sqrt{x})^{2}'],
    ['sqrt(x)^2*y', '(\\sqrt{x})^{2}\\,y'],
    ['sqrt(x/y)^3', '\\left(\\sqrt{\\frac{x}{y}}\\right)^{3}'],
    ['cbrt(x)^2', '(\\sqrt[3]{x})^{2}'],
    ['sqrt(x^2)', '\\sqrt{x^{2}}'],
    ['abs(x)^2', '\\left|x\\right|^{2}'],
    ['2*(1/3)', '2 \\cdot \\frac{1}{3}'],
  ])('%s', (text, expected) => {
    expect(tex(text)).toBe(expected)
  })
})

describe('it looks as in a paper', () => {
  it.each([
    ['2*s_u*s_w*gamma*r*p[i]', '2 s_{u} s_{w} \\gamma r p_{i}'],
    ['2*3*x*4', '2 \\cdot 3 x \\cdot 4'],
    ['a*(b+c)', 'a\\,(b + c)'],
    ['2*(b+c)', '2(b + c)'],
    ['(a+b)*(c+d)', '(a + b)(c + d)'],
    ['a/b*c', '\\frac{a}{b}\\,c'],
    ['x^(1/2)', 'x^{1/2}'],
    ['x^(-1/2)', 'x^{-1/2}'],
    ['sqrt(x)*y', '\\sqrt{x}\\,y'],
    ['abs(x)*y', '\\left|x\\right| y'],
    ['sin(x)^2 + cosh(x+1)^2', '\\sin^{2} x + \\cosh^{2}(x + 1)'],
    ['sech(x)', '\\operatorname{sech} x'],
    ['tanh(k*t/2)', '\\tanh\\!\\left(\\frac{k t}{2}\\right)'],
    ['exp(-k*t)', '\\mathrm{e}^{-k t}'],
    ['exp(-t/tau)', '\\exp\\!\\left(-\\frac{t}{\\tau}\\right)'],
    ['exp(2*a*b + 3*c*d + 4*f*g*h*k)', '\\exp(2 a b + 3 c d + 4 f g h k)'],
    ['sum(i<j, (u[i]*w[j] - u[j]*w[i])^2)', '\\sum_{i<j} (u_{i} w_{j} - u_{j} w_{i})^{2}'],
    ['diff(z, t)', '\\frac{\\mathrm{d} z}{\\mathrm{d} t}'],
    ['diff(y, x, 2)', '\\frac{\\mathrm{d}^{2} y}{\\mathrm{d} x^{2}}'],
    ['diff(u*w, t)', '\\frac{\\mathrm{d}}{\\mathrm{d} t}(u w)'],
    ['diff(L, u[i])', '\\frac{\\partial L}{\\partial u_{i}}'],
    ['0.1*pi', '0.1 \\pi'],
  ])('%s', (text, expected) => {
    expect(tex(text)).toBe(expected)
  })
})

describe('names', () => {
  it.each([
    ['gamma', '\\gamma'],
    ['Phi', '\\Phi'],
    ['eta_u', '\\eta_{u}'],
    ['alpha_plus', '\\alpha_{+}'],
    ['alpha_minus', '\\alpha_{-}'],
    ['kappa_inf', '\\kappa_{\\infty}'],
    ['S_star', 'S^{*}'],
    ['u0', 'u_{0}'],
    ['w_0', 'w_{0}'],
    ['u[i]', 'u_{i}'],
    ['u[3]', 'u_{3}'],
    ['p0[i]', 'p_{0,i}'],
    ['m[i,j]', 'm_{i,j}'],
    ['w_star0', 'w_{\\mathrm{star}_{0}}'],
    ['loss', '\\mathrm{loss}'],
    ['rate2_max', '\\mathrm{rate}_{2,\\mathrm{max}}'],
    ['x2y', '\\mathrm{x2y}'],
    ['_x', '\\mathrm{\\_x}'],
    ['S_star^2', '(S^{*})^{2}'],
    ['d*x/(d*q)', '\\frac{d \\cdot x}{d \\cdot q}'],
    ['d^2*x/(Delta*y)', '\\frac{d^{2} \\cdot x}{\\Delta \\cdot y}'],
    ['2*d*(x + 1)', '2 d \\cdot (x + 1)'],
    ['d*abs(x)/(d*abs(y))', '\\frac{d \\cdot \\left|x\\right|}{d \\cdot \\left|y\\right|}'],
    ['-D*y/(D*x)', '-\\frac{D \\cdot y}{D \\cdot x}'],
    ['abs(a*abs(b)*c)', '\\left|\\left(a \\left|b\\right| c\\right)\\right|'],
    ['l*n*(x + y)', 'l \\cdot n\\,(x + y)'],
    ['s*i*n*x', 's i \\cdot n x'],
    ['l*n^2*x', 'l \\cdot n^{2} x'],
    ['E_2n', 'E_{2n}'],
    ['E_10pct', 'E_{10\\mathrm{pct}}'],
    ['D*y/(D*q)', '\\frac{D \\cdot y}{D \\cdot q}'],
    ['D^2*y/(2*D*q)', '\\frac{D^{2} \\cdot y}{2 D \\cdot q}'],
    ['D/(D*q)', '\\frac{D}{D \\cdot q}'],
    ['D*y/(E*q)', '\\frac{D y}{E q}'],
    ['k*(x + 1)', 'k\\,(x + 1)'],
    ['f*(x + 1)', 'f \\cdot (x + 1)'],
    ['Gamma*(x + 1)', '\\Gamma \\cdot (x + 1)'],
    ['f_1^2*(x + 1)', 'f_{1}^{2} \\cdot (x + 1)'],
    ['mean*x', '\\mathrm{mean} \\cdot x'],
    ['O*(x + 1)', 'O \\cdot (x + 1)'],
    ['Sigma*x^2', '\\Sigma \\cdot x^{2}'],
    ['diff(x^2, x)*x', '\\left(\\frac{\\mathrm{d}}{\\mathrm{d} x}(x^{2})\\right) x'],
  ])('%s', (text, expected) => {
    expect(tex(text)).toBe(expected)
  })

  it.each([
    ['\\delta x', '({\\delta x})^{2}'],
    ['\\Delta\\tau', '({\\Delta\\tau})^{2}'],
    ['\\delta x_a', '({\\delta x}_{a})^{2}'],
    ['\\bar u', '{\\bar u}^{2}'],
    ['\\bar\\tau', '{\\bar\\tau}^{2}'],
    ['\\hat{\\mathbf{n}}_{x}', '{\\hat{\\mathbf{n}}}_{x}^{2}'],
    ['\\overline{P + Q}', '{\\overline{P + Q}}^{2}'],
    ['\\mathrm{Var}_u', '{\\mathrm{Var}}_{u}^{2}'],
    ['|x|', '{|x|}^{2}'],
    ['f(a)', '{f(a)}^{2}'],
    ['\\langle a\\rangle', '{\\langle a\\rangle}^{2}'],
  ])('what is printed %s has a power as a whole', (own, expected) => {
    expect(toTex(parse('s^2'), new Map([['s', own]]))).toBe(expected)
  })

  it('an override replaces the bare symbol and its scripts are joined by the indices', () => {
    const names = new Map([
      ['s', 's_u'],
      ['h', '\\hat{x}_{a}^{*}'],
      ['i', '\\mu'],
    ])
    expect(toTex(parse('s[i]^2'), names)).toBe('s_{u,i}^{2}')
    expect(toTex(parse('h[2]*h'), names)).toBe('{\\hat{x}}_{a,2}^{*}\\,{\\hat{x}}_{a}^{*}')
  })
})

it('deep nesting takes no longer than its length', () => {
  const deep = parse(`${'sin(exp(abs('.repeat(60)}x${')))'.repeat(60)}`)
  const start = performance.now()
  toTex(deep)
  expect(performance.now() - start).toBeLessThan(500)
})
