import { describe, expect, test } from 'vitest'
import { type ShownMail, shownMails, tellFate } from '../../app/domain/letter/fate'
import type { LetterState } from '../../app/domain/letter/letter'
import type { HoldReason, OutgoingState, Place } from '../../app/domain/outbox/outbox'
import type { Addressee } from '../../app/domain/target/addressee'

const asha: Addressee = { kind: 'reachable', name: 'Asha Grange', salutation: 'Asha Grange' }
const minister: Addressee = { kind: 'reachable', name: 'The Minister', salutation: 'Minister' }
const nobody: Addressee = { kind: 'vacant', constituency: 'Ashford Vale', member: null, election: null }
const moved: Addressee = { ...nobody, kind: 'ended' }

function mail(state: OutgoingState, odd: Partial<ShownMail> = {}): ShownMail {
  return { state, holdReason: null, place: null, cameBack: false, forHours: false, to: asha, ...odd }
}

function told(...mails: readonly ShownMail[]): string[] {
  const fate = { state: 'queued' as const, addressees: mails.map(({ to }) => to), mails }
  return tellFate(fate).map(({ to, words }) => (to === null ? words : `To ${to}: ${words}`))
}

test.each<[OutgoingState, Partial<ShownMail>, string]>([
  ['queued', {}, 'It is ready, and will be sent to Asha Grange in a moment.'],
  ['queued', { place: 'in-line' }, 'It waits its turn: letters go to Asha Grange’s office a few at a time'],
  ['queued', { forHours: true }, 'It waits until Asha Grange’s office opens'],
  ['queued', { place: 'let-go' }, 'It is ready, and will be sent to Asha Grange in a moment.'],
  ['queued', { place: 'in-digest' }, 'which asked for its letters once a day: whole, and under your name.'],
  ['queued', { to: nobody }, 'It waits: there is nobody it can go to for now.'],
  ['sending', {}, 'It is being sent to Asha Grange now.'],
  ['accepted', {}, 'It has been sent, and Asha Grange’s mail system accepted it.'],
  [
    'accepted',
    { place: 'in-digest' },
    'in one mail with the other letters of that day, and Asha Grange’s mail',
  ],
  ['deferred', {}, 'We tried, but Asha Grange’s mail system could not take it yet.'],
  ['bounced', {}, 'It was refused by Asha Grange’s mail system, so it did not arrive there.'],
  ['bounced', { cameBack: true }, 'It was sent to Asha Grange, but it came back'],
  ['bounced', { to: nobody }, 'It was refused by your MP’s mail system'],
  ['gave-up', {}, 'We tried for four days and could not reach Asha Grange by e-mail'],
  [
    'gave-up',
    { holdReason: 'too-alike' },
    'The campaign’s organiser looked at it and decided not to send it.',
  ],
  ['cancelled', {}, 'It was cancelled before it was sent.'],
  ['unknown', {}, 'nobody can say whether it reached Asha Grange.'],
  ['held', { holdReason: 'names-former-member' }, 'It waits for you'],
  ['held', { holdReason: 'too-alike' }, 'the campaign’s organiser looks at it before it goes'],
  ['held', { holdReason: 'office-paused' }, 'Asha Grange’s office asked us to send no letters for now.'],
  [
    'held',
    { holdReason: 'office-paused' },
    'you can send it yourself; ours still goes later, so it may come there twice.',
  ],
  ['held', { holdReason: 'cannot-compose' }, 'It waits until somebody who runs this site has looked at it.'],
  ['held', { holdReason: 'vacant', to: nobody }, 'It waits: there is nobody it can go to for now.'],
  ['held', { holdReason: 'ended', to: moved }, 'It waits: the boundaries have changed since you signed.'],
])('a letter that is %s %o is told of in words', (state, odd, words) => {
  expect(told(mail(state, odd))).toEqual([expect.stringContaining(words)])
})

test('no state says that a letter arrived', () => {
  const reasons: (HoldReason | null)[] = [null, 'too-alike', 'office-paused']
  const places: (Place | null)[] = [null, 'in-line', 'in-digest']
  const states: OutgoingState[] = ['queued', 'sending', 'accepted', 'deferred', 'held', 'unknown']
  for (const state of states)
    for (const holdReason of reasons)
      for (const place of places)
        expect(told(mail(state, { holdReason, place })).join()).not.toMatch(/delivered|arrived|received/)
})

describe('of a letter to several', () => {
  test('those with whom it has come equally far are told of together', () => {
    expect(told(mail('accepted'), mail('accepted', { to: minister }))).toEqual([
      'It has been sent, and the mail systems of Asha Grange and the Minister accepted it. A reply will come straight to your own e-mail address.',
    ])
  })

  test('the others each by name', () => {
    expect(told(mail('accepted'), mail('bounced', { to: minister }))).toEqual([
      expect.stringMatching(/^To Asha Grange: It has been sent/),
      'To the Minister: It was refused by the Minister’s mail system, so it did not arrive there.',
    ])
    expect(told(mail('accepted'), mail('held', { holdReason: 'vacant', to: nobody }))[1]).toMatch(
      /^To your MP: It waits/,
    )
  })
})

test.each<[LetterState, string]>([
  ['unconfirmed', 'It waits for you to confirm it.'],
  ['cancelled', 'It was cancelled before it was sent.'],
])('a letter that is %s has no mail, and is told of all the same', (state, words) => {
  expect(tellFate({ state, addressees: [asha], mails: [] })).toEqual([
    { to: null, words: expect.stringContaining(words) },
  ])
})

test('a letter that is ready and not yet due waits for hours; one that is due waits for nobody', () => {
  const at = new Date('2026-11-23T20:00:00Z')
  const target = {
    key: 'mp' as const,
    name: 'Asha Grange',
    salutation: '',
    email: 'a@p.example',
    memberId: 1,
  }
  const shown = (state: OutgoingState, dueAt: Date | null) => {
    const letter = { targetKey: 'mp' as const, state, holdReason: null, place: null, dueAt, cameBack: false }
    return shownMails([{ key: 'mp', target }], [asha], [letter], at).map(({ forHours }) => forHours)
  }
  expect(shown('queued', new Date('2026-11-24T09:00:00Z'))).toEqual([true])
  expect(shown('queued', at)).toEqual([false])
  expect(shown('deferred', new Date('2026-11-24T09:00:00Z'))).toEqual([false])
  expect(shown('accepted', null)).toEqual([false])
})
