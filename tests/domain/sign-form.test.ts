import { expect, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import { isProblem } from '../../app/domain/problem'
import {
  checkSignForm,
  checkWriterForm,
  emptyFields,
  nameSchema,
  readFields,
  singleFields,
} from '../../app/domain/signature/form'
import { makeFormToken, renewFormToken } from '../../app/domain/signature/form-token'
import { createTokens } from '../../app/domain/token'
import { campaignText } from '../support/campaign'
import { clockAt, day, hour, minute, second } from '../support/clock'
import fc from '../support/seeded'
import { testSecret } from '../support/store'

const tokens = createTokens(testSecret)
const shownAt = clockAt().now()
const sentAt = new Date(shownAt.getTime() + minute)
const formMinMs = 3 * second

const campaign: Campaign = {
  id: 7,
  slug: 'safer-crossings',
  version: 2,
  consentVersion: 3,
  state: 'open',
  text: campaignText(),
  createdAt: shownAt,
  updatedAt: shownAt,
  openedAt: shownAt,
  closedAt: null,
}

type Odd = Readonly<Record<string, string | readonly string[] | null>>

/** A form in which nothing is wrong; a test spells only what is odd about its own, null leaves a field out. */
function form(odd: Odd = {}): URLSearchParams {
  const usual: Odd = {
    name: 'Rosa Lind',
    email: 'rosa@example.org',
    postcode: 'ZZ1 1AA',
    country: 'GB',
    principle: 'zebra',
    agree: 'yes',
    updates: 'no',
    form: makeFormToken(tokens, campaign, shownAt),
    website: '',
  }
  const pairs = Object.entries({ ...usual, ...odd }).flatMap(([field, typed]) =>
    [typed ?? []].flat().map((one): [string, string] => [field, one]),
  )
  return new URLSearchParams(pairs)
}

const letter = {
  letter: 'yes',
  subject: 'Mill Lane',
  body: 'Please paint the stripes.',
  address1: '4 Weaver Row',
  address2: '',
  town: 'Ashford',
}

function read(sent: URLSearchParams, at = sentAt) {
  return checkSignForm(readFields(sent), campaign, tokens, at, formMinMs)
}

/** What a refused form says of each field; nothing where it was taken. */
function problemsOf(sent: URLSearchParams, at = sentAt): Readonly<Record<string, string>> {
  try {
    read(sent, at)
    return {}
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return thrown.fields
  }
}

/** Each text beside how a title can show it: what hides or turns text does so in a terminal too. */
function escaped(texts: readonly string[]): [shown: string, text: string][] {
  return texts.map(text => [
    JSON.stringify(text).replace(/[^ -~]/gu, one => `\\u{${one.codePointAt(0)?.toString(16)}}`),
    text,
  ])
}

test('a form in which nothing is wrong is read as it was meant', () => {
  expect(read(form({ principle: ['lights', 'zebra'], updates: 'yes', source: 'leaflet' }))).toEqual({
    name: 'Rosa Lind',
    email: 'rosa@example.org',
    postcode: { full: 'ZZ1 1AA', outward: 'ZZ1' },
    country: 'GB',
    principles: ['lights', 'zebra'],
    updates: true,
    source: 'leaflet',
    constituency: null,
    letter: null,
    verdict: 'person',
    shown: { campaignId: 7, version: 2, consentVersion: 3, issuedAt: shownAt },
  })
})

// Names

test.each([
  "O'Neill",
  'Seán O’Neill',
  'Ó Súilleabháin',
  'Nguyễn Văn A',
  'Jean-Luc',
  'St. John',
  'van der Berg',
  "'t Hooft",
  '李小龙',
  'محمد',
  'فاطمه می\u200cخواهد', // Persian joins its words with a zero-width non-joiner
  'श्री\u200dमती', // and Devanagari with a joiner
  '葛\u{e0100}城', // a name's own form of a character
  'Dr J. R. Smith Jr.',
  'J.R.R. Tolkien',
  'P.de Vries',
  'Rosa Lind, M.B.E.',
  'Cher',
  'Amina Com',
  'Bo Ng',
  'X Æ A-12',
])('the name %j is somebody’s', name => {
  expect(read(form({ name })).name).toBe(name)
})

test('blanks around a name and between its parts are tidied', () => {
  expect(read(form({ name: ' \u00a0Rosa \u00a0 Lind \r\n' })).name).toBe('Rosa Lind')
})

test.each([
  ['', 'Enter your full name'],
  ['   ', 'Enter your full name'],
  ['1234', 'Enter your full name'],
  ['🙂', 'Enter your full name'],
  ['a'.repeat(101), 'Your name must be 100 characters or fewer'],
])('a name must be there, hold letters and have an end: %j', (name, words) => {
  expect(problemsOf(form({ name }))).toEqual({ name: words })
})

test.each([
  'Rosa https://evil.example',
  'Rosa HTTPS:evil',
  'ftp://evil.example',
  'www.evil.example',
  'Win now at evil.com',
  'evil.co.uk',
  'EVIL.ORG Rosa',
  'bit.ly/x',
  'evil.example/now',
  'rosa@example.org',
  'ｅｖｉｌ．ｃｏｍ',
])('a name that carries a link is refused: %j', name => {
  expect(problemsOf(form({ name }))).toEqual({ name: 'Your name must not contain a link' })
})

test.each(
  escaped([
    'Rosa\nLind',
    'Rosa\r\nBcc: all@example.org',
    'Rosa\rLind',
    'Rosa\tLind',
    'Rosa\vLind',
    'Rosa\u0085Lind',
    'Rosa\u2028Lind',
    'Rosa\u2029Lind',
  ]),
)('a name that breaks the line is refused: %s', (_, name) => {
  expect(problemsOf(form({ name }))).toEqual({ name: 'Your name must be one line' })
})

test.each(
  escaped([
    'Rosa\u0000Lind',
    'Rosa\u001bLind',
    'Rosa\u007fLind',
    'Rosa\u009bLind',
    'Rosa \u202edniL',
    'Rosa \u202aLind\u202c',
    'Rosa \u2066Lind\u2069',
    'Rosa\u200eLind',
    'Rosa\u061cLind',
    'Rosa\u200bLind',
    'Rosa\u00adLind',
    '\u3164', // the Hangul filler: a letter that nobody sees
    'Rosa\u{e0052}\u{e006f}', // words hidden in tag characters
  ]),
)('a name with a control, direction or hidden character is refused: %s', (_, name) => {
  expect(problemsOf(form({ name }))).toEqual({
    name: 'Your name has hidden characters in it. Please type it again',
  })
})

test.each([...'-=+@＝＋－＠﹢﹣﹦﹫'])(
  'a name that begins with %s, which a spreadsheet runs, is refused',
  sign => {
    const wrong = { name: 'Your name must not begin with - = + or @' }
    expect(problemsOf(form({ name: `${sign}Rosa` }))).toEqual(wrong)
    expect(problemsOf(form({ name: `  ${sign} Rosa` }))).toEqual(wrong)
  },
)

test('a plain name, which is taken without asking the schema, is one that the schema leaves as it is', () => {
  const character = fc.constantFrom(..."aZkK -'.,@/:1é\u212a\u017f\u00a0\n")
  const words = fc.array(fc.constantFrom('Rosa', 'van', "O'Neill", 'Jean-Luc', 'com', '-', ' ', "'t"), {
    maxLength: 24,
  })
  const typed = fc.oneof(
    fc.string({ unit: character, maxLength: 8 }),
    words.map(some => some.join(' ')),
  )
  fc.assert(
    fc.property(typed, name => {
      const { data, error } = nameSchema.safeParse(name)
      const problems = error ? { name: error.issues[0]?.message } : {}
      expect(problemsOf(form({ name }))).toEqual(problems)
      if (!error) expect(read(form({ name })).name).toBe(data)
    }),
    { numRuns: 3000 },
  )
})

// E-mail, postcode, country

test.each([
  ['', 'Enter your e-mail address'],
  [' ', 'Enter your e-mail address'],
  ['rosa', 'Enter an e-mail address in the form name@example.org'],
  ['"rosa lind"@example.org', 'Enter an e-mail address in the form name@example.org'],
])('the e-mail address %j is refused in words of its own', (email, words) => {
  expect(problemsOf(form({ email }))).toEqual({ email: words })
})

test('the host of an address is kept as mail servers know it', () => {
  expect(read(form({ email: ' Rosa.Lind@BÜCHER.Example ' })).email).toBe('Rosa.Lind@xn--bcher-kva.example')
})

test.each([
  ['', 'Enter your postcode'],
  [' \t', 'Enter your postcode'],
  ['SW1A', 'Enter a full UK postcode, such as SW1A 1AA'],
  ['12345', 'Enter a full UK postcode, such as SW1A 1AA'],
  ['SW1A 1AA or so', 'Enter a full UK postcode, such as SW1A 1AA'],
  ['x'.repeat(10_000), 'Enter a full UK postcode, such as SW1A 1AA'],
])('what cannot be a postcode is refused: %j', (postcode, words) => {
  expect(problemsOf(form({ postcode }))).toEqual({ postcode: words })
})

test('where letters and digits were mistaken, the postcodes that were probably meant are asked about', () => {
  expect(problemsOf(form({ postcode: 'zzi iaa' }))).toEqual({
    postcode: 'We cannot read this postcode. Did you mean ZZ1 1AA?',
  })
  expect(problemsOf(form({ postcode: 'ZZ1 1AO' }))).toEqual({
    postcode: 'We cannot read this postcode. Did you mean ZZ1 1AQ or ZZ1 1AD?',
  })
})

test('a postcode that was offered and chosen takes the place of what was typed, on the page too', () => {
  const sent = form({ postcode: 'zzi iaa', meant: 'ZZ1 1AA' })
  expect(read(sent).postcode).toEqual({ full: 'ZZ1 1AA', outward: 'ZZ1' })
  expect(readFields(sent).values).toMatchObject({ postcode: 'ZZ1 1AA', meant: '' })
})

test.each([
  ['zzi iaa', 'ZZ2 1AA'],
  ['zzi iaa', 'zz1 1aa'],
  ['', 'ZZ1 1AA'],
  ['ZZ2 1AA', 'ZZ1 1AA'], // put right by hand, and sent by a button that was still there
])('a postcode that was not offered for what is typed is nobody’s choice: %j, %j', (postcode, meant) => {
  const { values } = readFields(form({ postcode, meant }))
  expect(values).toMatchObject({ postcode, meant: '' })
})

test.each(['', '75001', 'SW1A 1AA', 'no idea'])('abroad no postcode is asked for or kept: %j', postcode => {
  expect(read(form({ country: 'FR', postcode }))).toMatchObject({ country: 'FR', postcode: null })
})

test.each(['XX', 'gb', 'England', '__proto__', 'constructor'])('%j is no country', country => {
  expect(problemsOf(form({ country }))).toEqual({ country: 'Choose your country from the list' })
})

test.each([[null], ['']])('a form that names no country comes from the United Kingdom', country => {
  expect(read(form({ country })).country).toBe('GB')
  expect(problemsOf(form({ country, postcode: '' }))).toEqual({ postcode: 'Enter your postcode' })
})

// Principles, consent, updates

test('principles keep the supporter’s order, each once, and those that the campaign does not know are dropped', () => {
  const principle = ['lights', 'constructor', 'zebra', 'lights', 'tunnels', '__proto__', '']
  expect(read(form({ principle })).principles).toEqual(['lights', 'zebra'])
})

test.each([[null], [''], [['tunnels', '__proto__']]])(
  'at least one principle of the campaign must be chosen: %j',
  principle => {
    expect(problemsOf(form({ principle }))).toEqual({ principle: 'Choose at least one principle' })
  },
)

test.each([[null], [''], ['no'], ['on'], ['YES']])('nothing is recorded without consent: agree=%j', agree => {
  expect(problemsOf(form({ agree }))).toEqual({
    agree: 'Tick the box to agree: without it we may not record your support',
  })
})

test.each([[null], [''], ['maybe'], ['yes\n']])(
  'nobody is asked for updates by default: updates=%j',
  updates => {
    expect(problemsOf(form({ updates }))).toEqual({ updates: 'Choose Yes or No' })
  },
)

// The page's token

test.each([
  ['missing', null],
  ['empty', ''],
  ['no token', 'hello'],
  ['altered', `Z${makeFormToken(tokens, campaign, shownAt).slice(1)}`],
  ['signed by another', makeFormToken(createTokens(Buffer.alloc(32, 1)), campaign, shownAt)],
  ['made for another purpose', tokens.make('confirm', Buffer.alloc(12, 7), new Date(+shownAt + day))],
  ['of another length', tokens.make('form', Buffer.alloc(16, 7), new Date(+shownAt + day))],
])('a page’s token that is %s is refused', (_, token) => {
  expect(problemsOf(form({ form: token }))).toEqual({
    form: 'This page could not be read. Please send it again',
  })
})

test('the page of one campaign cannot be sent for another', () => {
  const other = makeFormToken(tokens, { ...campaign, id: 8 }, shownAt)
  expect(problemsOf(form({ form: other }))).toEqual({
    form: 'This page belongs to another campaign. Please send it again',
  })
})

test('a page may be sent from three seconds after it was made until a day after', () => {
  const after = (ms: number) => problemsOf(form(), new Date(shownAt.getTime() + ms)).form
  const quick = 'That was very quick. Please wait a few seconds and send it again'
  const stale = 'This page had been open for more than a day. Please check it and send it again'

  expect([-1, 0, 2999, 3000, day - 1, day].map(after)).toEqual([
    quick,
    quick,
    quick,
    undefined,
    undefined,
    stale,
  ])
})

test('a token that is good is kept, so that who was too quick need only wait', () => {
  const token = makeFormToken(tokens, campaign, shownAt)
  expect(renewFormToken(tokens, token, campaign, new Date(+shownAt + second))).toBe(token)
  expect(renewFormToken(tokens, token, campaign, new Date(+shownAt + day - 1))).toBe(token)
})

test.each([
  ['a token that is stale', campaign, day],
  ['no token', null, 0],
  ['the token of another campaign', { ...campaign, id: 8 }, hour],
  ['the token of an earlier text', { ...campaign, version: 1 }, hour],
  ['the token of an earlier wording of consent', { ...campaign, consentVersion: 2 }, hour],
])('%s is replaced by one for what the page shows now', (_, shown, age) => {
  const token = shown ? makeFormToken(tokens, shown, shownAt) : ''
  const at = new Date(shownAt.getTime() + age)

  const renewed = renewFormToken(tokens, token, campaign, at)

  const later = new Date(at.getTime() + minute)
  expect(read(form({ form: renewed }), later).shown).toEqual({
    campaignId: 7,
    version: 2,
    consentVersion: 3,
    issuedAt: at,
  })
})

test('who sent a page that has changed since signs what that page showed', () => {
  const earlier = makeFormToken(tokens, { ...campaign, version: 1, consentVersion: 1 }, shownAt)
  expect(read(form({ form: earlier })).shown).toMatchObject({ version: 1, consentVersion: 1 })
})

// Letters

test('a letter is read with its words and its writer’s address', () => {
  expect(read(form({ ...letter, address2: 'Mill End' })).letter).toEqual({
    subject: 'Mill Lane',
    body: 'Please paint the stripes.',
    address: { address1: '4 Weaver Row', address2: 'Mill End', town: 'Ashford' },
  })
})

test.each([[null], ['no'], ['']])(
  'the fields of a letter are not asked for without one: letter=%j',
  wanted => {
    expect(read(form({ letter: wanted, subject: '\n', body: '\u202e' })).letter).toBeNull()
  },
)

test('each missing field of a letter is named', () => {
  expect(problemsOf(form({ letter: 'yes' }))).toEqual({
    subject: 'Enter a subject',
    body: 'Write your letter',
    address1: 'Enter the first line of your address',
    town: 'Enter your town or city',
  })
})

test.each([
  ['subject', 150, 'The subject must be 150 characters or fewer'],
  ['body', 5000, 'Your letter must be 5,000 characters or fewer'],
  ['address1', 100, 'The first line of your address must be 100 characters or fewer'],
  ['address2', 100, 'The second line of your address must be 100 characters or fewer'],
  ['town', 100, 'Your town must be 100 characters or fewer'],
])('the %s of a letter may have %d characters and no more', (field, longest, words) => {
  expect(problemsOf(form({ ...letter, [field]: 'a'.repeat(longest) }))).toEqual({})
  expect(problemsOf(form({ ...letter, [field]: 'a'.repeat(longest + 1) }))).toEqual({ [field]: words })
})

test.each([
  ['subject', 'The subject'],
  ['address1', 'The first line of your address'],
  ['address2', 'The second line of your address'],
  ['town', 'Your town'],
])('the %s of a letter is one line without hidden characters', (field, what) => {
  expect(problemsOf(form({ ...letter, [field]: 'a\r\nBcc: b' }))).toEqual({
    [field]: `${what} must be one line`,
  })
  expect(problemsOf(form({ ...letter, [field]: 'a\u202eb' }))).toEqual({
    [field]: `${what} has hidden characters in it. Please type it again`,
  })
})

test('a letter counts each end of a line once, however it was sent', () => {
  const body = `one\r\ntwo\rthree\u2028four\vfive\u0085${'a'.repeat(5000 - 24)}`
  expect(read(form({ ...letter, body })).letter?.body).toBe(
    `one\ntwo\nthree\nfour\nfive\n${'a'.repeat(4976)}`,
  )
})

test('what only says where a word may break is dropped from a pasted letter', () => {
  expect(read(form({ ...letter, body: '\ufeffcross\u00ading\u200bs\u2060 ' })).letter?.body).toBe('crossings')
})

/** The flag of a part of the United Kingdom: a black one, and its letters hidden behind that. */
function flagOf(part: string): string {
  return `🏴${String.fromCodePoint(...[...part].map(one => 0xe0000 + one.charCodeAt(0)), 0xe007f)}`
}

test.each(escaped(['\u202e', '\u202a', '\u2066', '\u200f', '\u0007', '\u001b', '\u{e0041}']))(
  'a letter that hides %s is refused, and its writer told where',
  (_, hidden) => {
    const body = `${flagOf('gbwls')} Dear Asha,\r\nI beg you: please paint${hidden} the stripes`
    expect(problemsOf(form({ ...letter, body }))).toEqual({
      body: 'Your letter has hidden characters after “I beg you: please paint”. Please type those words again',
    })
    const wordless = '—'.repeat(100)
    expect(problemsOf(form({ ...letter, body: wordless + hidden })).body).toContain(`“${'—'.repeat(60)}”`)
    expect(problemsOf(form({ ...letter, body: `${hidden}Dear Asha` }))).toEqual({
      body: 'Your letter has hidden characters at its beginning. Please type those words again',
    })
  },
)

test('families, flags and letters of every script may stand in a letter', () => {
  const flags = ['gbeng', 'gbsct', 'gbwls'].map(flagOf)
  const body = `👩‍👩‍👧 ❤️ ${flags.join(' ')}\n\tŵyl, می‌خواهم, 葛󠄀城`
  expect(read(form({ ...letter, body })).letter?.body).toBe(body)
})

test.each([
  '{{mp}}',
  '{{7*7}}',
  '{{mp.constructor}}',
  '{%include "/etc/passwd"%}',
  '<b>now</b>',
  `\${7*7}`,
  '<%= 7 %>',
  '$& $1 \\n',
  '=1+1',
  '.\n.',
])('a supporter’s words are kept as they are: %s', words => {
  const kept = read(form({ ...letter, subject: words.replace('\n', ' '), body: words })).letter
  expect(kept).toMatchObject({ subject: words.replace('\n', ' '), body: words })
})

test('a letter may hold three links, each counted once, and not four', () => {
  const three = 'See https://www.example.org/a?b=c.com, http://example.com and www.example.net'
  expect(problemsOf(form({ ...letter, body: three }))).toEqual({})
  expect(problemsOf(form({ ...letter, body: `${three}, example.org` }))).toEqual({
    body: 'Your letter must hold 3 links or fewer, so that it is not taken for spam',
  })
})

// Its writer's own words

test('own words go into the letter as a paragraph after its first, and are kept nowhere else', () => {
  const body = 'I live on Mill Lane.\r\n\r\nPlease paint the stripes.'
  expect(read(form({ ...letter, body, own: ' My son crosses there.\r\n' })).letter).toEqual({
    ...{ subject: letter.subject, address: { address1: letter.address1, address2: '', town: letter.town } },
    body: 'I live on Mill Lane.\n\nMy son crosses there.\n\nPlease paint the stripes.',
  })
  expect(read(form({ ...letter, body: '', own: 'My son crosses there.' })).letter?.body).toBe(
    'My son crosses there.',
  )
})

test('what holds for a letter holds for all its words together', () => {
  const links = { body: 'See https://one.example/a and www.two.example.', own: 'And three.com.' }
  expect(problemsOf(form({ ...letter, ...links }))).toEqual({})
  expect(problemsOf(form({ ...letter, ...links, own: 'And three.com, four.org.' }))).toEqual({
    body: 'Your letter must hold 3 links or fewer, so that it is not taken for spam',
  })
  const long = { body: 'a'.repeat(4900), own: 'b'.repeat(98) }
  expect(read(form({ ...letter, ...long })).letter?.body).toHaveLength(5000)
  expect(problemsOf(form({ ...letter, ...long, own: 'b'.repeat(99) }))).toEqual({
    body: 'Your letter must be 5,000 characters or fewer. With your own words it has 5,001',
  })
})

test('what is wrong with own words is said of them alone', () => {
  expect(problemsOf(form({ ...letter, own: 'a'.repeat(1001) }))).toEqual({
    own: 'Write at most 1,000 characters of your own. There are 1,001',
  })
  expect(problemsOf(form({ ...letter, own: 'It was dark\u202e' })).body).toBeUndefined()
  expect(problemsOf(form({ own: 'a'.repeat(1001) }))).toEqual({}) // of a signature without a letter
})

test('a campaign may ask for own words, and then no letter goes without', () => {
  const text = campaignText({ letter: { ...campaignText().letter, own_words: { min: 20 } } })
  const problems = (odd: Odd) => {
    try {
      checkSignForm(readFields(form({ ...letter, ...odd })), { ...campaign, text }, tokens, sentAt, formMinMs)
      return {}
    } catch (thrown) {
      return isProblem(thrown) ? thrown.fields : {}
    }
  }
  expect(problems({})).toEqual({ own: 'Write a few words of your own: at least 20 characters' })
  expect(problems({ own: 'I cross there.' })).toEqual({
    own: 'Write at least 20 characters of your own. So far there are 14',
  })
  expect(problems({ own: 'I cross there daily.' })).toEqual({})
})

// The form as a whole

test('everything that is wrong is said at once', () => {
  const empty = new URLSearchParams({ letter: 'yes', website: '' })
  expect(Object.keys(problemsOf(empty)).toSorted()).toEqual([
    'address1',
    'agree',
    'body',
    'email',
    'form',
    'name',
    'postcode',
    'principle',
    'subject',
    'town',
    'updates',
  ])
})

test.each(singleFields.filter(field => field !== 'website'))(
  'the single field %s may not be sent twice',
  field => {
    const sent = form(letter)
    sent.set(field, sent.get(field) ?? 'x') // where the usual form lacks it
    sent.append(field, sent.get(field) ?? '')

    expect(problemsOf(sent)).toEqual({ [field]: 'This was sent more than once. Give it once' })
  },
)

test.each([
  ['empty', '', 'person'],
  ['filled', 'https://spam.example', 'bot'],
  ['filled with a blank', ' ', 'bot'],
  ['missing', null, 'bot'],
  ['sent twice, once filled', ['', 'x'], 'bot'],
])('a honeypot that is %s gets the ordinary answer and the verdict that fits', (_, website, verdict) => {
  expect(read(form({ website })).verdict).toBe(verdict)
})

test('fields that the form does not have change nothing', () => {
  const extra = Object.fromEntries(
    [
      'state',
      'campaignId',
      'version',
      'to',
      'cc',
      'bcc',
      'from',
      'envelope',
      'verdict',
      '__proto__',
      'constructor',
    ].map(field => [field, ['confirmed', '8']]),
  )
  expect(read(form({ ...letter, ...extra }))).toEqual(read(form(letter)))
})

test('a source that the campaign does not list is dropped', () => {
  expect(read(form({ source: 'spam' })).source).toBeNull()
  expect(read(form({ source: 'leaflet' })).source).toBe('leaflet')
})

test.each([
  ['E14000530', 'E14000530'],
  [' Ashford Vale ', 'Ashford Vale'],
  [['ashford', 'E14000530'], 'E14000530'], // picked from the list beside what was typed
  [['', 'E14000530'], 'E14000530'],
  ['', null],
  [' ', null],
])(
  'a constituency is a code or a name as typed, to be looked for where the postcode settles none: %j',
  (sent, read) => {
    expect(checkWriterForm(readFields(form({ constituency: sent })), campaign).constituency).toBe(read)
  },
)

test('a refused page keeps what was typed, character for character', () => {
  const typed = { name: ' =Rosa\n', email: 'rosa@', body: 'a\r\nb\u202e', town: '<b>' }
  const { values } = readFields(form(typed))
  expect(values).toMatchObject(typed)
})

test('a page that nobody has filled yet is empty but for where its reader came from', () => {
  expect(emptyFields('leaflet')).toMatchObject({
    principles: [],
    repeated: [],
    honeypot: 'empty',
    values: { name: '', country: 'GB', source: 'leaflet', agree: '', updates: '' },
  })
})

// The letter's page

test('to see the letter, its writer’s own details are enough', () => {
  const fields = readFields(form({ agree: null, updates: null, form: null, constituency: 'E14000530' }))
  expect(checkWriterForm(fields, campaign)).toEqual({
    name: 'Rosa Lind',
    email: 'rosa@example.org',
    postcode: { full: 'ZZ1 1AA', outward: 'ZZ1' },
    country: 'GB',
    principles: ['zebra'],
    source: null,
    constituency: 'E14000530',
  })
})

test('to see the letter, everything wrong with its writer’s details must be put right', () => {
  const fields = readFields(form({ name: '', email: '', postcode: '', principle: null, body: ['a', 'b'] }))
  expect(() => checkWriterForm(fields, campaign)).toThrow(
    expect.objectContaining({
      code: 'invalid',
      fields: {
        name: 'Enter your full name',
        email: 'Enter your e-mail address',
        postcode: 'Enter your postcode',
        principle: 'Choose at least one principle',
        body: 'This was sent more than once. Give it once',
      },
    }),
  )
})

// Whatever is sent

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'a.@-=+{}$\n\r\t\u202e\u200b\ud800ü/: ,Z1'), maxLength: 300 }),
  fc.constantFrom('yes', 'no', 'GB', 'FR', 'zebra', 'ZZ1 1AA', 'rosa@example.org', 'Rosa', ''),
)

