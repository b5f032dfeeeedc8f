import { expect, test } from 'vitest'
import { startProduct } from '../support/product'
import { until } from '../support/until'
import { mailsTo, sendLetter, signAlone, startWorld, storeOf, writeToMp } from '../support/world'

test('while the relay is away a signature is answered at once; its mail is sent later, once', async () => {
  const world = await startWorld()
  await world.sink.away()
  const answered = await signAlone(world)
  expect(answered.url).toMatch(/check-your-email$/)
  await attempted(world)
  await world.sink.back()
  // The next attempt is a minute away. Nobody waits for it: it is taken under a lease that has ended already, and so
  // the running mailer may have it at once.
  const [mail] = await storeOf(world).claimOutgoing(
    1,
    new Date(Date.now() + 3_600_000),
    new Date(Date.now() - 1),
  )
  expect(mail?.attempts).toBe(2)
  await mailsTo(world.sink, 'rosa@example.org')
  expect(world.sink.mails).toHaveLength(1)
})

test('the mailer runs as its own process and stops cleanly', async () => {
  const world = await startWorld({ MAILER: 'separate' })
  const mailer = await startProduct({
    program: 'mailer',
    folder: world.product.folder,
    env: { SMTP_URL: world.sink.url },
  })
  await signAlone(world)
  await mailsTo(world.sink, 'rosa@example.org')
  expect(await mailer.stop()).toBe(0)
  expect(await world.product.stop()).toBe(0)
})

test('without a relay every mail lands in the mailbox, as its reader would see it and as it was sent', async () => {
  const world = await startWorld({ SMTP_URL: '' })
  const { visitor } = world
  const page = await writeToMp(world)
  await sendLetter(world, page)
  const list = await until(async () => {
    const mailbox = await visitor.open('/mailbox')
    return mailbox.document.querySelector('a[href^="/mailbox/"]') ? mailbox : null
  })
  const path = list.document.querySelector('a[href^="/mailbox/"]')?.getAttribute('href') ?? ''
  const mail = await visitor.open(path)
  expect(mail.text).toContain('rosa@example.org')
  expect(mail.document.querySelector('iframe')?.hasAttribute('sandbox')).toBe(true)
  const html = await visitor.open(`${path}/html`)
  expect(html.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(html.text).toContain('Rosa Lind')
  expect((await visitor.open(`${path}/source`)).body).toMatch(/^Message-ID: /im)
  expect((await visitor.open('/mailbox/..%2F..%2Fsecret-key')).status).toBe(404)
  const throughProxy = { headers: { 'X-Forwarded-For': '203.0.113.9' } }
  expect((await fetch(world.product.origin + path, throughProxy)).status).toBe(404)
})

test('a stop ends within its ten seconds and loses nothing that was answered', async () => {
  const world = await startWorld()
  await signAlone(world)
  expect(await world.product.stop()).toBe(0)
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toHaveLength(1)
})

/** Waits until the product says that a mail was tried. */
async function attempted({ product }: Awaited<ReturnType<typeof startWorld>>): Promise<void> {
  await until(async () => (/"ended":"deferred"/.test(product.printed()) ? true : null))
}
