import { describe, expect, test } from 'vitest'
import { constituencies, folderWith, members, postcodes, read, refusal } from './reading'
import { zipOf } from './zip'

const seats = (text: string) =>
  refusal({ folder: folderWith({ 'seats.csv': text }), constituencies: 'seats.csv' })

test('a CSV tells all there is to know of a constituency', async () => {
  const folder = folderWith({ 'seats.csv': constituencies })
  const places = await read({ folder, constituencies: 'seats.csv', since: '2024-07-04' })
  expect(places).toEqual({
    constituencies: {
      rows: [
        {
          ...{
            code: 'Z14000001',
            name: 'Pellbridge Central',
            nameCy: null,
            registerId: null,
            byElection: null,
          },
          ...{
            region: 'Wendle',
            regionCode: 'Z12000001',
            country: 'Fictional',
            latitude: 60.5,
            longitude: -10.25,
          },
        },
        {
          ...{ code: 'Z14000002', name: 'Gannet Head', nameCy: 'Pen y Wylan', registerId: null },
          ...{ byElection: '2027-02-04', latitude: null, longitude: null },
          ...{ region: 'Wendle', regionCode: 'Z12000001', country: 'Fictional' },
        },
      ],
      since: '2024-07-04',
      source: {
        name: 'Constituencies from a CSV file',
        from: 'seats.csv',
        credits: ['Source: Office for National Statistics licensed under the Open Government Licence v.3.0'],
      },
    },
    members: null,
    postcodes: null,
    vacant: 0,
    leftOut: { noConstituency: 0, northernIreland: 0 },
  })
})

describe('the names and codes of the Office for National Statistics', () => {
  const names =
    '\ufeffPCON24CD,PCON24NM,PCON24NMW\nE14999001,Pellbridge,\nW07999001,Gannet Head,Pen y Wylan\n'

  test('tell the country by the code, which is a region where there is no other', async () => {
    const folder = folderWith({ 'names.csv': names })
    const { constituencies } = await read({ folder, constituencies: 'names.csv' })
    expect(constituencies?.rows).toMatchObject([
      { code: 'E14999001', name: 'Pellbridge', nameCy: null, country: 'England', region: 'England' },
      {
        code: 'W07999001',
        nameCy: 'Pen y Wylan',
        country: 'Wales',
        region: 'Wales',
        regionCode: 'W92000004',
      },
    ])
    expect(constituencies?.source.name).toBe('ONS names and codes of constituencies')
  })

  test('name what is no constituency too, which is none here', async () => {
    const pseudo = [
      'E99999999,(pseudo) England,',
      'L99999999,(pseudo) Channel Islands,',
      'M83000003,Isle of Man,',
    ]
    const folder = folderWith({ 'names.csv': `${names}${pseudo.join('\n')}` })
    expect((await read({ folder, constituencies: 'names.csv' })).constituencies?.rows).toHaveLength(2)
  })

  test('are found in the archive of the postcode directory', async () => {
    const folder = folderWith({
      'ONSPD_MAY_2026.zip': zipOf([
        { name: 'Data/ONSPD_MAY_2026_UK.csv', text: 'pcds,doterm,pcon24cd\nZZ1 1AA,,E14999001\n' },
        {
          name: 'Documents/LAD Local Authority District names and codes UK as at 04_25.csv',
          text: 'LAD25CD,LAD25NM\n',
        },
        {
          name: 'Documents/PCON Westminster Parliamentary Constituency names and codes UK as at 07_24.csv',
          text: names,
        },
      ]),
    })
    const archive = 'ONSPD_MAY_2026.zip'
    const places = await read({ folder, constituencies: archive, postcodes: archive })
    expect(places.constituencies?.rows).toHaveLength(2)
    expect(places.postcodes?.sectors).toHaveLength(1)
  })
})

describe('a wrong row is named with its line', () => {
  test.each([
    [
      'Z1400001,Fennick,,Wendle,Z12000001,Fictional,,,',
      'code must be the code of a Westminster constituency such as E14001063, not “Z1400001”',
    ],
    ['Z14000001,Fennick,,Wendle,Z12000001,Fictional,,,', 'Z14000001 stands in line 2 already'],
    ['Z14000003,,,Wendle,Z12000001,Fictional,,,', 'name is empty'],
    [
      'Z14000003,Fen\u202enick,,Wendle,Z12000001,Fictional,,,',
      'name has hidden characters in it: “Fen�nick”',
    ],
    [
      'Z14000003,Fennick,,Wendle,Z12000001,Fictional,4 Feb,,',
      'by_election must be a day such as 2024-07-04, not “4 Feb”',
    ],
    [
      'Z14000003,Fennick,,Wendle,Z12000001,Fictional,2027-02-30,,',
      'by_election must be a day such as 2024-07-04, not “2027-02-30”',
    ],
    ['Z14000003,Fennick,,Wendle,Z12000001,Fictional,,north,', 'lat must be degrees, not “north”'],
    [`Z14000003,${'x'.repeat(256)},,Wendle,Z12000001,Fictional,,,`, 'name is longer than 255 characters'],
  ])('%s', async (row, words) => {
    expect(await seats(`${constituencies}${row}\n`)).toEqual([`seats.csv:4: ${words}`])
  })

  test('a constituency whose country nothing tells is refused', async () => {
    expect(await seats('code,name\nZ14000001,Pellbridge\n')).toEqual([
      'seats.csv: nothing tells the country of Z14000001 Pellbridge',
    ])
  })
})

describe('a file under the wrong option says which is its own', () => {
  test.each([
    ['members', 'constituencies'],
    ['members', 'postcodes'],
    ['constituencies', 'members'],
    ['constituencies', 'postcodes'],
    ['postcodes', 'constituencies'],
    ['postcodes', 'members'],
  ] as const)('%s given as --%s', async (kind, option) => {
    const folder = folderWith({ 'a.csv': { constituencies, members, postcodes }[kind] })
    expect(await refusal({ folder, [option]: 'a.csv' })).toEqual([
      `a.csv:1: this looks like a file of ${kind}: give it as --${kind}`,
    ])
  })

  test('and one that is none of them says what it has', async () => {
    expect(await seats('lad25cd,lad25nm\nZ06000001,Wendle\n')).toEqual([
      'seats.csv:1: has no column code; it has “lad25cd”, “lad25nm”',
      'seats.csv:1: has no column name; it has “lad25cd”, “lad25nm”',
    ])
  })
})
