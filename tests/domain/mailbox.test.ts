import { expect, test } from 'vitest'
import { addressSchema, canonicalMailbox, emailSchema, mailDomain } from '../../app/domain/signature/mailbox'
import fc from '../support/seeded'

/** The address as it is kept, or null where it is refused. */
function kept(typed: string): string | null {
  return emailSchema.safeParse(typed).data ?? null
}

const local64 = 'l'.repeat(64)
const host189 = `${'h'.repeat(63)}.${'h'.repeat(63)}.${'h'.repeat(61)}` // 64 + @ + 189 is 254

test.each([
  ['rosa@example.org', 'rosa@example.org'],
  ['  rosa@example.org \r\n', 'rosa@example.org'],
  ['Rosa.Lind@EXAMPLE.Org', 'Rosa.Lind@example.org'],
  ["o'neill+tag_1@mail.example.co.uk", "o'neill+tag_1@mail.example.co.uk"],
  ["!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org"],
  ['=rosa@example.org', '=rosa@example.org'],
  ['rosa@bücher.example', 'rosa@xn--bcher-kva.example'],
  ['rosa@BÜCHER.example', 'rosa@xn--bcher-kva.example'],
  ['rosa@почта.рф', 'rosa@xn--80a1acny.xn--p1ai'],
  ['rosa@例え.テスト', 'rosa@xn--r8jz45g.xn--zckzah'],
  ['rosa@xn--bcher-kva.example', 'rosa@xn--bcher-kva.example'],
  ['rosa@127.example', 'rosa@127.example'],
  [`${local64}@example.org`, `${local64}@example.org`],
  [`${local64}@${host189}`, `${local64}@${host189}`],
])('%j is an address that mail servers take', (typed, address) => {
  expect(kept(typed)).toBe(address)
})

test.each([
  ['nothing', ''],
  ['a quoted local part', '"rosa lind"@example.org'],
  ['quotation marks', '"rosa"@example.org'],
  ['a name with it', 'Rosa Lind <rosa@example.org>'],
  ['a comment', 'rosa(at home)@example.org'],
  ['brackets', '<rosa@example.org>'],
  ['a second address', 'rosa@example.org,all@example.org'],
  ['a second address after a semicolon', 'rosa@example.org;all@example.org'],
  ['two at signs', 'rosa@home@example.org'],
  ['two dots', 'rosa..lind@example.org'],
  ['a leading dot', '.rosa@example.org'],
  ['a trailing dot', 'rosa.@example.org'],
  ['no local part', '@example.org'],
  ['no host', 'rosa@'],
  ['no at sign', 'rosa.example.org'],
  ['a space in the local part', 'rosa lind@example.org'],
  ['a space in the host', 'rosa@example .org'],
  ['a line break', 'rosa@example.org\r\nBcc: all@example.org'],
  ['a tab', 'rosa\t@example.org'],
  ['a null character', 'rosa\0@example.org'],
  ['a backslash', 'rosa\\@example.org'],
  ['a local part beyond ASCII', 'rosé@example.org'],
  ['a Kelvin sign, which only looks like a K', 'bea\u212aer@example.org'],
  ['a local part of full-width letters', 'ｒosa@example.org'],
  ['a direction character', 'rosa@example\u202e.org'],
  ['a hidden character', 'rosa@exam\u200bple.org'],
  ['no top-level name', 'rosa@localhost'],
  ['a top-level name of one letter', 'rosa@example.o'],
  ['a top-level name of digits', 'rosa@example.123'],
  ['an IPv4 address', 'rosa@127.0.0.1'],
  ['an IPv4 address in hexadecimal', 'rosa@0x7f.1'],
  ['an IPv4 address as one number', 'rosa@2130706433'],
  ['an IPv4 literal', 'rosa@[127.0.0.1]'],
  ['an IPv6 literal', 'rosa@[IPv6:::1]'],
  ['a port', 'rosa@example.org:25'],
  ['a path', 'rosa@example.org/x'],
  ['a percent sign in the host', 'rosa@ex%61mple.org'],
  ['an underscore in the host', 'rosa@my_host.org'],
  ['a host that begins with a dot', 'rosa@.example.org'],
  ['a host that ends with a dot', 'rosa@example.org.'],
  ['a host with two dots', 'rosa@example..org'],
  ['a label that begins with a hyphen', 'rosa@-example.org'],
  ['a label that ends with a hyphen', 'rosa@example-.org'],
  ['broken punycode', 'rosa@xn--.org'],
  ['a label of 64 characters', `rosa@${'h'.repeat(64)}.org`],
  ['a local part of 65 characters', `l${local64}@example.org`],
  ['255 characters', `${local64}@${host189}h`],
  [
    '255 characters once in punycode',
    `${local64}@bücher.${'h'.repeat(63)}.${'h'.repeat(63)}.${'h'.repeat(50)}`,
  ],
])('an address with %s is refused', (_, typed) => {
  expect(kept(typed)).toBeNull()
})

