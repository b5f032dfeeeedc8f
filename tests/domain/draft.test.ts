import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCampaignText } from '../../app/domain/campaign/check'
import { parseCampaign } from '../../app/domain/campaign/file'
import { type DraftFields, fieldKind, fieldsOfPart, readPart, withPart } from '../../app/domain/draft/fields'
import { afterDeed, type ListDeed, readListDeed } from '../../app/domain/draft/lists'
import { basisOf, clearSides, conflicts, merged } from '../../app/domain/draft/merge'
import { draftWarnings, readDraft, shownDraft } from '../../app/domain/draft/problems'
import { fieldsOf, textOf } from '../../app/domain/draft/text'
import { campaignText } from '../support/campaign'

const demos = ['fair-hearing', 'last-bus-home', 'a-clearer-wendle'].map(
  slug => [slug, parseCampaign(readFileSync(`db/demo/${slug}.yaml`, 'utf8'), slug).text] as const,
)

const full = campaignText({
  organisation: { name: 'Walk Together', contact: 'hello@walktogether.example', charity_number: '12' },
  target: [
    'constituency-mp',
    { name: 'Mayor Ida Moss', salutation: 'Mayor Moss', email: 'mayor@example.org' },
  ],
  letter: {
    subjects: ['Crossings', 'Our schools'],
    openings: [['I write.', 'I am writing.'], ['It is urgent.']],
    closings: [['Thank you.']],
    joinings: { only: [], first: ['Above all.'] },
    own_words: { prompt: 'Why?', min: 5 },
    hold_above: 0.9,
    hours: 'office',
    chase: [['I wrote before.']],
  },
  goal_steps: 'automatic',
  consent: {
    basis: 'soft_opt_in',
    words: 'May {{organisation}} keep this?',
    updates: 'May {{organisation}} write?',
  },
  thanks: 'Thank *you*.',
  paused: 'Back soon.',
  languages: { cy: { title: 'Croesfan', later: { letter: 1 } }, gd: { later: 1 } },
  links: [{ kind: 'donate', title: 'Give', url: 'https://walktogether.example/give' }],
})

describe('a campaign’s text as fields', () => {
  test.each([...demos, ['one with every key', full] as const])('%s reads back the same', (_, text) => {
    expect(readCampaignText(textOf(fieldsOf(text), text))).toEqual(text)
  })

  test('ways are lines, a sentence said over two lines is one way, and numbers may have commas', () => {
    const text = campaignText({
      letter: { ...full.letter, openings: [['Folded\n over.', 'Other.']], asks: undefined },
    })
    const fields = fieldsOf(text)
    expect(fields['letter.openings.0']).toBe('Folded over.\nOther.')
    expect(textOf({ ...fields, goal: '12,500' }, text)).toMatchObject({ goal: 12_500 })
  })

  test('a principle without a short name gets one of its title; a published one keeps its own', () => {
    const fields = { ...fieldsOf(full), 'principles.0.slug': '', 'principles.1.title': 'Another title' }
    expect(readDraft(fields, full).text?.principles.map(({ slug }) => slug)).toEqual([
      'zebra-crossings',
      'lights',
    ])
  })

  test('a form may only send fields of its part, and none that are no field', () => {
    const sent: [string, string][] = [
      ['title', 'A\r\nB'],
      ['slug', 'other'],
      ['goal', '5'],
      ['__proto__', 'x'],
      ['languages.__proto__.title', 'x'],
      ['principles.100.title', 'x'],
    ]
    expect(readPart(sent, 'texts')).toEqual({ title: 'A\nB' })
    expect(withPart(fieldsOf(full), 'texts', { title: 'New' })).toMatchObject({ title: 'New', goal: '100' })
  })

  test('every field of a whole text has a label of its own', () => {
    const labels = Object.keys(fieldsOf(full)).map(name => `${name}: ${fieldKind(name)?.label}`)
    expect(labels).toContain('letter.openings.1: Opening sentence 2')
    expect(labels).toContain('principles.1.paragraph.0: Principle 2, sentence 1')
    expect(labels.filter(label => label.endsWith('undefined'))).toEqual([])
  })
})

describe('lists', () => {
  const titles = (fields: Readonly<Record<string, string>>) =>
    [0, 1, 2].map(index => fields[`principles.${index}.title`])
  const done = (deed: ListDeed) => afterDeed(fieldsOf(full), deed)

  test('an item is moved with all its fields, and not beyond either end', () => {
    const moved = done({ do: 'down', list: 'principles', index: 0 })
    expect(titles(moved.fields)).toEqual(['Lights', 'Zebra crossings', undefined])
    expect(moved.fields['principles.1.paragraph.0']).toBe('Paint the stripes.\nLay down the stripes.')
    expect(moved.at).toBe('principles.1')
    expect(done({ do: 'up', list: 'principles', index: 0 }).fields).toEqual(fieldsOf(full))
  })

  test('one that is added is empty and last; one that is removed leaves no gap', () => {
    expect(titles(done({ do: 'add', list: 'principles' }).fields)).toEqual(['Zebra crossings', 'Lights', ''])
    expect(titles(done({ do: 'remove', list: 'principles', index: 0 }).fields)).toEqual([
      'Lights',
      undefined,
      undefined,
    ])
    expect(done({ do: 'add', list: 'letter.openings' }).fields['letter.openings.2']).toBe('')
  })

  test('a button’s words are read, and nothing else', () => {
    expect(readListDeed('up letter.asks.does-not-sit.1')).toEqual({
      do: 'up',
      list: 'letter.asks.does-not-sit',
      index: 1,
    })
    for (const said of ['save', 'up principles', 'remove __proto__.0', 'add ../x'])
      expect(readListDeed(said)).toBeNull()
  })
})

