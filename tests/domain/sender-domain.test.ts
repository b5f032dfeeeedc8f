import { describe, expect, test } from 'vitest'
import { checkSenderDomain, type TxtAnswer } from '../../app/domain/campaign/sender-domain'

const domains = { from: 'campaigns.example.org', bounces: 'bounces.example.org' }
const good = {
  'bounces.example.org': ['google-site-verification=1', 'v=spf1 include:relay.example -all'],
  's1._domainkey.campaigns.example.org': ['v=DKIM1; k=rsa; p=MIGf'],
  '_dmarc.example.org': ['v=DMARC1; p=reject'],
}

describe('a domain that says all three', () => {
  test('is good: the domain above speaks for those below it', async () => {
    expect(await states(good)).toEqual({ SPF: 'good', DKIM: 'good', DMARC: 'good' })
  })
})

describe('a domain that says nothing', () => {
  test('is told what to publish where', async () => {
    const checks = await check({})
    expect(checks.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing'])
    expect(checks.map(({ record }) => record?.name)).toEqual([
      'bounces.example.org',
      'SELECTOR._domainkey.campaigns.example.org',
      '_dmarc.campaigns.example.org',
    ])
  })
})

test.each([
  ['two SPF records', { 'bounces.example.org': ['v=spf1 -all', 'v=spf1 ~all'] }, 'SPF', 'missing'],
  ['an SPF record that lets anybody in', { 'bounces.example.org': ['v=spf1 +all'] }, 'SPF', 'look'],
  ['a key that was revoked', { 's1._domainkey.campaigns.example.org': ['v=DKIM1; p='] }, 'DKIM', 'missing'],
  ['a policy that only asks for reports', { '_dmarc.example.org': ['v=DMARC1; p=none'] }, 'DMARC', 'look'],
] as const)('%s is not enough', async (_, records, what, state) => {
  expect((await states({ ...good, ...records }))[what]).toBe(state)
})

test('a key under a name that is not guessed is looked for by its selector; that there are keys is seen before', async () => {
  const records = {
    ...good,
    's1._domainkey.campaigns.example.org': [],
    'zz9._domainkey.campaigns.example.org': ['p=MIGf'],
  }
  const below: Record<string, TxtAnswer> = { '_domainkey.campaigns.example.org': { kind: 'empty' } }
  expect((await states(records, '', below)).DKIM).toBe('look')
  expect((await states(records, 'zz9', below)).DKIM).toBe('good')
})

test('where nobody answers, nothing is said to be missing', async () => {
  const checks = await checkSenderDomain(async () => ({ kind: 'away' }), domains)
  expect(checks.map(({ state, record }) => [state, record])).toEqual(Array(3).fill(['unknown', null]))
})

type Records = Readonly<Record<string, readonly string[]>>

function check(records: Records, selector = '', others: Readonly<Record<string, TxtAnswer>> = {}) {
  const lookUp = async (name: string): Promise<TxtAnswer> => {
    const found = records[name]
    return found?.length ? { kind: 'records', records: found } : (others[name] ?? { kind: 'none' })
  }
  return checkSenderDomain(lookUp, domains, selector)
}

async function states(...given: Parameters<typeof check>): Promise<Record<string, string>> {
  return Object.fromEntries((await check(...given)).map(({ what, state }) => [what, state]))
}
