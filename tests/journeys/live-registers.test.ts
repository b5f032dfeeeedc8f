import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fictionalSeats } from '../support/parliament'
import { startProduct } from '../support/product'
import { productEnv } from '../support/product-process'
import { startRegisters } from '../support/registers'
import { confirmNewest, mailsTo, sendLetter, startWorld, storeOf, writeToMp } from '../support/world'

/** An installation that imported nothing: the demonstration has given way to what the register of members names. */
async function startLive() {
  const registers = await startRegisters(fictionalSeats(40))
  const env = {
    PLACES: 'files,postcodes.io,members-api',
    POSTCODES_IO_URL: registers.url,
    MEMBERS_API_URL: registers.url,
  }
  const world = await startWorld(env)
  const sync = () =>
    promisify(execFile)(process.execPath, ['build/programs/cli.js', 'places', 'sync'], {
      env: { ...productEnv(world.product.folder), ...env },
    })
  return { world, registers, env, sync }
}

test('the demonstration asks nobody, whatever is typed', async () => {
  const { world, registers } = await startLive()
  const page = await writeToMp(world, { postcode: 'ZZ99 9ZZ' })
  expect(page.text).toContain('We do not know which constituency ZZ99 9ZZ is in')
  expect(registers.asked).toEqual([])
})

test('with nothing imported a supporter is found their MP, and writes to them', async () => {
  const { world, registers, sync } = await startLive()
  expect((await sync()).stdout).toMatch(/^Members: 40\./)
  const page = await writeToMp(world, { postcode: 'zz2-1aa' })
  expect(page.text).toContain('Dear Mx Bel,')
  await sendLetter(world, page)
  await confirmNewest(world, 'rosa@example.org')
  expect(await mailsTo(world.sink, 'member1@parliament.example')).toHaveLength(1)
  expect(await storeOf(world).counts(3)).toContainEqual({
    ...{ measure: 'by-constituency', key: 'X14000001', count: 1 }, // the GSS code, which the other register gave
  })
  expect(registers.asked.filter(({ path }) => path.startsWith('/postcodes/'))).toHaveLength(1)
  expect(world.product.printed()).not.toMatch(/ZZ2 ?1AA/i)
})

test('while a register is down signing goes on, and the seat is filled in once it is back', async () => {
  const { world, registers, env, sync } = await startLive()
  await sync()
  registers.behave('postcodes.io', { do: 'answer-with', status: 403, body: '' })
  registers.behave('members-api', { do: 'answer-with', status: 403, body: '' })
  const page = await writeToMp(world, { postcode: 'ZZ2 1AA' })
  expect(page.text).toContain('We cannot look up your MP just now')
  await sendLetter(world, page)
  await confirmNewest(world, 'rosa@example.org')
  const store = storeOf(world)
  expect(await store.counts(3)).toContainEqual({ measure: 'by-constituency', key: '', count: 1 })
  expect((await store.placeFacts()).unplaced).toBe(1)

  registers.behaveAgain()
  await world.product.stop()
  // It is asked for again in a minute. Nobody waits for that: it is taken under a lease that has ended already.
  await store.claimUnplaced(1, new Date(Date.now() + 3_600_000), new Date(0))
  const again = await startProduct({
    folder: world.product.folder,
    env: { ...env, SMTP_URL: world.sink.url },
  })
  expect(await mailsTo(world.sink, 'member1@parliament.example')).toHaveLength(1)
  expect(await store.counts(3)).toContainEqual({ measure: 'by-constituency', key: 'X14000001', count: 1 })
  expect(await again.stop()).toBe(0)
})