describe('problems', () => {
  test('each is at its field, names it in words, and counts lines from one', () => {
    const fields = {
      ...fieldsOf(full),
      title: '',
      'letter.openings.0': 'Fine.\nNot {fine}.',
      'principles.1.slug': 'zebra',
      goal: 'many',
      'target.1.email': 'nobody',
    }
    const found = Object.fromEntries(
      readDraft(fields, full).problems.map(({ field, words }) => [field, words]),
    )
    expect(found).toMatchObject({
      title: 'Title is required',
      goal: 'Goal must be a whole number',
      'letter.openings.0':
        'Opening sentence 1, line 2 has a stray { or }: a blank has two on either side, such as {{name}}',
      'principles.1.slug': 'Short name of principle 2 repeats the slug of an earlier principle',
      'target.1.email': expect.stringMatching(/^E-mail address of target 2 must be/),
    })
  })

  test('what is missing altogether is said of its list and its part', () => {
    const without = afterDeed(fieldsOf(campaignText()), { do: 'remove', list: 'letter.openings', index: 0 })
    expect(readDraft(without.fields, full).problems).toEqual([
      { field: 'letter.openings', part: 'letter', words: 'At least one opening sentence is required' },
    ])
  })

  test('a draft with something wrong is shown with that as it was published, and the rest as it is typed', () => {
    const { text, asPublished } = shownDraft({ ...fieldsOf(full), title: 'New', goal: 'many' }, full)
    expect([text.title, text.goal, asPublished]).toEqual(['New', full.goal, ['goal']])
  })

  test('what an office would not read kindly is said of the field it is in', () => {
    expect(draftWarnings(full, fieldsOf(full))).toContainEqual({
      field: 'letter.closings.0',
      part: 'letter',
      words: expect.stringMatching(/^Closing sentence 1 is said in one way only/),
    })
  })
})

describe('two editors', () => {
  const before = fieldsOfPart(fieldsOf(full), 'texts')
  const basis = basisOf(before)

  test('nobody is asked while only one of them has changed the part', () => {
    expect(conflicts({ ...before, title: 'Mine' }, before, basis)).toEqual([])
    expect(conflicts(before, before, 'another')).toEqual([])
  })

  test('a field that both changed is asked about, and who alone changed another is known', () => {
    const mine = { ...before, title: 'Mine', summary: 'My summary' }
    const theirs = { ...before, title: 'Theirs', conclusion: 'Their end' }
    expect(conflicts(mine, theirs, basis).map(({ unit, changedBy }) => [unit, changedBy])).toEqual([
      ['title', null],
      ['summary', 'mine'],
      ['conclusion', 'theirs'],
    ])
    expect(merged(mine, theirs, { title: 'theirs', conclusion: 'theirs' })).toEqual({
      ...before,
      title: 'Theirs',
      summary: 'My summary',
      conclusion: 'Their end',
    })
  })

  const merge = (mine: DraftFields, theirs: DraftFields, shown: DraftFields) => {
    const basis = basisOf(shown)
    const sides = clearSides(conflicts(mine, theirs, basis), mine, theirs, basis)
    return sides && merged(mine, theirs, sides)
  }

  test('edits that do not overlap need nobody to choose', () => {
    const mine = { ...before, title: 'Mine' }
    const theirs = { ...before, conclusion: 'Theirs' }
    expect(merge(mine, theirs, before)).toEqual({ ...before, title: 'Mine', conclusion: 'Theirs' })
    expect(merge({ ...mine, conclusion: 'Mine too' }, theirs, before)).toBeNull()
    const list = fieldsOfPart(fieldsOf(full), 'principles')
    const [first, second] = ['principles.0.title', 'principles.1.paragraph.0']
    expect(merge({ ...list, [first]: 'Mine' }, { ...list, [second]: 'Theirs' }, list)).toEqual({
      ...list,
      [first]: 'Mine',
      [second]: 'Theirs',
    })
  })

  test('where one of them moved the items of a list that the other changed, somebody has to choose', () => {
    const list = fieldsOfPart(fieldsOf(full), 'principles')
    const moved = afterDeed(list, { do: 'up', list: 'principles', index: 1 }).fields
    expect(merge({ ...list, 'principles.0.explanation': 'Mine' }, moved, list)).toBeNull()
    const letter = fieldsOfPart(fieldsOf(full), 'letter')
    const shorter = afterDeed(letter, { do: 'remove', list: 'letter.openings', index: 0 }).fields
    expect(merge({ ...letter, 'letter.openings.1': 'Mine.' }, shorter, letter)).toBeNull()
    expect(merge({ ...letter, 'letter.closings.0': 'Mine.' }, shorter, letter)).toEqual({
      ...shorter,
      'letter.closings.0': 'Mine.',
    })
  })

  test('an item that is not the same any more is chosen whole', () => {
    const list = fieldsOfPart(fieldsOf(full), 'principles')
    const mine = { ...list, 'principles.1.title': 'Brighter lights' }
    const theirs = afterDeed(list, { do: 'remove', list: 'principles', index: 1 }).fields
    const [only, ...others] = conflicts(mine, theirs, basisOf(list))
    expect([only?.unit, only?.theirs, others]).toEqual(['principles.1', {}, []])
    expect(merged(mine, theirs, { 'principles.1': 'theirs' })).toEqual(theirs)
    expect(merged(mine, theirs, { 'principles.1': 'mine' })).toEqual(mine)
  })
})
