import { expect, test } from 'vitest'
import { composeLetter, type Writer, wholeLetter } from '../../app/domain/letter/letter'
import { fingerprint, likeness } from '../../app/domain/likeness/likeness'
import { type Member, memberRoles } from '../../app/domain/place/place'
import { findTarget } from '../../app/domain/target/target'
import { ashford, campaignText, members, seated } from '../support/campaign'

const rosa: Writer = {
  name: 'Rosa Lind',
  mailbox: 'rosa@example.org',
  constituency: 'Ashford Vale',
  principles: ['zebra'],
}
const asha: Pick<Member, 'name' | 'role'> = { name: 'Asha Grange', role: 'member' }

function compose(
  odd: Readonly<Record<string, unknown>> = {},
  writer: Partial<Writer> = {},
  mp: typeof asha | null = asha,
) {
  return composeLetter({ id: 7, text: campaignText(odd) }, { ...rosa, ...writer }, mp)
}

/** The letter of a campaign with one opening sentence, said in one of these ways. */
function openingSaid(
  ways: readonly string[],
  writer: Partial<Writer> = {},
  mp: typeof asha | null = asha,
): string {
  const letter = { subjects: ['Crossings'], openings: [ways], closings: [['Yours in hope.']] }
  return compose({ letter }, writer, mp).body.split('\n\n')[0] ?? ''
}

test('a letter is its opening, a paragraph for each principle and its closing', () => {
  const letter = {
    subjects: ['Crossings'],
    openings: [['One.'], ['Two.']],
    closings: [['Five.'], ['Six.']],
  }
  const principles = [{ slug: 'zebra', title: 'Zebra crossings', paragraph: [['Three.'], ['Four.']] }]
  expect(compose({ letter, principles })).toEqual({
    subject: 'Crossings',
    body: 'One. Two.\n\nThree. Four.\n\nFive. Six.',
  })
})

test('the paragraphs stand in the order in which their principles were chosen', () => {
  const paragraphs = (principles: readonly string[]) =>
    compose({}, { principles }).body.split('\n\n').slice(1, -1)
  expect(paragraphs(['zebra', 'lights']).map(one => /light|road/i.test(one))).toEqual([false, true])
  expect(paragraphs(['lights', 'zebra']).map(one => /light|road/i.test(one))).toEqual([true, false])
  expect(paragraphs(['lights'])).toHaveLength(1)
})

const manyWays = {
  letter: {
    subjects: ['A', 'B', 'C', 'D'],
    openings: [['One.', 'Two.', 'Three.', 'Four.']],
    closings: [['Five.', 'Six.', 'Seven.', 'Eight.']],
  },
}

test('the same supporter is always given the same words', () => {
  expect(compose(manyWays)).toEqual(compose(manyWays))
})

test('other supporters are given other words, be it from the same mailbox or in another campaign', () => {
  const said = new Set(
    Array.from({ length: 64 }, (_, index) =>
      JSON.stringify(compose(manyWays, { mailbox: `${index}@example.org` })),
    ),
  )
  expect(said.size).toBeGreaterThan(30)

  const names = ['Rosa Lind', 'Tom Lind', 'Uma Lind', 'Vera Lind', 'Will Lind', 'Xenia Lind']
  expect(new Set(names.map(name => compose(manyWays, { name }).body)).size).toBeGreaterThan(1)

  const text = campaignText(manyWays)
  const elsewhere = [1, 2, 3, 4, 5, 6].map(id => composeLetter({ id, text }, rosa, asha).body)
  expect(new Set(elsewhere).size).toBeGreaterThan(1)
})

test('every way of saying a sentence is given to somebody', () => {
  const openings = Array.from(
    { length: 100 },
    (_, index) => compose(manyWays, { mailbox: `${index}@example.org` }).body.split('\n\n')[0],
  )
  expect(new Set(openings)).toEqual(new Set(['One.', 'Two.', 'Three.', 'Four.']))
})

test('the blanks of a letter and of its subject are filled', () => {
  const letter = {
    subjects: ['{{campaign}}: {{constituency}}'],
    openings: [['{{mp}}, I am {{name}} of {{constituency}}, writing with {{organisation}}.']],
    closings: [['Help {{campaign}}.']],
  }
  const { subject, body } = compose({ letter })
  expect(subject).toBe('A safe crossing at every school: Ashford Vale')
  expect(body).toContain('Asha Grange, I am Rosa Lind of Ashford Vale, writing with Walk Together.')
  expect(body).toContain('Help A safe crossing at every school.')
})

const plain = {
  subjects: ['Crossings'],
  openings: [['Opening.']],
  closings: [['Will you vote for it?']],
}
const limited = memberRoles.filter(role => role !== 'member')

test.each([
  ['speaker', /Speaker/],
  ['does-not-sit', /do not (take your seat|sit|vote)/],
  ['minister', /minister/],
] as const)(
  'a letter to a %s says after its opening what can be asked of one, in words that differ',
  (role, fact) => {
    const parts = Array.from({ length: 40 }, (_, index) =>
      compose({ letter: plain }, { mailbox: `${index}@example.org` }, { ...asha, role }).body.split('\n\n'),
    )
    for (const [opening, softened, principle, closing, ...more] of parts) {
      expect([opening, closing, more]).toEqual(['Opening.', 'Will you vote for it?', []])
      expect(principle).toMatch(/stripes/)
      expect(softened).toMatch(fact)
      expect(softened?.match(/[.?]( |$)/g)).toHaveLength(2)
    }
    expect(new Set(parts.map(([, softened]) => softened)).size).toBeGreaterThan(9)
  },
)

