import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerIn, constituencies, folderWith, members, postcodes, read, refusal } from './reading'

/** The columns of the releases as they were downloaded; their names change nearly every year. */
const releases = {
  'ONSPD_MAY_2026_UK.csv':
    'pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,parncp25cd,usrtypind,east1m,north1m,gridind,ctry25cd,rgn25cd,pcon24cd,ttwa15cd,lat,long,imd20ind',
  'ONSPD_FEB_2023_UK.csv':
    'pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,lat,long,imd',
  'NSPL_AUG_2026_UK.csv':
    'pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,lad26cd,wd26cd,ctry26cd,rgn26cd,pcon24cd,ttwa15cd,lat,long,imd25ind',
  'NSPL21_FEB_2024_UK.csv':
    'pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward,nhser,ctry,rgn,pcon,ttwa,lat,long,imd',
  'ONSPD_as_the_portal_exports_it.csv':
    'OBJECTID,PCD7,PCD8,PCDS,DOINTR,DOTERM,CTRY25CD,RGN25CD,PCON24CD,LAT,LONG',
}

interface Row {
  readonly pcds: string
  readonly pcon: string
  readonly doterm?: string
  readonly ctry?: string
  readonly rgn?: string
  readonly lat?: string
  readonly long?: string
}

/** A directory with these columns: cells quoted as theirs are, numbers bare. */
function directory(header: string, rows: readonly Row[]): string {
  const line = (row: Row) =>
    header
      .split(',')
      .map(column => cellOf(row, column.toLowerCase()))
      .join(',')
  return [header, ...rows.map(line)].join('\r\n')
}

function cellOf(row: Row, column: string): string {
  const outward = row.pcds.split(' ')[0] ?? ''
  const inward = row.pcds.split(' ')[1] ?? ''
  if (column === 'lat' || column === 'long')
    return row[column] ?? (column === 'lat' ? '99.999999' : '0.000000')
  if (column === 'pcd' || column === 'pcd7') return `"${outward.padEnd(4)}${inward}"`
  if (column === 'pcd2' || column === 'pcd8') return `"${outward.padEnd(5)}${inward}"`
  const named = (['pcds', 'pcon', 'doterm', 'ctry', 'rgn'] as const).find(name => column.startsWith(name))
  return `"${named ? (row[named] ?? '') : 'E99999999'}"`
}

const release = 'ONSPD_MAY_2026_UK.csv'
const header = releases[release]
const readDirectory = async (rows: readonly Row[]) =>
  read({ folder: folderWith({ [release]: directory(header, rows) }), postcodes: release })

describe('the postcode directories', () => {
  test.each(Object.entries(releases))('%s is read by what its columns are', async (name, columns) => {
    const text = directory(columns, [
      { pcds: 'ZZ1 1AA', pcon: 'Z14000001' },
      { pcds: 'Z1Z 1AB', pcon: 'Z14000002', doterm: '201606' },
    ])
    const { postcodes } = await read({ folder: folderWith({ [name]: text }), postcodes: name })
    expect(answerIn(postcodes?.sectors, 'ZZ1 1AA')).toEqual({ kind: 'found', code: 'Z14000001' })
    expect(answerIn(postcodes?.sectors, 'Z1Z 1AB')).toEqual({
      kind: 'terminated',
      since: '2016-06',
      code: 'Z14000002',
    })
    const called = name.startsWith('NSPL') ? 'National Statistics Postcode Lookup' : 'ONS Postcode Directory'
    expect(postcodes?.source).toMatchObject({ name: called, from: name })
  })

  test('under another name are still told apart: only the larger has parishes', async () => {
    const nameOf = async (columns: string) => {
      const text = directory(columns, [{ pcds: 'ZZ1 1AA', pcon: 'Z14000001' }])
      return (await read({ folder: folderWith({ 'a.csv': text }), postcodes: 'a.csv' })).postcodes?.source
        .name
    }
    expect(await nameOf(releases['ONSPD_FEB_2023_UK.csv'])).toBe('ONS Postcode Directory')
    expect(await nameOf(releases['NSPL21_FEB_2024_UK.csv'])).toBe('National Statistics Postcode Lookup')
  })

  test('what lies in no constituency is left out and counted; what is out of use is known to be so', async () => {
    const { postcodes, leftOut } = await readDirectory([
      { pcds: 'ZZ1 1AA', pcon: 'Z14000001' },
      { pcds: 'JE1 1AA', pcon: 'L99999999' },
      { pcds: 'GY1 1AA', pcon: 'L93000001', doterm: '199901' },
      { pcds: 'IM1 1AA', pcon: 'M83000003' },
      { pcds: 'GIR 0AA', pcon: '' },
      { pcds: 'ZZ1 1AB', pcon: 'E99999999' },
      { pcds: 'ZZ1 1AD', pcon: '', doterm: '200012' },
    ])
    expect(leftOut).toEqual({ noConstituency: 5, northernIreland: 0 })
    expect(postcodes?.sectors.map(({ name }) => name)).toEqual(['ZZ1 1'])
    expect(answerIn(postcodes?.sectors, 'ZZ1 1AB')).toBeNull()
    expect(answerIn(postcodes?.sectors, 'ZZ1 1AD')).toEqual({
      kind: 'terminated',
      since: '2000-12',
      code: null,
    })
  })

  test('one area’s piece of it is refused: all other postcodes would go', async () => {
    const name = 'ONSPD_MAY_2026_UK_ZZ.csv'
    const folder = folderWith({ [name]: directory(header, [{ pcds: 'ZZ1 1AA', pcon: 'Z14000001' }]) })
    expect(await refusal({ folder, postcodes: name })).toEqual([
      `${name}:1: the file holds the postcodes of ZZ alone: give the one of the whole country`,
    ])
  })

  test('two columns of constituencies are not chosen from', async () => {
    const folder = folderWith({ 'a.csv': 'pcds,doterm,pcon19cd,pcon24cd\nZZ1 1AA,,Z14000001,Z14000002\n' })
    expect(await refusal({ folder, postcodes: 'a.csv' })).toEqual([
      'a.csv:1: has two columns that could be meant, “pcon19cd” and “pcon24cd”',
    ])
  })
})

