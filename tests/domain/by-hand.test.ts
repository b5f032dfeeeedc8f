import { expect, test } from 'vitest'
import { lettersAsText, lettersByHand, mailtoLink } from '../../app/domain/letter/by-hand'
import { targetsFor } from '../../app/domain/target/target'
import { ashford, campaignText, members, seated, silentSeat } from '../support/campaign'

const minister = { name: 'The Minister', salutation: 'Minister', email: 'roads+post@ministry.example' }
const words = {
  subject: 'Stripes & lights: 100% of them?',
  body: 'I cross at Mill Lane – daily.\n\nPlease #act.',
  address: { address1: '4 Weaver Row', address2: '', town: 'Ashford' },
}
const rosa = { name: 'Rosa Lind', postcode: 'ZZ1 1AA' }
const end = 'Yours sincerely,\n\nRosa Lind\n4 Weaver Row\nAshford\nZZ1 1AA'

function lettersTo(target: readonly unknown[], seat = seated(ashford, members[0])) {
  return lettersByHand(targetsFor({ text: campaignText({ target }) }, seat), words, rosa)
}

test('each who can be written to gets the same letter under their own greeting', () => {
  expect(lettersTo(['constituency-mp', minister])).toEqual([
    {
      ...{ name: 'Asha Grange', salutation: 'Asha Grange', address: 'asha.grange@parliament.example' },
      ...{ subject: words.subject, whole: `Dear Asha Grange,\n\n${words.body}\n\n${end}` },
    },
    {
      ...{ name: 'The Minister', salutation: 'Minister', address: minister.email },
      ...{ subject: words.subject, whole: `Dear Minister,\n\n${words.body}\n\n${end}` },
    },
  ])
})

test('an MP without an e-mail address is written to on paper, by the title of an envelope; an empty seat not at all', () => {
  const silent = seated(
    silentSeat,
    members.find(one => one.constituencyCode === silentSeat.code),
  )
  const [letter, ...others] = lettersTo(['constituency-mp'], silent)
  expect(letter).toMatchObject({ name: 'Sil Lent MP', salutation: 'Sil Lent', address: null })
  expect(others).toEqual([])
  expect(letter && mailtoLink(letter)).toBeNull()
  expect(lettersTo(['constituency-mp'], seated(ashford, null))).toEqual([])
})

test('a mail program is given the address, the subject and every line of the letter, its lines ended as RFC 6068 has them', () => {
  const [, letter] = lettersTo(['constituency-mp', minister])
  const link = (letter && mailtoLink(letter)) ?? ''
  expect(link).not.toMatch(/[\s"<>\\^`{|}]/)
  expect(link.match(/%0D%0A/g)).toHaveLength(link.match(/%0A/g)?.length ?? 0)
  const { protocol, pathname, searchParams } = new URL(link)
  expect([protocol, decodeURIComponent(pathname)]).toEqual(['mailto:', minister.email])
  expect(link).not.toContain('+') // a blank is %20 there, and a plus sign a plus sign
  expect(Object.fromEntries(searchParams)).toEqual({
    subject: words.subject,
    body: letter?.whole.replaceAll('\n', '\r\n'),
  })
})

test('as plain text each letter stands under its reader and subject, in lines that any program reads', () => {
  const letters = lettersTo(['constituency-mp', minister])
  const text = lettersAsText(letters)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const [first = '', second = ''] = text.split('\r\n* * *\r\n\r\n')
  expect(first).toBe(
    `To: Asha Grange <asha.grange@parliament.example>\nSubject: ${words.subject}\n\n${letters[0]?.whole}\n`.replaceAll(
      '\n',
      '\r\n',
    ),
  )
  expect(second).toMatch(
    /^To: The Minister <roads\+post@ministry.example>\r\nSubject: .*\r\n\r\nDear Minister,/,
  )
})
