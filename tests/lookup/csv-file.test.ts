import { describe, expect, test } from 'vitest'
import { csvLine } from '../../app/domain/csv'
import { splitCells } from '../../app/lookup/files/csv-file'
import fc from '../support/seeded'
import { folderWith, postcodes, read, refusal } from './reading'

describe('a record', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(',', '"', ' ', '\n', 'é') }))

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), cells => {
        expect(splitCells(csvLine(cells, 'machine').slice(0, -2))).toEqual(cells)
      }),
    )
  })

  test.each([
    ['a,b', ['a', 'b']],
    ['', ['']],
    [',', ['', '']],
    ['"a",', ['a', '']],
    [',"b"', ['', 'b']],
    ['"a ""b"", c",d', ['a "b", c', 'd']],
    ['a,"b', 'open'],
    ['a,"b""', 'open'],
    ['a,b"c', 'stray'],
    ['a, "b"', 'stray'],
    ['"a"b,c', 'stray'],
  ])('%j is %j', (record, cells) => {
    expect(splitCells(record)).toEqual(cells)
  })
})

const list = (text: string | Uint8Array) =>
  refusal({ folder: folderWith({ 'list.csv': text }), postcodes: 'list.csv' })

describe('a wrong line is named, and the next is read', () => {
  test.each([
    ['a cell too few', 'ZZ1 1AA', 'has 1 cell where the header has 2'],
    ['a cell too many', 'ZZ1 1AA,Z14000001,x', 'has 3 cells where the header has 2'],
    ['a stray quotation mark', 'ZZ1 1AA,Z14"000001', 'has a quotation mark in the middle of a cell'],
    ['text behind a quoted cell', '"ZZ1 1AA"x,Z14000001', 'has a quotation mark in the middle of a cell'],
    ['a line over 64 KB', `ZZ1 1AA,${'x'.repeat(70_000)}`, 'is longer than 64 KB'],
  ])('%s', async (_, line, words) => {
    expect(await list(`postcode,ons_code\nZZ1 1AA,Z14000001\n${line}\nZZ1 1CC,Z14000001\n`)).toEqual([
      `list.csv:3: ${words}`,
      'list.csv:4: “ZZ1 1CC” is no postcode of a place',
    ])
  })

  test('lines are counted through cells with line breaks, blank lines and CRLF', async () => {
    const text =
      'postcode,ons_code,note\r\nZZ1 1AA,Z14000001,"one\r\ntwo\r\nthree"\r\n\r\nnowhere,Z14000001,\r\n'
    expect(await list(text)).toEqual(['list.csv:6: “nowhere” is no postcode of a place'])
  })

  test('what an unfinished quoted cell swallows is told where it begins', async () => {
    const rows = Array.from({ length: 5000 }, () => '"ZZ1 1AA","Z14000001"').join('\n')
    expect(await list(`postcode,ons_code\n"ZZ1 1AA","Z14000001"\n"ZZ1 1AA","Z14000001\n${rows}`)).toEqual([
      'list.csv:3: has a quotation mark in the middle of a cell',
    ])
    expect(
      await list(
        `postcode,ons_code\nZZ1 1AA,Z14000001\nZZ1 1AA,"Z14000001\n${'ZZ1 1AB,Z14000001\n'.repeat(5000)}`,
      ),
    ).toEqual(['list.csv:3: has a quoted cell that does not end within 100 lines'])
  })

  test('rows of nothing, as spreadsheets leave them, are none', async () => {
    const folder = folderWith({ 'list.csv': `${postcodes},\r\n,\r\n\r\n` })
    expect((await read({ folder, postcodes: 'list.csv' })).postcodes?.sectors).toHaveLength(2)
  })

  test('a cell of more lines than anybody writes is an unfinished one', async () => {
    const cell = (lines: number) => `postcode,ons_code,note\nZZ1 1AA,Z14000001,"${'x\n'.repeat(lines)}"\n`
    const folder = folderWith({ 'list.csv': cell(99) })
    expect((await read({ folder, postcodes: 'list.csv' })).postcodes?.sectors).toHaveLength(1)
    expect(await list(cell(100))).toEqual([
      'list.csv:2: has a quoted cell that does not end within 100 lines',
    ])
    expect(await list(cell(50).replaceAll('x', 'x'.repeat(2000)))).toEqual([
      'list.csv:2: has a quoted cell that does not end within 100 lines',
    ])
  })

  test('twenty are told, and how many more there are', async () => {
    const said = await list(`postcode,ons_code\n${'nowhere,Z14000001\n'.repeat(1234)}`)
    expect(said).toHaveLength(21)
    expect(said[0]).toBe('list.csv:2: “nowhere” is no postcode of a place')
    expect(said[20]).toBe('and 1214 more')
  })

  test('what a hostile cell would do to a terminal is not done', async () => {
    expect(await list('postcode,ons_code\n\u001b[2J\u202e,Z14000001\n')).toEqual([
      'list.csv:2: “�[2J�” is no postcode of a place',
    ])
  })
})

