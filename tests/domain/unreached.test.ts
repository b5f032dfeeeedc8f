import { expect, test } from 'vitest'
import type { Missed } from '../../app/domain/target/addressee'
import { thenWhat, whyUnreached } from '../../app/domain/target/unreached'

function missed(kind: Missed['kind'], odd: Partial<Missed> = {}): Missed {
  return { kind, constituency: 'Ashford Vale', member: null, election: null, ...odd }
}

test.each([
  [missed('vacant'), 'There is no sitting MP for Ashford Vale at the moment.'],
  [
    missed('vacant', { election: '2027-02-04' }),
    'There is no MP for Ashford Vale until the by-election on 4 February 2027.',
  ],
  [missed('dissolved'), 'Parliament is dissolved, so there are no MPs until after the general election.'],
  [
    missed('dissolved', { election: '2027-05-06' }),
    'Parliament is dissolved, so there are no MPs until after the general election on 6 May 2027.',
  ],
  [missed('not-known'), 'We do not know yet who the MP for Ashford Vale is.'],
  [missed('ended'), 'The boundaries have changed, and Ashford Vale is no longer a constituency.'],
  [
    missed('no-email', { member: { name: 'Sil Lent', salutation: 'Sil', fullTitle: 'Sil Lent MP' } }),
    'Sil Lent, the MP for Ashford Vale, publishes no e-mail address, so we cannot send a letter there.',
  ],
  [
    missed('no-constituency', { constituency: null }),
    'We do not know which constituency ZZ1 1AA is in, so we cannot tell who your MP is.',
  ],
])('why somebody cannot be written to is one plain sentence: %#', (one, words) => {
  expect(whyUnreached(one, 'ZZ1 1AA')).toBe(words)
})

test('from abroad no postcode is named', () => {
  expect(whyUnreached(missed('no-constituency', { constituency: null }), '')).toBe(
    'We do not know your constituency, so we cannot tell who your MP is.',
  )
})

test('what becomes of the letter promises a greeting only where it will be sent by itself', () => {
  const promised = Object.entries(thenWhat).filter(([, words]) => words.includes('under their own name'))
  expect(promised.map(([kind]) => kind).sort()).toEqual(['away', 'dissolved', 'not-known', 'vacant'])
})