test('no field can hold anything that is not taken or refused with words for that field', () => {
  const fields = [...singleFields, 'principle', 'state', '__proto__']
  const pair = fc.tuple(fc.constantFrom(...fields), anyText)
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), pairs => {
      const sent = form(letter)
      for (const [field, typed] of pairs) sent.set(field, typed)
      for (const [field, words] of Object.entries(problemsOf(sent))) {
        expect(fields).toContain(field)
        expect(words).not.toBe('')
      }
    }),
    { numRuns: 500 },
  )
})

/** What makes a careless pattern go over the same characters again and again. */
const exhausting: readonly ((length: number) => string)[] = [
  length => 'a'.repeat(length),
  length => `${'a-'.repeat(length / 2)}!`,
  length => 'a.'.repeat(length / 2),
  length => ' '.repeat(length),
  length => `x${' '.repeat(length)}x`,
  length => '{{'.repeat(length / 2),
  length => `rosa@${'a.'.repeat(length / 2)}!`,
  length => `rosa@${'ü'.repeat(length)}.example`,
  length =>
    `rosa@${Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join('')}.cn`,
  length => '@'.repeat(length),
  length => 'www.'.repeat(length / 4),
  length => '\u{1f3f4}\u{e0067}'.repeat(length / 4),
  length => '\u0301'.repeat(length),
  length => '\ufdfa'.repeat(length), // one character that stands for eighteen
  length => '\r'.repeat(length),
  length => '\n '.repeat(length / 2),
]

test('the time that a form takes grows with its length alone, whichever field is long', () => {
  for (const field of singleFields)
    for (const long of exhausting) {
      const taken = (length: number) => leastCpuMs(form({ ...letter, [field]: long(length) }))
      const [half, whole] = [taken(5_000), taken(10_000)]
      expect(whole, `${field}: ${long}`).toBeLessThan(50)
      expect(whole, `${field}: ${long}`).toBeLessThan(3 * half + 10)
    }
})

/** Of a few runs the least processor time, in ms, which other programs on the machine hardly change. */
function leastCpuMs(sent: URLSearchParams): number {
  const runs = [1, 2, 3].map(() => {
    const before = process.cpuUsage()
    problemsOf(sent)
    return process.cpuUsage(before).user / 1000
  })
  return Math.min(...runs)
}
