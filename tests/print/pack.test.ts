import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type TestContext, test } from 'vitest'
import { packParts } from '../../app/domain/pack/choice'
import type { Pack } from '../../app/domain/pack/pack'
import { printPack } from '../../app/print/pack'
import { attacks } from '../support/hostile'
import { testFolder } from '../support/store'

const place = {
  code: 'Z14000101',
  name: 'Ashford Vale',
  nameCy: 'Dyffryn Ŵŷ',
  mp: 'Asha Grange',
  signatures: 120,
  letters: 80,
  replies: null,
  principles: [{ title: 'Zebra crossings', signatures: 70 }],
}

const pack: Pack = {
  parts: packParts,
  constituency: '',
  petition: {
    of: 'residents of Ashford Vale',
    declares: 'crossings are few',
    requests: 'urge more of them',
    sheets: 2,
  },
  title: 'A safe crossing at every school',
  summary: 'Children should be able to walk to school.',
  organisation: 'Walk Together',
  contact: 'hello@walktogether.example',
  url: 'https://undersigned.example/campaigns/safer-crossings',
  asOf: new Date('2026-11-23T12:00:00Z'),
  totals: { signatures: 1234, letters: 800, replies: 20 },
  map: [
    { q: 0, r: 0, shade: 5 },
    { q: 1, r: 0, shade: 0 },
  ],
  shades: [{ from: 1, to: 120 }],
  places: [
    place,
    {
      ...place,
      code: '',
      name: 'Without a constituency',
      nameCy: null,
      mp: '',
      signatures: 1,
      principles: null,
    },
  ],
  principles: [{ title: 'Zebra crossings', signatures: 700 }],
}

test('a pack is tagged: it says its language and title, and what each part of a page is', async context => {
  const file = await printed(pack)
  const about = asked(context, 'pdfinfo', [file])
  expect(about).toMatch(/Title: +A safe crossing at every school: Walk Together/)
  expect(about).toMatch(/Tagged: +yes/)
  expect(about).toMatch(/JavaScript: +no/)
  const tags = asked(context, 'pdfinfo', ['-struct-text', file])
  for (const tag of ['Document', 'Sect', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure'])
    expect(tags).toMatch(new RegExp(`^ *${tag}\\b`, 'm'))
  expect(tags).toMatch(/H1 \(block\)\s+"A safe crossing at every school/)
  expect((await printPack(pack)).toString('latin1')).toContain('/Lang (en-GB)')
  expect((await printPack(pack)).toString('latin1')).toContain(
    '/Alt (Map of 2 constituencies as hexagons; in 1 of them',
  )
})

test('a pack has the count, the map in words, a page for each constituency and the figures of each', async context => {
  const text = asked(context, 'pdftotext', ['-layout', await printed(pack), '-'])
  expect(words(text)).toContain('1,234 people have signed.')
  expect(words(text)).toContain('As of 23 November 2026 at 12:00, London time.')
  expect(text).toContain('Signed in 1 of 2 constituencies')
  expect(text).toContain('Member of Parliament: Asha Grange')
  expect(words(text)).toContain('120 constituents have signed.')
  expect(text).toContain('Dyffryn Ŵŷ')
  expect(text).toMatch(/Replies that their writers told us of +fewer than 5/)
  expect(text).toContain('Too few signed here for us to say what each stands for.')
})

test('the petition is in the form of the House, blank, with its request on each sheet, and says that it is for hands alone', async context => {
  const text = asked(context, 'pdftotext', ['-layout', await printed({ ...pack, parts: ['petition'] }), '-'])
  const [note, first, ...sheets] = text.split('\f').filter(sheet => sheet.trim() !== '')
  expect(note).toContain('accepts only handwritten signatures')
  expect(words(first)).toMatch(
    /^To the House of Commons\. The Petition of residents of Ashford Vale, Declares that crossings are few\. The petitioners therefore request that the House of Commons urge more of them\. And the petitioners remain, etc\. Name Address Signature$/,
  )
  expect(sheets).toHaveLength(2)
  for (const sheet of sheets) {
    expect(words(sheet)).toContain('urge more of them. Name Address Signature')
    expect(sheet).not.toContain('crossings are few')
  }
})

test('electronic signatures are labelled as what they are', async context => {
  const text = asked(context, 'pdftotext', ['-layout', await printed({ ...pack, parts: ['evidence'] }), '-'])
  expect(text).toContain('Evidence, not part of the formal petition')
  expect(text).toMatch(/Ashford Vale +Asha Grange +120/)
})

test('while few have signed nothing is printed by constituency', async context => {
  const file = await printed({ ...pack, places: null, parts: ['meeting', 'places', 'evidence'] })
  const text = asked(context, 'pdftotext', ['-layout', file, '-'])
  expect(text).not.toContain('Ashford Vale')
  expect(text).toContain('So few have signed')
})

test('words in any script, and what would break a page, are printed or shown as unknown, and are no part of it', async context => {
  const typed = (words: string) => ({
    ...pack,
    title: words,
    summary: words,
    organisation: words,
    contact: words,
    places: [{ ...place, name: words, mp: words, principles: [{ title: words, signatures: 70 }] }],
    principles: [{ title: words, signatures: 700 }],
    petition: { of: words, declares: words, requests: words, sheets: 1 },
  })
  const file = await printed(typed(['李明 🚸 \u001b[31m', ...attacks].join(' ')))
  const text = asked(context, 'pdftotext', [file, '-'])
  expect(words(text)).toContain('<x-evil>a</x-evil><script>x-evil()</script>')
  expect(words(text)).toContain(') Tj ET (\\) /JS (app.alert(1)) /URI (javascript:x-evil()) %%EOF')
  expect(text).toContain('�� �')
  const tags = (of: string) => asked(context, 'pdfinfo', ['-struct', of])
  expect(tags(file)).toBe(tags(await printed(typed('Plain words'))))
  expect(asked(context, 'pdfinfo', [file])).toMatch(/JavaScript: +no/)
  expect(asked(context, 'pdfinfo', ['-url', file])).not.toContain('javascript')
})

test('the same pack is the same file, also where another is asked for meanwhile', async () => {
  const [one, other] = await Promise.all([printPack(pack), printPack(pack)])
  expect(one.equals(other)).toBe(true)
})

test('a constituency’s page takes a table that is longer than a sheet over to the next', async context => {
  const principles = Array.from({ length: 60 }, (_, n) => ({ title: `Principle ${n}`, signatures: n }))
  const file = await printed({ ...pack, parts: ['places'], places: [{ ...place, principles }] })
  const text = asked(context, 'pdftotext', ['-layout', file, '-'])
  expect(text).toMatch(/Principle 59 +59/)
  expect(text.split('\f').length).toBeGreaterThan(2)
})

async function printed(what: Pack): Promise<string> {
  const file = join(testFolder(), 'pack.pdf')
  writeFileSync(file, await printPack(what))
  return file
}

/** What a reader of PDFs that is not ours says; skips where there is none, aloud. */
function asked(context: TestContext, tool: string, given: readonly string[]): string {
  try {
    return execFileSync(tool, given, { encoding: 'utf8' })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
    return context.skip(`${tool} is missing: apt-get install poppler-utils`)
  }
}

function words(sheet = ''): string {
  return sheet.trim().replace(/\s+/g, ' ')
}
