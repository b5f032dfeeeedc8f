import { expect, test } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import { idBytes } from '../../app/domain/id'
import { openWorld } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

test('whoever wrote a letter that is held is told kindly, and what came of it', async () => {
  const text = campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
  const { store, clock, signAndConfirm } = await openWorld(() => openTestStore().store, { text })
  const ports = testPorts(store, clock)
  const ask = await pagesOver(ports)

  /** What the receipt of somebody who has confirmed such a letter says. */
  async function receiptOf(email: string) {
    const letter = { ...letterDraft(), likeness: 0.9 }
    const { id } = await signAndConfirm({ email, letter })
    const soon = new Date(clock.now().getTime() + 60_000)
    const token = ports.tokens.make('receipt', idBytes(id), soon)
    return { letterId: letter.id, says: async () => (await ask(`/signed/${token}`)).text }
  }

  const one = await receiptOf('one@example.org')
  expect(await one.says()).toContain(
    'so the campaign’s organiser looks at it before it goes. You need do nothing.',
  )
  await store.releaseLetter(one.letterId, byOperator(clock.now()))
  expect(await one.says()).toContain('will be sent to Asha Grange in a moment')

  const other = await receiptOf('other@example.org')
  await store.refuseLetter(other.letterId, byOperator(clock.now()))
  expect(await other.says()).toContain('organiser looked at it and decided not to send it')
  expect(await other.says()).not.toContain('We tried for four days')
})
