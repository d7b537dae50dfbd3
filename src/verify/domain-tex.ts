/** That something of this TeX is in a domain. */
export function domainTex(tex: string, domain: string): string {
  const relations: Readonly<Record<string, string>> = {
    positive: '> 0',
    negative: '< 0',
    nonnegative: '\\ge 0',
    nonpositive: '\\le 0',
    nonzero: '\\ne 0',
  }
  if (Object.hasOwn(relations, domain)) return `${tex} ${relations[domain]}`
  return /^[[(]/.test(domain) ? `${tex} \\in ${domain.replaceAll('oo', '\\infty')}` : `${tex} \\text{ ${domain}}`
}
