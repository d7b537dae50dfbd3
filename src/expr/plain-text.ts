/** TeX as a line of text, for what cannot typeset it. */

const LETTERS =
  'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ ' +
  'varrho ϱ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ' +
  'ell ℓ hbar ℏ infty ∞ approx ≈ cdot · quad \u2003'
const WORDS = LETTERS.split(' ')
const CHARACTERS = new Map(WORDS.flatMap((word, k) => (k % 2 === 0 ? [[word, WORDS[k + 1] as string] as const] : [])))
const ACCENTS: Readonly<Record<string, string>> = {
  bar: '\u0304',
  hat: '\u0302',
  tilde: '\u0303',
  dot: '\u0307',
  ddot: '\u0308',
}
const FONTS = /\\(?:mathrm|mathcal|mathbb|mathbf|mathsf|mathit|text|operatorname|boldsymbol)\s*\{([^{}]*)\}/g
const BELOW = new Map(
  [...'0123456789+-=()aehijklmnoprstuvx'].map((c, k) => [c, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'][k] as string]),
)
const ABOVE = new Map([...'0123456789+-=()in'].map((c, k) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ'][k] as string]))

/** A part of a quotient, in brackets if it is more than one thing. */
const atom = (text: string): string =>
  /^[\p{L}\p{M}\p{N}₀-₉ₐ-ₜᵢ-ᵪⱼ_⁰-ⁿ]+$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`

/** The text, such as α₁ for \alpha_{1}; undefined where a line cannot say it. */
export function plainText(tex: string): string | undefined {
  const text = tex
    .replace(FONTS, '$1')
    .replace(
      /\\(bar|hat|tilde|ddot|dot)\s*(?:\{(\\?[A-Za-z]+)\}|(\\[A-Za-z]+|[A-Za-z]))/g,
      (_, accent, braced, bare) => {
        const marked: string = braced ?? bare
        return `${CHARACTERS.get(marked.slice(1)) ?? marked}${ACCENTS[accent as string]}`
      },
    )
    .replace(/\\([A-Za-z]+) ?/g, (whole, word: string) => CHARACTERS.get(word) ?? whole)
    .replace(/\\[,;!]/g, '')
    .replace(
      /([_^])(?:\{([^{}]*)\}|(\S))/gu,
      (_, way: string, braced: string | undefined, bare: string | undefined) => {
        const small = [...(braced ?? bare ?? '').replaceAll(/[\s,]/g, '')].map((c) =>
          (way === '_' ? BELOW : ABOVE).get(c),
        )
        return small.includes(undefined) ? `${way}${braced ?? bare}` : small.join('')
      },
    )
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, over: string, under: string) => `${atom(over)}/${atom(under)}`)
    // What is left of braces holds together what is read as one thing anyway.
    .replace(/(?<![_^])\{([^{}]*)\}/g, '$1')
  return /[\\{}^]/.test(text) ? undefined : text.replaceAll(/ +/g, ' ').trim()
}