describe('what is no CSV in UTF-8 is named by what it is', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing at all', '', '1: the file is empty'],
    ['blank lines', '\n\n\n', '1: the file is empty'],
    ['a header alone', 'postcode,ons_code\n', '1: the file has a header and no rows'],
    [
      'another encoding',
      Buffer.from(`${postcodes}ZZ1 1AA,Z14000001,\xe9\n`, 'latin1'),
      '5: is not in UTF-8: save the file as “CSV UTF-8” and try again',
    ],
    ['UTF-16', Buffer.from(`\ufeff${postcodes}`, 'utf16le'), '1: holds NUL bytes: this is not a text file'],
    ['a NUL byte', `${postcodes}ZZ1 1A\0,Z14000001\n`, '5: holds NUL bytes: this is not a text file'],
    [
      'a picture',
      Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
      '1: holds NUL bytes: this is not a text file',
    ],
    [
      'a saved web page',
      '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n',
      '1: this is a web page that was saved, not a CSV: download the file itself',
    ],
    [
      'other separators',
      postcodes.replaceAll(',', ';'),
      '1: has no column postcode: its cells must be separated by commas',
    ],
    ['no line breaks', 'x'.repeat(300_000), '1: is longer than 64 KB: this is no CSV of places'],
  ])('%s', async (_, content, words) => {
    expect((await list(content))[0]).toBe(`list.csv:${words}`)
  })

  test('a byte-order mark is no part of the first column', async () => {
    const folder = folderWith({ 'list.csv': `\ufeff${postcodes.replace('postcode', '"postcode"')}` })
    expect((await read({ folder, postcodes: 'list.csv' })).postcodes?.sectors).toHaveLength(2)
  })

  test('a character that is cut by the end of a block is one character', async () => {
    const note = 'é'.repeat(400_000 / 8).replace(/.{50}/g, '$&\n') // 100 KB in lines of 100 bytes, past a block of 256 KB
    const rows = note
      .split('\n')
      .filter(Boolean)
      .map(text => `ZZ1 1AA,Z14000001,${text}`)
    const folder = folderWith({
      'list.csv': `postcode,ons_code,note\n${[...rows, ...rows, ...rows, ...rows].join('\n')}`,
    })
    expect((await read({ folder, postcodes: 'list.csv' })).postcodes?.sectors).toHaveLength(1)
  })
})

describe('a file that cannot be opened is refused', () => {
  test.each([
    ['/dev/zero', '/dev/zero is not a file'],
    ['.', '. is not a file'],
    ['nowhere.csv', 'nowhere.csv does not exist'],
    ['list.csv/x', 'list.csv/x does not exist'],
  ])('%s', async (path, words) => {
    expect(await refusal({ folder: folderWith({ 'list.csv': postcodes }), postcodes: path })).toEqual([words])
  })
})

test('it is followed while it is read, and can be stopped', async () => {
  const folder = folderWith({ 'list.csv': `postcode,ons_code\n${'ZZ1 1AA,Z14000001\n'.repeat(100_000)}` })
  const parts: number[] = []
  await read(
    { folder, postcodes: 'list.csv' },
    {
      report: (step, part) => parts.push(step === 'Reading list.csv' ? part : NaN),
      stop: new AbortController().signal,
    },
  )
  expect(parts.length).toBeGreaterThan(4)
  expect(parts).toEqual(parts.toSorted((one, other) => one - other))
  expect(parts.at(-1)).toBe(1)

  const stopping = new AbortController()
  const reading = read(
    { folder, postcodes: 'list.csv' },
    { report: () => stopping.abort(new Error('enough')), stop: stopping.signal },
  )
  await expect(reading).rejects.toThrow('enough')
})
