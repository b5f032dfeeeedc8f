import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Watch } from '../../app/domain/backup'
import type { ReadPlaces } from '../../app/domain/place/import'
import { readPostcode } from '../../app/domain/place/postcode'
import type { PlaceFiles } from '../../app/domain/place/register'
import { findUnit, type Sector, sectorOf, type UnitAnswer } from '../../app/domain/place/sector'
import { isProblem } from '../../app/domain/problem'
import { readPlaceFiles } from '../../app/lookup/files/read-files'
import { testFolder } from '../support/store'

const unwatched: Watch = { report() {}, stop: new AbortController().signal }

/** Puts a file into a folder of the test's own and names it as an operator would who stands in that folder. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = testFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

type Given = Partial<PlaceFiles> & { readonly folder: string }

export function read(given: Given, watch = unwatched): Promise<ReadPlaces> {
  const none = {
    constituencies: null,
    members: null,
    postcodes: null,
    hexjson: null,
    since: null,
    credit: null,
  }
  return readPlaceFiles({ ...none, northernIreland: 'kept', ...given }, watch)
}

/** The lines by which files are refused. */
export async function refusal(given: Given): Promise<readonly string[]> {
  const thrown = await read(given).then(
    () => null,
    (fault: unknown) => fault,
  )
  if (!isProblem(thrown)) expect.fail(thrown ? String((thrown as Error).stack) : 'the files were taken')
  return thrown.message.split('\n')
}

/** What sectors say of a postcode. */
export function answerIn(sectors: readonly Sector[] | undefined, typed: string): UnitAnswer | null {
  const postcode = readPostcode(typed)
  if (!postcode) throw new Error(`${typed} is no postcode`)
  const sector = sectors?.find(({ name }) => name === sectorOf(postcode))
  return sector ? findUnit(sector, postcode) : null
}

export const constituencies = `code,name,name_cy,region,region_code,nation,by_election,lat,lon
Z14000001,Pellbridge Central,,Wendle,Z12000001,Fictional,,60.5,-10.25
Z14000002,Gannet Head,Pen y Wylan,Wendle,Z12000001,Fictional,2027-02-04,,
`

export const members = `ons_code,parliament_id,name,full_title,address_as,party,email,is_speaker,takes_seat
Z14000001,9001,Rosa Quill,Rosa Quill MP,Rosa,Harbour,rosa.quill@parliament.example,false,true
Z14000002,9002,Sir Tam Brae,Rt Hon Sir Tam Brae MP,,Moor,,false,true
`

export const postcodes = `postcode,ons_code
ZZ1 1AA,Z14000001
ZZ1 1AB,Z14000001
ZZ2 1AA,Z14000002
`