describe('Northern Ireland', () => {
  const rows = [
    { pcds: 'ZZ1 1AA', pcon: 'Z14000001' },
    { pcds: 'BT1 1AA', pcon: 'Z14000002' },
    { pcds: 'BT1 1AB', pcon: 'Z14000002', doterm: '201606' },
    { pcds: 'B1 1AA', pcon: 'Z14000001' },
  ]
  const line =
    'Contains or is based upon Land & Property Services (LPS) intellectual property subject to Crown copyright'

  test('is left out, and counted, where that is asked for', async () => {
    const folder = folderWith({ [release]: directory(header, rows) })
    const { postcodes, leftOut } = await read({ folder, postcodes: release, northernIreland: 'left-out' })
    expect(leftOut).toEqual({ noConstituency: 0, northernIreland: 2 })
    expect(answerIn(postcodes?.sectors, 'BT1 1AA')).toBeNull()
    expect(answerIn(postcodes?.sectors, 'B1 1AA')?.kind).toBe('found')
    expect(postcodes?.source.credits).not.toContain(line)
  })

  test('is credited where it is kept', async () => {
    const { postcodes } = await readDirectory(rows)
    expect(answerIn(postcodes?.sectors, 'BT1 1AA')).toEqual({ kind: 'found', code: 'Z14000002' })
    expect(postcodes?.source.credits).toContain(line)
  })
})

describe('a plain list', () => {
  test.each([
    'postcode,ons_code',
    'Postcode,GSS Code',
    'PCDS,PCON24CD',
    'pcd,code',
    'postcode,constituency_code',
  ])('with the columns %s is read', async columns => {
    const folder = folderWith({ 'list.csv': postcodes.replace('postcode,ons_code', columns) })
    const { postcodes: list } = await read({ folder, postcodes: 'list.csv' })
    expect(answerIn(list?.sectors, 'ZZ2 1AA')).toEqual({ kind: 'found', code: 'Z14000002' })
    expect(list?.source.name).toBe('Postcodes from a CSV file')
  })

  test('a postcode that it gives two constituencies lies in both', async () => {
    const folder = folderWith({ 'list.csv': `${postcodes}zz11aa,Z14000002\nZZ1 1AA,Z14000002\n` })
    const { postcodes: list } = await read({ folder, postcodes: 'list.csv' })
    expect(answerIn(list?.sectors, 'ZZ1 1AA')).toEqual({ kind: 'several', codes: ['Z14000001', 'Z14000002'] })
  })

  test.each([
    ['nowhere,Z14000001', '“nowhere” is no postcode of a place'],
    ['ZZ1 1CC,Z14000001', '“ZZ1 1CC” is no postcode of a place'],
    ['BFPO 12,Z14000001', '“BFPO 12” is no postcode of a place'],
    ['ZZ1 1AA,', 'has no code'],
    ['ZZ1 1AA,Z1400000', '“Z1400000” is no GSS code of a Westminster constituency'],
    ['ZZ1 1AA,z14000001', '“z14000001” is no GSS code of a Westminster constituency'],
  ])('%j is refused', async (row, words) => {
    const folder = folderWith({ 'list.csv': `${postcodes}${row}\n` })
    expect(await refusal({ folder, postcodes: 'list.csv' })).toEqual([`list.csv:5: ${words}`])
  })

  test('a last line that was cut off is no postcode', async () => {
    const folder = folderWith({ 'list.csv': `${postcodes}ZZ2 1AB,Z140` })
    expect(await refusal({ folder, postcodes: 'list.csv' })).toEqual([
      'list.csv:5: “Z140” is no GSS code of a Westminster constituency',
    ])
  })

  test('a wrong month is refused', async () => {
    const folder = folderWith({
      'a.csv': 'pcds,doterm,pcon\nZZ1 1AA,2016-06,Z14000001\nZZ1 1AB,201613,Z14000001\n',
    })
    expect(await refusal({ folder, postcodes: 'a.csv' })).toEqual([
      'a.csv:2: “2016-06” is no month such as 201606',
      'a.csv:3: “201613” is no month such as 201606',
    ])
  })
})

