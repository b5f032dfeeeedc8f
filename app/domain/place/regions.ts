/** The nine regions of England, with the codes that the Office for National Statistics gives them. */
const regions = new Map([
  ['E12000001', 'North East'],
  ['E12000002', 'North West'],
  ['E12000003', 'Yorkshire and The Humber'],
  ['E12000004', 'East Midlands'],
  ['E12000005', 'West Midlands'],
  ['E12000006', 'East of England'],
  ['E12000007', 'London'],
  ['E12000008', 'South East'],
  ['E12000009', 'South West'],
])

const countries = new Map([
  ['E92000001', 'England'],
  ['N92000002', 'Northern Ireland'],
  ['S92000003', 'Scotland'],
  ['W92000004', 'Wales'],
])

/** A country's name by its GSS code. */
export function countryOf(code: string): string | null {
  return countries.get(code) ?? null
}

/** The country that a constituency's own code tells: its first letter says which. */
export function countryOfSeat(code: string): string | null {
  for (const [known, name] of countries) if (known[0] === code[0]) return name
  return null
}

/** What a region's code is called; a country that has no regions is its own. */
export function regionOf(code: string): string | null {
  return regions.get(code) ?? countryOf(code)
}

/** The code of a region, or of a country, by its name. */
export function regionCodeOf(name: string): string | null {
  for (const [code, known] of [...regions, ...countries]) if (known === name) return code
  return null
}
