import { expect, test } from 'vitest'
import type { Seat } from '../../app/domain/place/place'
import { addressees, asSent, bestWay, greeted, unnamed, wayTo } from '../../app/domain/target/addressee'
import { targetsFor } from '../../app/domain/target/target'
import { ashford, campaignText, emptySeat, members, seated, silentSeat } from '../support/campaign'

const minister = {
  name: 'The Minister for Roads',
  salutation: 'Minister',
  email: 'minister@ministry.example',
}
const election = '2027-05-06'
const sitting = seated(ashford, members[0])
const silent = seated(
  silentSeat,
  members.find(one => one.constituencyCode === silentSeat.code),
)
const empty = (vacancy: 'vacant' | 'dissolved' | 'not-known', byElection: string | null = null): Seat => ({
  ...emptySeat,
  byElection,
  member: null,
  vacancy,
})

function writtenTo(seat: Seat | null, target: readonly unknown[] = ['constituency-mp']) {
  return addressees(targetsFor({ text: campaignText({ target }) }, seat), { election })
}

test.each([
  ['a sitting MP', sitting, 'mail', 'Asha Grange'],
  ['an MP without an e-mail address', silent, 'post', 'Sil Lent'],
  ['nobody, while Parliament is dissolved,', empty('dissolved'), 'waits', unnamed],
  ['an MP whom no source has named', empty('not-known'), 'waits', unnamed],
  ['a vacant seat', empty('vacant'), 'none', null],
  ['a seat that has ended', { ...sitting, until: '2026-10-01' }, 'none', null],
  ['nobody, in a seat that is not known,', null, 'none', null],
] as const)('a letter to %s is greeted as it can be sent', (_, seat, way, salutation) => {
  const written = writtenTo(seat)
  expect(written.map(wayTo)).toEqual([way])
  expect([bestWay(written), greeted(written)]).toEqual([way, salutation])
})

test('where the register that would know the seat does not answer, a letter can be written and waits', () => {
  const reached = targetsFor({ text: campaignText() }, null)
  const written = addressees(reached, { election: null }, 'away')
  expect(written).toMatchObject([{ kind: 'away', constituency: null, election: null }])
  expect(greeted(written)).toBe(unnamed)
})

test('of several, the first who can be written to now is greeted', () => {
  const both = ['constituency-mp', minister]
  for (const seat of [empty('dissolved'), empty('vacant'), silent, null]) {
    expect(bestWay(writtenTo(seat, both))).toBe('mail')
    expect(greeted(writtenTo(seat, both))).toBe('Minister')
  }
  expect(greeted(writtenTo(sitting, both))).toBe('Asha Grange')
})

test('the day of an election is told where one is called for that seat, or for all of them', () => {
  const days = [
    empty('vacant', '2027-02-04'),
    empty('vacant'),
    empty('dissolved', '2027-02-04'),
    empty('not-known'),
    silent,
  ].map(seat => writtenTo(seat).map(one => 'election' in one && one.election))
  expect(days).toEqual([['2027-02-04'], [null], [election], [null], [null]])
})

test.each(['accepted', 'bounced', 'gave-up', 'unknown'] as const)(
  'whom a letter that is %s went to is told by name only while they sit whom it was written to',
  state => {
    const text = campaignText({ target: ['constituency-mp', minister] })
    const sent = (memberId: number | null) =>
      asSent(targetsFor({ text }, sitting), { memberId, state }).map(({ target }) => target?.name)
    expect(sent(1)).toEqual(['Asha Grange', 'The Minister for Roads'])
    for (const memberId of [77, null]) expect(sent(memberId)).toEqual(['your MP', 'The Minister for Roads'])
  },
)

test('a letter that is yet to go is told of whoever sits now', () => {
  for (const state of ['unconfirmed', 'queued', 'sending', 'deferred', 'held'] as const) {
    const reached = targetsFor({ text: campaignText() }, sitting)
    expect(asSent(reached, { memberId: 77, state })).toEqual(reached)
  }
})
