import { expect, test } from 'vitest'
import type { SignatureId } from '../../app/domain/id'
import { decide, type Held, sameName } from '../../app/domain/signature/signature'

const rosa = { name: 'Rosa Lind', email: 'home@example.org', postcode: 'ZZ1 1AA' }
const tom = { ...rosa, name: 'Tom Lind' }
const neighbour = { ...rosa, name: 'Ned Hill', postcode: 'ZZ1 2DX' }

const pending: Held = {
  id: '01900000-0000-7000-8000-000000000001' as SignatureId,
  slot: 1,
  state: 'pending',
  invalidReason: null,
  person: rosa,
}
const confirmed: Held = { ...pending, state: 'confirmed' }
const withdrawn: Held = { ...pending, state: 'withdrawn' }
const blocked: Held = { ...pending, state: 'invalidated', invalidReason: 'organiser' }
const leftByBot: Held = { ...pending, state: 'invalidated', invalidReason: 'bot' }
const second: Held = {
  ...confirmed,
  id: '01900000-0000-7000-8000-000000000002' as SignatureId,
  slot: 2,
  person: tom,
}

const by = (person: typeof rosa) => ({ person, verdict: 'person' as const })

test.each([
  ['nothing', []],
  ['a pending signature', [pending]],
  ['a confirmed one', [confirmed]],
  ['a withdrawn one', [withdrawn]],
  ['a blocked one', [blocked]],
  ['what another bot left', [leftByBot]],
])('a bot leaves a mark only where there is none yet: held is %s', (_, held) => {
  const decision = decide({ person: tom, verdict: 'bot' }, held, 2)
  expect(decision).toEqual(held.length === 0 ? { kind: 'record', slot: 1 } : { kind: 'ignore' })
})

test('the first to sign from a mailbox is recorded', () => {
  expect(decide(by(rosa), [], 2)).toEqual({ kind: 'record', slot: 1 })
})

test.each([
  ['pending', pending, 'repeat'],
  ['confirmed', confirmed, 'repeat'],
  ['withdrawn', withdrawn, 'sign-again'],
  ['left by a bot', leftByBot, 'sign-again'],
])('the same person, whose signature is %s, comes to: %s', (_, held, kind) => {
  expect(decide(by(rosa), [held], 2)).toEqual({ kind, held })
  expect(decide(by({ ...rosa, postcode: 'ZZ9 9ZZ' }), [held], 2)).toEqual({ kind, held })
})

test.each([
  ['pending', pending],
  ['confirmed', confirmed],
  ['withdrawn', withdrawn],
])('someone else at the same postcode may share a mailbox whose signature is %s', (_, held) => {
  expect(decide(by(tom), [held], 2)).toEqual({ kind: 'record', slot: 2 })
})

test.each([
  ['pending', pending],
  ['confirmed', confirmed],
  ['withdrawn', withdrawn],
])('someone else at another postcode is not recorded: held is %s', (_, held) => {
  expect(decide(by(neighbour), [held], 2)).toEqual({ kind: 'mailbox-full', held })
})

test('abroad, where no postcode is kept, nobody is known to share a home', () => {
  const held = { ...confirmed, person: { ...rosa, postcode: '' } }
  expect(decide(by({ ...tom, postcode: '' }), [held], 2)).toEqual({ kind: 'mailbox-full', held })
  expect(decide(by({ ...rosa, postcode: '' }), [held], 2)).toEqual({ kind: 'repeat', held })
})

test('a mailbox holds as many people as the installation allows', () => {
  const third = { ...rosa, name: 'Uma Lind' }
  expect(decide(by(tom), [confirmed], 1)).toEqual({ kind: 'mailbox-full', held: confirmed })
  expect(decide(by(third), [confirmed, second], 2)).toEqual({ kind: 'mailbox-full', held: confirmed })
  expect(decide(by(third), [confirmed, second], 3)).toEqual({ kind: 'record', slot: 3 })
  expect(decide(by(third), [second], 3)).toEqual({ kind: 'record', slot: 1 }) // the first was erased
  expect(decide(by(tom), [confirmed, second], 2)).toEqual({ kind: 'repeat', held: second })
})

test.each([
  ['the same person', rosa, [blocked]],
  ['someone else', tom, [blocked]],
  ['the other of two', tom, [blocked, second]],
])('a mailbox that an organiser blocked takes nothing: %s', (_, person, held) => {
  expect(decide(by(person), held, 2)).toEqual({ kind: 'ignore' })
})

test('whoever comes first takes over what a bot left, whatever it called itself', () => {
  expect(decide(by(tom), [leftByBot], 1)).toEqual({ kind: 'sign-again', held: leftByBot })
  expect(decide(by(neighbour), [leftByBot], 2)).toEqual({ kind: 'sign-again', held: leftByBot })
})

test('what a bot left is no way into somebody’s mailbox', () => {
  const held = [{ ...leftByBot, person: neighbour }, second]
  expect(decide(by(neighbour), held, 2)).toEqual({ kind: 'mailbox-full', held: second })
  expect(decide(by(rosa), held, 1)).toEqual({ kind: 'mailbox-full', held: second })
  expect(decide(by(rosa), held, 2)).toEqual({ kind: 'sign-again', held: held[0] })
})

test.each([
  ['Rosa Lind', 'rosa LIND'],
  ['Rosa Lind', ' Rosa\u00a0 Lind.'],
  ["Siobhán O'Neill", 'Siobhan ONeill'],
  ['José', 'Jose\u0301'],
  ['Jean-Luc', 'jean luc'],
  ['Nguyễn Văn A', 'NGUYEN VAN A'],
  ['İpek', 'ipek'],
  ['ﬁona', 'Fiona'],
])('%j and %j are the same name', (one, other) => {
  expect(sameName(one, other)).toBe(true)
  expect(sameName(other, one)).toBe(true)
})

test.each([
  ['Rosa Lind', 'Rosa Linde'],
  ['Rosa Lind', 'Tom Lind'],
  ['J Lind', 'K Lind'],
  ['रमा', 'राम'], // the same consonants; Indian scripts write most vowels as signs on them
  ['กานดา', 'กนิดา'],
  ['たけだ', 'たけた'],
  ['李小龙', '李小虎'],
  ['محمد', 'محمود'],
])('%j and %j are two names', (one, other) => {
  expect(sameName(one, other)).toBe(false)
})
