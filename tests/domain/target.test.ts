import { expect, test } from 'vitest'
import type { Constituency, Member } from '../../app/domain/place/place'
import { findTarget, fixedTargetSchema, targetKeys, targetsFor } from '../../app/domain/target/target'
import { ashford, campaignText, emptySeat, members, seated, silentSeat } from '../support/campaign'

const minister = {
  name: 'The Minister for Roads',
  salutation: 'Minister',
  email: 'minister@ministry.example',
}
const leader = { name: 'Lee Ader', salutation: 'Councillor Ader', email: 'leader@council.example' }

const memberOf = ({ code }: Constituency) => members.find(one => one.constituencyCode === code)
const sitting = seated(ashford, memberOf(ashford))
const vacant = seated(emptySeat, null)
const silent = seated(silentSeat, memberOf(silentSeat))

/** A campaign that writes to these. */
function writingTo(...target: readonly ('constituency-mp' | typeof minister)[]) {
  return { text: campaignText({ target }) }
}

test('a campaign writes to the MP of the supporter’s seat unless it says otherwise', () => {
  expect(targetsFor({ text: campaignText() }, sitting)).toEqual([
    {
      key: 'mp',
      target: {
        key: 'mp',
        name: 'Asha Grange',
        salutation: 'Asha Grange',
        email: 'asha.grange@parliament.example',
        memberId: 1,
      },
    },
  ])
})

test.each([
  ['the seat is not known', null, 'no-constituency'],
  ['the seat is vacant', vacant, 'vacant'],
  ['the member publishes no address', silent, 'no-email'],
  ['Parliament is dissolved', { ...emptySeat, member: null, vacancy: 'dissolved' as const }, 'dissolved'],
  [
    'no source has said yet who sits',
    { ...emptySeat, member: null, vacancy: 'not-known' as const },
    'not-known',
  ],
  ['the constituency has ended', { ...sitting, until: '2026-10-01' }, 'ended'],
])('where %s there is no MP to write to, and it is said why', (_, seat, why) => {
  expect(targetsFor({ text: campaignText() }, seat)).toEqual([{ key: 'mp', target: null, why, seat }])
})

test('several targets are written to in the campaign’s order, those of its own whatever the seat', () => {
  const campaign = writingTo(minister, 'constituency-mp', leader)
  const reached = targetsFor(campaign, vacant)
  expect(reached.map(({ key }) => key)).toEqual(['fixed-0', 'mp', 'fixed-2'])
  expect(reached.map(({ target }) => target?.email ?? null)).toEqual([minister.email, null, leader.email])
  expect(reached[0]?.target).toEqual({ key: 'fixed-0', ...minister, memberId: null })
})

test('a target behind a key that the campaign no longer names is nobody', () => {
  const { text } = writingTo('constituency-mp', minister)
  for (const key of ['fixed-0', 'fixed-2', 'fixed-99'] as const)
    expect(findTarget(text, key, sitting)).toMatchObject({ key, target: null, why: 'no-longer-named' })
})

test('the MP is whoever sits when they are asked for', () => {
  const successor = {
    ...members[0],
    id: 99,
    name: 'Sue Ccessor',
    salutation: 'Sue',
    email: 'sue@parliament.example',
  }
  const before = findTarget(campaignText(), 'mp', sitting).target
  const after = findTarget(campaignText(), 'mp', seated(ashford, successor as Member)).target
  expect([before?.memberId, after?.memberId]).toEqual([1, 99])
})

test('the keys of a campaign’s targets are their places in its list', () => {
  expect(targetKeys(campaignText())).toEqual(['mp'])
  expect(targetKeys(writingTo(minister, leader).text)).toEqual(['fixed-0', 'fixed-1'])
})

test.each([
  'Rt Hon Lee Ader',
  'the Rt. Hon. Lee Ader',
  'Right Honourable Lee Ader',
  'RT.HON Lee',
  'RtHon Lee',
])('nobody is greeted as %j', salutation => {
  expect(fixedTargetSchema.safeParse({ ...leader, salutation }).error?.issues).toMatchObject([
    { path: ['salutation'], message: 'must not hold "Rt Hon": nobody is greeted by it' },
  ])
})

test.each(['Minister', 'Lord Wright Honey', 'Bart Hone', 'Ms Art Honda'])(
  'somebody may be greeted as %j',
  salutation => {
    expect(fixedTargetSchema.parse({ ...leader, salutation })).toEqual({ ...leader, salutation })
  },
)

test.each([
  ['name', 'Lee\nBcc: all@example.org', 'must be one line'],
  ['salutation', 'Lee,\n\nPS', 'must be one line'],
  ['salutation', 'Lee\u202e', 'has hidden characters in it: type it again'],
  ['email', 'leader@', 'must be an e-mail address such as name@example.org'],
  ['email', 'Lee <leader@council.example>', 'must be an e-mail address such as name@example.org'],
])('a target whose %s is %j is refused', (field, wrong, words) => {
  expect(fixedTargetSchema.safeParse({ ...leader, [field]: wrong }).error?.issues).toMatchObject([
    { path: [field], message: words },
  ])
})

test('a target has no other fields than its own', () => {
  expect(fixedTargetSchema.safeParse({ ...leader, bcc: 'all@example.org' }).success).toBe(false)
})
