import { expect, test } from 'vitest'
import { type CsvPage, type CsvProfile, type CsvRow, csvLine, writeCsv } from '../../app/domain/csv'
import fc from '../support/seeded'

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n＝＋－＠\'" ,;a1\u00a0\u200b\ufeff') }),
  fc.double(),
  fc.constant(null),
)
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { maxLength: 20 })

test('no cell that a spreadsheet opens begins, behind blanks and quotation marks, with a character that it runs', () => {
  fc.assert(
    fc.property(rows, some => {
      for (const profile of ['spreadsheet', 'excel'] as const)
        for (const [index, line] of some.entries())
          for (const [column, read] of (readCsv(csvLine(line, profile))[0] ?? []).entries())
            if (typeof some[index]?.[column] === 'string')
              expect(read.replace(/^[\s"]+/u, '')).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
    }),
    { numRuns: 500 },
  )
})

test('what the machine profile writes is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async some => {
      const text = await written(some, 'machine')
      expect(readCsv(text)).toEqual(some.map(row => row.map(one => (one === null ? '' : String(one)))))
    }),
  )
})

test('a dangerous cell stands behind an apostrophe, a harmless one as it was', () => {
  const line = csvLine(['=1+1', '\tx', '  @SUM(A1)', '＝cmd', "O'Brien", 'a=b'], 'spreadsheet')
  expect(line).toBe(`'=1+1,"'\tx",'  @SUM(A1),'＝cmd,O'Brien,a=b\r\n`)
})

test('numbers stay numbers, also below zero', () => {
  expect(csvLine([-1, 0.25, null, 7], 'spreadsheet')).toBe('-1,0.25,,7\r\n')
})

test('only the excel profile begins with a byte-order mark', async () => {
  const some: CsvRow[] = [['a', 'b']]
  expect(await written(some, 'excel')).toBe('\uFEFFa,b\r\n')
  expect(await written(some, 'spreadsheet')).toBe('a,b\r\n')
  expect(await written(some, 'machine')).toBe('a,b\r\n')
})

test('a long file is written in pieces, and no row is read before it is wanted', async () => {
  let read = 0
  async function* endless(): AsyncGenerator<CsvPage> {
    for (;;) yield [[++read, 'x'.repeat(1000)]]
  }
  const chunks = writeCsv(endless(), 'machine')
  await chunks.next()
  expect(read).toBeLessThan(100)
  await chunks.return(undefined)
})

async function written(some: readonly CsvRow[], profile: CsvProfile): Promise<string> {
  let text = ''
  for await (const chunk of writeCsv(each(some), profile)) text += chunk
  return text
}

/** A row a page. */
async function* each(some: readonly CsvRow[]): AsyncGenerator<CsvPage> {
  for (const row of some) yield [row]
}

/** Reads RFC 4180, character by character, as strictly as it is written. */
function readCsv(text: string): string[][] {
  const found: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"'
    const match = (quoted ? /"((?:[^"]|"")*)"/y : /[^,"\r\n]*/y) as RegExp
    match.lastIndex = at
    const [whole = '', inner = ''] = match.exec(text) ?? []
    row.push(quoted ? inner.replaceAll('""', '"') : whole)
    at += whole.length
    if (text[at] === ',') at++
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n')
      at += 2
      found.push(row)
      row = []
    }
  }
  return found
}
