import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { collectFaults } from '../../app/lookup/files/faults'
import { textBlocks } from '../../app/lookup/files/text-blocks'
import { folderWith, postcodes, read, refusal } from './reading'
import { zipOf } from './zip'

const taken = async (name: string, content: Uint8Array) =>
  (await read({ folder: folderWith({ [name]: content }), postcodes: name })).postcodes
const refused = (content: Uint8Array) =>
  refusal({ folder: folderWith({ 'list.zip': content }), postcodes: 'list.zip' })

describe('gzip', () => {
  test('is known by what is in it, whatever its name', async () => {
    expect((await taken('list.csv', gzipSync(postcodes)))?.sectors).toHaveLength(2)
  })

  test('that is cut off is named with the line it ends in', async () => {
    const whole = gzipSync(postcodes)
    expect(await refused(whole.subarray(0, whole.length - 9))).toEqual([
      'list.zip:5: the file is cut off here: download it again',
    ])
  })

  test('that is damaged is refused', async () => {
    const whole = gzipSync(postcodes)
    whole.writeUInt32LE(1, whole.length - 8) // its checksum
    expect(await refused(whole)).toEqual([
      expect.stringMatching(/^list\.zip:\d: the file is damaged here \(.*\): download it again$/),
    ])
  })

  test('that unpacks without an end is read no further than any file of places goes', async () => {
    expect(await refused(gzipSync(Buffer.alloc(7_000_000, '\n')))).toEqual([
      'list.zip:6000001: is one too many: no file of places has 6000000 lines',
    ])
  })
})

test('what goes on after 4 GB is read no further', async () => {
  const block = Buffer.from(`${'x'.repeat(60_000)}\n`.repeat(1000))
  async function* endless() {
    for (;;) yield block
  }
  const reading = async () => {
    for await (const { first } of textBlocks(endless(), collectFaults('list.csv')))
      if (first > 80_000) return first
  }
  await expect(reading()).rejects.toThrow(/^list\.csv:\d+: has more than 4 GB before it/)
})

describe('a ZIP archive', () => {
  test('as the postcode directory comes: the whole country is read, not its pieces', async () => {
    const archive = zipOf([
      { name: 'Data/', text: '' },
      { name: 'Data/multi_csv/ONSPD_MAY_2026_UK_ZZ.csv', text: 'pcds,pcon24cd\nZZ9 9ZZ,Z14000009\n' },
      { name: 'Data/ONSPD_MAY_2026_UK.csv', text: postcodes },
      { name: 'Data/ONSPD_MAY_2026_UK.txt', text: 'as wide as a printer' },
      {
        name: 'Documents/PCON Westminster Parliamentary Constituency names and codes UK as at 07_24.csv',
        text: 'PCON24CD,PCON24NM\n',
      },
      { name: 'User Guide/ONSPD User Guide.pdf', text: '%PDF' },
    ])
    const read = await taken('download', archive)
    expect(read?.sectors.map(({ name }) => name)).toEqual(['ZZ1 1', 'ZZ2 1'])
    expect(read?.source.name).toBe('ONS Postcode Directory')
  })

  test('with one CSV in it, whatever that is called, beside what a Mac adds', async () => {
    const archive = zipOf([
      { name: 'my list.CSV', text: postcodes },
      { name: '__MACOSX/._my list.CSV', text: 'x' },
    ])
    expect((await taken('list.zip', archive))?.sectors).toHaveLength(2)
  })

  test('with several that may be meant is refused and says which they are', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv', 'f.csv']
    expect(await refused(zipOf(names.map(name => ({ name, text: postcodes }))))).toEqual([
      'list.zip holds 6 CSV files, and any may be meant: “a.csv”, “b.csv”, “c.csv”, “d.csv”, “e.csv”, and 1 more. Take the right one out and give that.',
    ])
  })

  test.each<[string, Buffer, string | RegExp]>([
    ['no CSV', zipOf([{ name: 'a.txt', text: 'x' }]), 'list.zip holds no CSV file'],
    [
      'an Excel workbook',
      zipOf([{ name: 'xl/workbook.xml', text: '<x/>' }]),
      'list.zip is an Excel workbook: save it as “CSV UTF-8” and give that',
    ],
    [
      'a password',
      zipOf([{ name: 'a.csv', text: postcodes, flags: 1 }]),
      'list.zip is locked with a password',
    ],
    [
      'a name that climbs',
      zipOf([{ name: '../../a.csv', text: postcodes }]),
      /^list\.zip cannot be read as a ZIP archive \(invalid relative path/,
    ],
    [
      'an absolute name',
      zipOf([{ name: '/etc/a.csv', text: postcodes }]),
      /^list\.zip cannot be read as a ZIP archive \(absolute path/,
    ],
    [
      'more in it than it says',
      zipOf([{ name: 'a.csv', text: postcodes, size: 20 }]),
      /^list\.zip:1: the file is damaged here \(more is packed/,
    ],
    [
      'less in it than it says',
      zipOf([{ name: 'a.csv', text: postcodes, size: 2000 }]),
      /^list\.zip:\d: the file is cut off here/,
    ],
    [
      'another checksum',
      zipOf([{ name: 'a.csv', text: postcodes, sum: 1 }]),
      /^list\.zip:\d: the file is damaged here \(the checksum differs/,
    ],
    [
      'a size beyond bounds',
      zipOf([{ name: 'a.csv', text: postcodes, size: 0xfffffffe }]),
      'list.zip unpacks to more than 4 GB: no file of places is that large',
    ],
    [
      'its end cut off',
      zipOf([{ name: 'a.csv', text: postcodes }]).subarray(0, -30),
      /^list\.zip cannot be read as a ZIP archive \(End of central directory/,
    ],
    [
      'too many entries',
      zipOf(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}.csv`, text: '' }))),
      /\(it has 5001 entries\)/,
    ],
  ])('with %s is refused', async (_, archive, words) => {
    expect(await refused(archive)).toEqual([typeof words === 'string' ? words : expect.stringMatching(words)])
  })
})
