import { expect, test } from 'vitest'
import { readChoice } from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import { expectedRows } from '../../app/domain/export/size'
import { openWorld } from '../store/contract/world'
import { brookside } from '../support/campaign'
import { day } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

test.each([
  ['signatures', '', 'at-least', 3],
  ['signatures', 'state=confirmed', 'exactly', 3],
  ['signatures', 'state=pending', 'at-least', 0],
  ['signatures', 'state=confirmed&constituency=Z14000102', 'exactly', 1],
  ['signatures', 'state=confirmed&principle=lights', 'exactly', 1],
  ['signatures', 'state=confirmed&from=2026-11-24&to=2026-11-24', 'exactly', 1],
  ['signatures', 'state=confirmed&from=2026-11-24&principle=zebra', 'at-most', 1],
  ['signatures', 'profile=mailchimp', 'exactly', 2],
  ['letters', '', 'exactly', 1],
  ['letters', 'constituency=Z14000102', 'exactly', 0],
  ['letters', 'from=2026-11-24', 'at-most', 1],
  ['replies', '', 'exactly', 0],
] as const)('%s with “%s” are told to be %s %i, and are', async (name, query, how, rows) => {
  const { store, clock, campaign, sign, signAndConfirm } = await openWorld(() => openTestStore().store)
  await signAndConfirm({ email: 'a@example.org', updates: true, letter: letterDraft() })
  await signAndConfirm({ email: 'b@example.org', updates: true, principles: ['lights'] })
  clock.advance(day)
  await signAndConfirm({ email: 'c@example.org', constituency: { code: brookside.code, by: 'postcode' } })
  await sign({ email: 'pending@example.org' })
  const ports = testPorts(store, clock)
  const choice = readChoice(name, new URLSearchParams(query))
  expect(await expectedRows(ports, campaign, choice)).toEqual({ how, rows })

  let written = 0
  for await (const page of exportPages(ports, campaign, choice)) written += page.length
  const there = written - 1 // the first names the columns
  if (how === 'exactly') expect(there).toBe(rows)
  else if (how === 'at-most') expect(there).toBeLessThanOrEqual(rows)
  else expect(there).toBeGreaterThanOrEqual(rows)
})

test('what is read from tallies is there at once, and not told before', async () => {
  const { store, clock, campaign } = await openWorld(() => openTestStore().store)
  const choice = readChoice('counts', new URLSearchParams())
  expect(await expectedRows(testPorts(store, clock), campaign, choice)).toBe(null)
})
