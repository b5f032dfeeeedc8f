const names = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' })

/** Codes that CLDR names but ISO 3166-1 does not assign to a country. */
const notCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UK UN XA XB ZZ'.split(' '))

/**
 * Every country with its ISO 3166-1 alpha-2 code, by name, the United Kingdom first. Kosovo is among them under XK,
 * which ISO leaves free for such uses.
 */
export const countries: readonly { readonly code: string; readonly name: string }[] = letterPairs()
  .flatMap(code => {
    const name = isCurrent(code) ? names.of(code) : undefined
    return name ? [{ code, name }] : []
  })
  .sort((a, b) => Number(b.code === 'GB') - Number(a.code === 'GB') || a.name.localeCompare(b.name, 'en-GB'))

const known = new Map(countries.map(({ code, name }) => [code, name]))

/** The English name behind a code; undefined where it is no country's. */
export function countryName(code: string): string | undefined {
  return known.get(code)
}

function letterPairs(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap(first => letters.map(second => first + second))
}

/** Withdrawn codes are aliases: YU of RS, say. */
function isCurrent(code: string): boolean {
  return !notCountries.has(code) && new Intl.Locale(`und-${code}`).region === code
}