test.each(limited)('a campaign’s own ask of a %s takes the place of its closing, and of our words', role => {
  const letter = { ...plain, asks: { [role]: [['Please pass it on, {{mp}}.'], ['Thank you.']] } }
  const { body } = compose({ letter }, {}, { ...asha, role })
  expect(body).toMatch(/^Opening\.\n\n[^\n]*stripes\.\n\nPlease pass it on, Asha Grange\. Thank you\.$/)
  expect(compose({ letter }).body).toMatch(/Will you vote for it\?$/)
  for (const other of limited.filter(one => one !== role))
    expect(compose({ letter }, {}, { ...asha, role: other }).body).toMatch(/Will you vote for it\?$/)
})

test('a letter that goes to others too speaks to nobody in a role', () => {
  const target = ['constituency-mp', { name: 'The Minister', salutation: 'Minister', email: 'm@p.example' }]
  for (const role of memberRoles)
    expect(compose({ target }, {}, { ...asha, role })).toEqual(compose({ target }, {}, asha))
})

test('what a supporter is called is not a template', () => {
  const said = openingSaid(['I am {{name}}.'], { name: '{{mp}} $& {{name}}' })
  expect(said).toBe('I am {{mp}} $& {{name}}.')
})

test('a way of saying a sentence that names what is not known is passed over for one that does not', () => {
  const ways = ['{{mp}} sits for {{constituency}}.', 'I live in {{constituency}}.', 'I write as a voter.']
  for (let index = 0; index < 30; index++) {
    const mailbox = `${index}@example.org`
    expect(openingSaid(ways, { mailbox, constituency: null }, null)).toBe('I write as a voter.')
    expect(openingSaid(ways, { mailbox }, null)).not.toContain('sits')
  }
})

test.each([
  ['{{mp}} has said that streets are for people.', 'My MP has said that streets are for people.'],
  [
    'You, {{mp}}, can help the schools of {{constituency}}.',
    'You, my MP, can help the schools of my constituency.',
  ],
  ['{{constituency}} has nine schools.', 'My constituency has nine schools.'],
])('where every way names what is not known, a plain word stands for it: %s', (way, said) => {
  expect(openingSaid([way], { constituency: null }, null)).toBe(said)
})

test('what is known is named although something beside it is not', () => {
  expect(openingSaid(['{{mp}} sits for {{constituency}}.'], {}, null)).toBe('My MP sits for Ashford Vale.')
  expect(openingSaid(['{{mp}} sits for {{constituency}}.'], { constituency: null })).toBe(
    'Asha Grange sits for my constituency.',
  )
})

test('a whole letter is the salutation, the words, the name and the full postal address', () => {
  const words = {
    subject: 'Mill Lane',
    body: 'Please paint the stripes.\n\nThank you.\n',
    address: { address1: '4 Weaver Row', address2: 'Mill End', town: 'Ashford' },
  }
  expect(wholeLetter(words, { name: 'Rosa Lind', postcode: 'ZZ1 1AA' }, 'Asha Grange')).toBe(
    [
      'Dear Asha Grange,',
      '',
      'Please paint the stripes.',
      '',
      'Thank you.',
      '',
      'Yours sincerely,',
      '',
      'Rosa Lind',
      '4 Weaver Row',
      'Mill End',
      'Ashford',
      'ZZ1 1AA',
    ].join('\n'),
  )
})

test('an address without a second line or a postcode has no empty line', () => {
  const address = { address1: '4 rue du Port', address2: '', town: 'Calais' }
  const whole = wholeLetter(
    { subject: 'x', body: 'y', address },
    { name: 'Rosa Lind', postcode: '' },
    'Minister',
  )
  expect(whole.endsWith('Yours sincerely,\n\nRosa Lind\n4 rue du Port\nCalais')).toBe(true)
})

test('an MP is greeted as they ask to be, never by their full title', () => {
  const [member = null] = members
  const { target } = findTarget({ target: ['constituency-mp'] }, 'mp', seated(ashford, member))
  const address = { address1: '4 Weaver Row', address2: '', town: 'Ashford' }
  const whole = wholeLetter(
    { subject: 'x', body: 'y', address },
    { name: 'Rosa', postcode: '' },
    target?.salutation ?? '',
  )
  expect(member?.fullTitle).toContain('Rt Hon')
  expect(whole).toMatch(/^Dear Asha Grange,\n/)
  expect(whole).not.toContain('Hon')
})

test('a supporter’s own words are sent as they are, and nothing in them is filled or dropped', () => {
  const own = `{{mp}} {{7*7}} {{mp.constructor}} {%include%} \${x} <%= x %> <b>bold</b> $& &amp; \\n`
  const words = { subject: own, body: own, address: { address1: own, address2: own, town: own } }
  const whole = wholeLetter(words, { name: own, postcode: 'ZZ1 1AA' }, 'Asha Grange')
  expect(whole.split(own)).toHaveLength(6)
})

test('two suggested letters of a campaign with many ways are less alike than a copy', () => {
  const sentences = (part: string) =>
    [1, 2, 3].map(sentence =>
      [1, 2, 3, 4].map(
        way => `${part} sentence ${sentence}, said in the way of number ${way}, which is its own way.`,
      ),
    )
  const letter = { subjects: ['x'], openings: sentences('Opening'), closings: sentences('Closing') }
  const [one, other] = ['a', 'b'].map(name =>
    fingerprint(compose({ letter }, { mailbox: `${name}@example.org` }).body),
  )
  expect(likeness(one ?? [], other ?? [])).toBeLessThan(1)
})
