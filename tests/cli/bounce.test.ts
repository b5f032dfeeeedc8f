import { expect, test } from 'vitest'
import { readInput } from '../../app/cli/input'
import { bounceAddress } from '../../app/domain/outbox/bounce-address'
import { claimLetters, only, openWorld } from '../store/contract/world'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { eximReport, gmailDelay, mailTo, postfixReport, reportWith } from '../support/reports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

const host = { mailDomain: 'undersigned.example' }
const nothing = 'Nothing was changed.'

test('a report in the pipe bounces its letter, once, and names nobody in the mail server’s log', async () => {
  const { run, address, stateOf, world } = await withAcceptedLetter()
  const done = said(
    'The letter has bounced: 550 5.1.1 <address> Recipient address rejected: User unknown in virtual mailbox table',
  )
  expect(await run(postfixReport({ to: address }), address)).toEqual(done)
  expect(await stateOf()).toBe('bounced')
  expect(await run(eximReport({ to: address }))).toEqual(said(`The letter had bounced already. ${nothing}`))
  expect((await world.claim()).map(({ kind }) => kind)).toEqual(['letter-returned'])
})

test.each<[string, (to: string) => string, string]>([
  ['a letter that is late', to => gmailDelay({ to }), 'A report that a mail is late and still tried.'],
  [
    'a letter that arrived',
    to => reportWith('A: b\n\nAction: delivered', to),
    'A report that a mail arrived, or was handed on.',
  ],
  [
    'no letter of ours',
    () => postfixReport({ to: `b-${'0'.repeat(32)}@undersigned.example` }),
    'No letter of that address waits or was sent.',
  ],
  [
    'nobody',
    () => postfixReport({ to: 'postmaster@undersigned.example', messageId: '<1@a>' }),
    'A delivery report that does not say which mail it is about.',
  ],
  [
    'an absence',
    to => mailTo(to, 'Auto-Submitted: auto-replied\n'),
    'An automatic reply, and no delivery report.',
  ],
  ['a person', to => mailTo(to), 'A mail that somebody wrote, and no delivery report.'],
  ['the end of a pipe', () => '', 'No mail, or a delivery report that says nothing of any recipient.'],
])(
  'what tells of %s changes nothing, and is taken, so that no mail server sends it back',
  async (_, mail, words) => {
    const { run, address, stateOf } = await withAcceptedLetter()
    expect(await run(mail(address))).toEqual(said(`${words} ${nothing}`))
    expect(await stateOf()).toBe('accepted')
  },
)

test('a store that takes nothing now is told by the exit code, so that the mail server tries again', async () => {
  const { run, address, world } = await withAcceptedLetter()
  await world.store.close()
  const { exitCode, out } = await run(postfixReport({ to: address }), address)
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
})

test('the secret of the webhook is printed alone, and nothing is read', async () => {
  const { run, ports } = await withAcceptedLetter()
  expect(await run('', '--secret')).toEqual(said(ports.bounceWebhook.secret))
  expect((await run('', '--secret', 'b-0@x.example')).exitCode).toBe(2)
})

test('of what is piped in the beginning is kept and the rest let go', async () => {
  const piped = async function* () {
    for (let part = 0; part < 6; part++) yield Buffer.alloc(1_000_000, part)
  }
  const input = Object.assign(piped(), { isTTY: false })
  const read = await readInput(input, 1_500_000)
  expect([read.length, read[1_000_000]]).toEqual([1_500_000, 1])
  expect(await input.next()).toEqual({ done: true, value: undefined })
  await expect(readInput(Object.assign(piped(), { isTTY: true }), 1)).rejects.toThrow('Nothing is piped in')
})

async function withAcceptedLetter() {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock } = world
  const { letter } = await world.signAndConfirm({ letter: letterDraft() })
  const mail = only(await claimLetters(world))
  await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())
  const ports = testPorts(store, clock)
  return {
    ...{ world, ports },
    address: bounceAddress(mail.id, host),
    stateOf: async () => letter && (await store.letter(letter.id))?.state,
    run: (piped: string, ...argv: readonly string[]) =>
      terminal(ports, undefined, undefined, piped)('bounce', ...argv),
  }
}

function said(line: string) {
  return { exitCode: 0, out: `${line}\n`, notes: '' }
}