describe('what the licences ask to be shown', () => {
  const lines = (year: number) => [
    `Contains OS data © Crown copyright and database right ${year}`,
    `Contains Royal Mail data © Royal Mail copyright and database right ${year}`,
    'Source: Office for National Statistics licensed under the Open Government Licence v.3.0',
  ]

  test('has the year of the release', async () => {
    const name = 'NSPL21_FEB_2024_UK.csv'
    const text = directory(releases[name], [{ pcds: 'ZZ1 1AA', pcon: 'Z14000001' }])
    const { postcodes } = await read({ folder: folderWith({ [name]: text }), postcodes: name })
    expect(postcodes?.source.credits).toEqual(lines(2024))
  })

  test('or that of the file, where its name does not tell', async () => {
    const folder = folderWith({ 'list.csv': postcodes })
    utimesSync(join(folder, 'list.csv'), new Date('2021-03-01'), new Date('2021-03-01'))
    expect((await read({ folder, postcodes: 'list.csv' })).postcodes?.source.credits).toEqual(lines(2021))
  })

  test('and a line that the operator adds', async () => {
    const folder = folderWith({ 'list.csv': postcodes, 'members.csv': members })
    const credit = 'Wendle Mapping, CC BY 4.0'
    const places = await read({ folder, postcodes: 'list.csv', members: 'members.csv', credit })
    expect(places.postcodes?.source.credits.at(-1)).toBe(credit)
    expect(places.members?.source.credits).toEqual([
      'Contains Parliamentary information licensed under the Open Parliament Licence v3.0',
      credit,
    ])
  })
})

describe('with constituencies in the same import', () => {
  test('a code that they do not have is named with its line', async () => {
    const folder = folderWith({ 'seats.csv': constituencies, 'list.csv': `${postcodes}ZZ3 1AA,Z14000003\n` })
    expect(await refusal({ folder, constituencies: 'seats.csv', postcodes: 'list.csv' })).toEqual([
      'list.csv:5: Z14000003 is none of the constituencies in seats.csv',
    ])
  })

  test('postcodes tell what their file leaves out: most of them the region, their middle where they lie', async () => {
    const folder = folderWith({
      'seats.csv':
        'PCON24CD,PCON24NM,PCON24NMW\nE14999001,Pellbridge,\nW07999001,Gannet Head,Pen y Wylan\nE14999002,Fennick,\n',
      [release]: directory(header, [
        { pcds: 'ZZ1 1AA', pcon: 'E14999001', ctry: 'E92000001', rgn: 'E12000004', lat: '60', long: '-10' },
        { pcds: 'ZZ1 1AB', pcon: 'E14999001', ctry: 'E92000001', rgn: 'E12000004', lat: '61', long: '-11' },
        { pcds: 'ZZ1 1AD', pcon: 'E14999001', ctry: 'E92000001', rgn: 'E12000007' },
        {
          pcds: 'ZZ1 1AE',
          pcon: 'E14999001',
          ctry: 'E92000001',
          rgn: 'E12000007',
          doterm: '201606',
          lat: '0',
          long: '0',
        },
        { pcds: 'ZZ2 1AA', pcon: 'W07999001', ctry: 'W92000004', rgn: 'W99999999', lat: '62', long: '-12' },
      ]),
    })
    const places = await read({ folder, constituencies: 'seats.csv', postcodes: release })
    expect(places.constituencies?.rows).toMatchObject([
      {
        region: 'East Midlands',
        regionCode: 'E12000004',
        country: 'England',
        latitude: 60.5,
        longitude: -10.5,
      },
      { region: 'Wales', regionCode: 'W92000004', country: 'Wales', latitude: 62, longitude: -12 },
      { region: 'England', regionCode: 'E92000001', country: 'England', latitude: null, longitude: null },
    ])
  })
})
