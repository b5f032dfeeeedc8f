import type { PlaceSource } from '../../domain/place/import'
import { officeCredit, parliamentCredits, postcodeCredits } from '../credits'
import type { OpenedFile } from './opened-file'

export function constituencySource(file: OpenedFile, columns: readonly string[]): PlaceSource {
  const office24 = columns.some(name => /^pcon\d\dcd$/i.test(name.trim()))
  const name = office24 ? 'ONS names and codes of constituencies' : 'Constituencies from a CSV file'
  return { name, from: file.names[0] ?? '', credits: [officeCredit] }
}

export function memberSource(file: OpenedFile): PlaceSource {
  return { name: 'Members from a CSV file', from: file.names[0] ?? '', credits: parliamentCredits }
}

/**
 * Northern Ireland's line stands in the end user licence that comes with its postcodes.
 * @param northernIreland whether there are postcodes of Northern Ireland among them
 */
export function postcodeSource(
  file: OpenedFile,
  columns: readonly string[],
  northernIreland: boolean,
): PlaceSource {
  const year = releaseOf(file.names) ?? file.changed.getUTCFullYear()
  return {
    name: directoryName(file.names, columns),
    from: file.names[0] ?? '',
    credits: [
      ...postcodeCredits(year),
      ...(northernIreland
        ? [
            'Contains or is based upon Land & Property Services (LPS) intellectual property subject to Crown copyright',
          ]
        : []),
    ],
  }
}

/** Only the larger of the two has parishes; both have dates of termination. */
function directoryName(names: readonly string[], columns: readonly string[]): string {
  if (names.some(name => /NSPL/i.test(name))) return lookupName
  if (names.some(name => /ONSPD/i.test(name))) return 'ONS Postcode Directory'
  const has = (name: RegExp) => columns.some(column => name.test(column.trim()))
  if (!has(/^doterm$/i)) return 'Postcodes from a CSV file'
  return has(/^par(ish|ncp\d\dcd)$/i) ? 'ONS Postcode Directory' : lookupName
}

const lookupName = 'National Statistics Postcode Lookup'

/** The year in a name such as `ONSPD_MAY_2026_UK.csv`. */
function releaseOf(names: readonly string[]): number | null {
  for (const name of names) {
    const year = /_(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*_(20\d\d)/i.exec(name)?.[1]
    if (year !== undefined) return Number(year)
  }
  return null
}