test('an address is refused in the words that its form was given', () => {
  expect(emailSchema.safeParse('rosa').error?.issues[0]?.message).toBe(
    'Enter an e-mail address in the form name@example.org',
  )
  expect(addressSchema('no address').safeParse('rosa').error?.issues[0]?.message).toBe('no address')
})

test('whatever is typed is refused, or kept as one ASCII address that stays as it is', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'ab.@-_ "<>,+üß。\u202e\u00ad\r\n[]:/%0x1'), maxLength: 40 }),
    fc.emailAddress(),
  )
  fc.assert(
    fc.property(typed, text => {
      const address = kept(text)
      if (address === null) return
      expect(address).toMatch(/^[!-~]+@[a-z0-9.-]+$/)
      expect(address).not.toMatch(/[<>(),;:\\"[\]]/)
      expect(kept(address)).toBe(address)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['rosa@example.org', 'rosa@example.org'],
  ['Rosa@Example.ORG', 'rosa@example.org'],
  ['rosa+walk@example.org', 'rosa@example.org'],
  ['rosa+walk+run@example.org', 'rosa@example.org'],
  ['rosa+@example.org', 'rosa@example.org'],
  ['+walk@example.org', '+walk@example.org'], // no tag: there is nothing before it
  ['++walk@example.org', '+@example.org'],
  ['ro.sa@example.org', 'ro.sa@example.org'], // elsewhere a dot makes another mailbox
  ['ro.sa@gmail.com', 'rosa@gmail.com'],
  ['R.O.S.A+walk@GoogleMail.com', 'rosa@gmail.com'],
  ['A.B+x@googlemail.com', 'ab@gmail.com'],
  ['+a.b@gmail.com', '+ab@gmail.com'],
  ['ro.sa@mail.gmail.com', 'ro.sa@mail.gmail.com'],
  ['rosa@gmail.com.example', 'rosa@gmail.com.example'],
])('%s leads to the mailbox %s', (email, mailbox) => {
  expect(canonicalMailbox(email)).toBe(mailbox)
})

test('the mailbox of a mailbox is itself', () => {
  const local = fc.string({ unit: fc.constantFrom(...'aB.+'), minLength: 1, maxLength: 8 })
  const host = fc.constantFrom('gmail.com', 'GoogleMail.com', 'example.org')
  fc.assert(
    fc.property(local, host, (name, domain) => {
      const mailbox = canonicalMailbox(`${name}@${domain}`)
      expect(canonicalMailbox(mailbox)).toBe(mailbox)
    }),
  )
})

test('the domain of an address is its host in lower case', () => {
  expect(mailDomain('Rosa@Example.ORG')).toBe('example.org')
})

test('a host in ASCII is kept as the URL standard has it', () => {
  const character = fc.constantFrom(...'abnxABNX019.--..')
  const word = fc.constantFrom(
    'xn--',
    'xn--bcher-kva',
    'XN--BCHER-KVA',
    'xn--a',
    '0x1',
    '127',
    '1',
    'org',
    'COM',
    'a--b',
  )
  const name = fc.array(fc.oneof(fc.string({ unit: character, maxLength: 6 }), word), { maxLength: 4 })
  const hostOf = (typed: string) =>
    URL.canParse(`http://${typed}`) ? new URL(`http://${typed}`).hostname : ''
  fc.assert(
    fc.property(name, parts => {
      const typed = parts.join('.')
      const asUrl = hostOf(typed)
      const isName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/.test(asUrl)
      expect(kept(`rosa@${typed}`), typed).toBe(isName ? `rosa@${asUrl}` : null)
    }),
    { numRuns: 5000 },
  )
})
