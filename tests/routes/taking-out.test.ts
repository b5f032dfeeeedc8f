import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { countingLimits } from '../../app/domain/limit'
import type { Role } from '../../app/domain/organiser/role'
import type { Ports } from '../../app/domain/ports'
import { action as order, loader as page } from '../../app/routes/organise.campaigns.$slug.exports._index'
import { loader as file } from '../../app/routes/organise.campaigns.$slug.exports.$file'
import { loader as progress } from '../../app/routes/organise.campaigns.$slug.exports.progress.$id'
import { openWorld } from '../store/contract/world'
import { minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const reason = 'For our newsletter'

test('who takes personal data out says why, gets the file, and the log has it before and after without a name', async () => {
  const { ports, world, take, fetchFile, log, actor } = await open()
  await world.signAndConfirm({ updates: true })
  const path = await take({ export: 'signatures', profile: 'mailchimp', reason })
  expect(path).toMatch(/signatures\.csv\?profile=mailchimp&state=confirmed&updates=yes&ticket=/)
  expect(await log()).toMatchObject([{ action: 'exported', actor, reason, detail: { phase: 'began' } }])

  const answer = await fetchFile(path)
  expect(answer.headers.get('Content-Disposition')).toBe(
    'attachment; filename="safer-crossings-mailchimp.csv"',
  )
  expect(await answer.text()).toContain('rosa@example.org')
  const [ended, began] = await log()
  expect(ended).toMatchObject({
    reason: null,
    detail: { phase: 'finished', rows: 1, left_out: 0, profile: 'mailchimp' },
  })
  expect(ended?.object).toBe(began?.object)
  expect(JSON.stringify(await ports.store.auditAfter(0, 10))).not.toMatch(/rosa|Lind/i)
})

test.each([
  ['signatures without a reason', { export: 'signatures' }, 'reason'],
  ['a reason that says nothing', { export: 'letters', reason: ' x ' }, 'reason'],
  ['a reason without end', { export: 'letters', reason: 'x'.repeat(301) }, 'reason'],
  [
    'a tool with people who never asked',
    { export: 'signatures', profile: 'mailchimp', updates: 'any', reason },
    'understood',
  ],
  ['a filter that an export does not have', { export: 'counts', from: '2026-03-01' }, 'from'],
] as const)(
  '%s is refused with everything typed kept, and nothing is written down',
  async (_, typed, field) => {
    const { refuse, log } = await open()
    const { status, page } = await refuse(typed)
    expect(status).toBe(422)
    expect(Object.keys(page.problems)).toEqual([field])
    expect(page.values).toMatchObject(typed)
    expect(await log()).toEqual([])
  },
)

test('whoever may see figures alone takes out counts, and learns of no page for more', async () => {
  const { take, leads, list } = await open('viewer')
  expect((await list()).mayTakePersonal).toBe(false)
  expect(await take({ export: 'counts' })).toContain('counts.csv')
  expect(await leads({ export: 'signatures', reason })).toBe('')
})

test('counts are taken out without a reason', async () => {
  const { take, fetchFile } = await open()
  const answer = await fetchFile(await take({ export: 'counts' }))
  expect(await answer.text()).toMatch(/^constituency_code,/)
})

test('what was ordered is fetched once, in time, and as it was ordered', async () => {
  const { world, take, fetchFile } = await open()
  const path = await take({ export: 'signatures', state: 'confirmed', reason })
  const asking = await fetchFile(path, 'HEAD')
  expect([asking.status, await asking.text()]).toEqual([200, ''])
  expect((await fetchFile(path.replace('state=confirmed&', ''))).status).toBe(404)
  expect((await fetchFile(path.replace('signatures.csv', 'letters.csv'))).status).toBe(400)
  expect((await fetchFile(path.replace(/ticket=.*/, 'ticket=x'))).status).toBe(404)
  const other = await signInAs(world.store, world.clock.now(), 'owner')
  expect((await fetchFile(path, 'GET', other.cookie)).status, 'by who did not order it').toBe(404)
  expect((await fetchFile(path)).status).toBe(200)
  expect((await fetchFile(path)).status).toBe(410)

  const late = await take({ export: 'counts' })
  world.clock.advance(3 * minute)
  expect((await fetchFile(late)).status).toBe(410)
})

test('personal data is taken out five times an hour, counts as often as anybody likes', async () => {
  const { world, take, refuse, leads } = await open()
  for (let time = 0; time < 5; time++) await take({ export: 'signatures', reason })
  const { status, page } = await refuse({ export: 'signatures', reason })
  expect(status).toBe(429)
  expect(Object.values(page.problems).join()).toContain('five times an hour')
  await take({ export: 'counts' })
  world.clock.advance(11 * minute)
  expect(await leads({ export: 'signatures', reason })).toMatch(/^\/organise\/prove/)
})

test('a download can be watched by the page that ordered it, and the list says what was taken out', async () => {
  const { world, take, fetchFile, watch, list } = await open()
  await world.signAndConfirm()
  const order = '01890000-0000-4000-8000-00000000000a'
  const path = await take({ export: 'signatures', state: 'confirmed', reason, order })
  expect(await watch(order)).toMatchObject({ state: 'waiting', expected: { how: 'exactly', rows: 1 } })
  await (await fetchFile(path)).text()
  expect(await watch(order)).toMatchObject({ state: 'finished', rows: 1, leftOut: 0 })
  expect(await watch('nothing')).toEqual({ state: 'unknown' })
  const [latest] = (await list()).lately
  expect(latest).toMatchObject({ what: 'signatures, state confirmed', reason, phase: 'finished', rows: 1 })
})

test('a reader who goes away leaves a line that says so', async () => {
  const { world, take, fetchFile, log } = await open()
  for (let n = 0; n < 300; n++) await world.sign({ email: `n${n}@example.org`, name: 'n'.repeat(90) })
  const answer = await fetchFile(await take({ export: 'signatures', reason }))
  const reader = answer.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect((await log())[0]?.detail).toMatchObject({ phase: 'cut-off' })
})

async function open(role: Role = 'exporter') {
  const world = await openWorld(() => openTestStore().store)
  const ports: Ports = { ...testPorts(world.store, world.clock), limits: countingLimits() }
  const { id, cookie } = await signInAs(world.store, world.clock.now(), role)
  const context = { ports } as unknown as LoaderFunctionArgs['context']
  const origin = 'http://localhost:3000'
  const base = '/organise/campaigns/safer-crossings/exports'
  const slug = 'safer-crossings'
  const ask = (
    path: string,
    params: LoaderFunctionArgs['params'] = {},
    init: RequestInit = {},
    as = cookie,
  ) =>
    ({
      request: new Request(origin + path, { ...init, headers: { Cookie: as } }),
      params: { slug, ...params },
      context,
    }) as LoaderFunctionArgs
  const post = (typed: Readonly<Record<string, string>>) =>
    order(ask(base, {}, { method: 'POST', body: new URLSearchParams(typed) }))
  return {
    ports,
    world,
    async take(typed: Readonly<Record<string, string>>): Promise<string> {
      const answer = (await post(typed)) as Response
      expect(answer.status).toBe(303)
      return answer.headers.get('Location') ?? ''
    },
    async leads(typed: Readonly<Record<string, string>>): Promise<string> {
      const thrown = await post(typed).catch((answer: unknown) => answer)
      return thrown instanceof Response ? (thrown.headers.get('Location') ?? '') : 'nowhere'
    },
    async refuse(typed: Readonly<Record<string, string>>) {
      const answer = await post(typed)
      if (!('data' in answer)) throw new Error('it was taken')
      return { status: answer.init?.status, page: answer.data }
    },
    fetchFile: (path: string, method = 'GET', as = cookie) =>
      file(ask(path, { file: /exports\/([^?]+)/.exec(path)?.[1] ?? '' }, { method }, as)),
    watch: async (id: string) => (await progress(ask(`${base}/progress/${id}`, { id }))).json(),
    async list() {
      const shown = await page(ask(base))
      if (shown.kind !== 'list') throw new Error('not the list')
      return shown
    },
    log: async () => world.store.auditBefore(world.campaign.id, null, 10),
    actor: `organiser:${id}`,
  }
}
