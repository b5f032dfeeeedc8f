import { expect, test } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import { askFor } from '../support/updates'
import { openWorld } from './world'

test('nothing of a campaign that was taken off the site goes out until it is put back, but a link to what is held', async () => {
  const world = await openWorld()
  const { store, clock, campaign, sink, tick } = world
  const deed = byOperator(clock.now(), 'A complaint')
  await world.writeLetter()
  await world.sign({ email: 'two@example.org' })
  await store.takeDown(campaign.id, deed)
  await askFor(world, 'news@example.org')
  await store.requestManageLink('two@example.org', clock.now())
  await tick()
  expect(sink.mails.map(({ parsed }) => parsed.subject)).toEqual([expect.stringContaining('Your link')])
  expect((await store.outbox()).held).toEqual({ 'taken-down': 3 })
  await store.putBack(campaign.id, deed)
  await store.releasePutBack(10, clock.now())
  await tick()
  expect(sink.mails.flatMap(({ to }) => to).toSorted()).toEqual([
    'asha.grange@parliament.example',
    'news@example.org',
    'two@example.org',
    'two@example.org',
  ])
  expect(await store.recount()).toEqual([])
})
