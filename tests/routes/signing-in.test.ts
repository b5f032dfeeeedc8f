import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { auditEntry } from '../../app/domain/audit/audit'
import type { Store } from '../../app/domain/store'
import { compose } from '../../app/mailer/compose'
import { type Clock, day, hour, minute, second } from '../support/clock'
import { openDoor, password } from '../support/comers'
import { signInAs } from '../support/organiser'

describe('signing in', () => {
  test('a code is taken once, whoever shows it again', async () => {
    const { member, browser, signIn } = await openDoor()
    const { app } = await member('olive')
    expect((await signIn(browser(), app.code(1))).location).toBe('/organise')
    const again = await signIn(browser(), app.code(1))
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('was used before')])
    expect((await signIn(browser(), app.code(0))).status).toBe(422) // the one before it too
  })

  test('a recovery code stands in for an app once, however it is typed', async () => {
    const { member, browser, signIn } = await openDoor()
    const { page } = await member('olive')
    const [code = ''] = [...page.document.querySelectorAll('.codes li')].map(one => one.textContent ?? '')
    const typed = ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')} `
    expect((await signIn(browser(), typed)).location).toBe('/organise')
    expect((await signIn(browser(), code)).status).toBe(422)
  })

  test('a code of five minutes ago, or of nobody, is none', async () => {
    const { member, browser, clock, signIn } = await openDoor()
    const { app } = await member('olive')
    clock.advance(5 * minute)
    for (const code of [app.code(-10), app.code(3), '000000', '', 'x'.repeat(26)])
      expect((await signIn(browser(), code)).status).toBe(422)
  })

  test('the second step is for five minutes after the first, and for the password that was given', async () => {
    const { member, browser, clock, signIn, store, ports } = await openDoor()
    const { app } = await member('olive')
    const who = browser()
    const first = await who.post('/organise/sign-in', {
      step: 'password',
      email: 'olive@example.org',
      password,
    })
    const token = first.document.querySelector('input[name=token]')?.getAttribute('value') ?? ''
    clock.advance(5 * minute)
    const late = await who.post('/organise/sign-in', {
      step: 'code',
      token,
      code: app.code(),
      to: '/organise/audit',
    })
    expect(late.location).toBe('/organise/sign-in?said=start-over&to=%2Forganise%2Faudit')
    const [whose] = await store.organisers()
    if (!whose) throw new Error('nobody joined')
    const fresh = await who.post('/organise/sign-in', {
      step: 'password',
      email: 'olive@example.org',
      password,
    })
    const change = {
      kind: 'password',
      passwordHash: await ports.proving.hashPassword('another one'),
    } as const
    const object = `organiser:${whose.id}` as const
    const entry = { actor: object, action: 'proof-changed', object, campaignId: null, reason: null } as const
    await store.changeProof(whose.id, change, null, { ...entry, detail: {}, at: clock.now() })
    const stale = fresh.document.querySelector('input[name=token]')?.getAttribute('value') ?? ''
    expect(
      (await who.post('/organise/sign-in', { step: 'code', token: stale, code: app.code() })).location,
    ).toMatch(/start-over/)
    expect((await signIn(who, app.code())).status).toBe(422)
  })

  test('an unknown address is answered as a known one, byte for byte, and as much is done for it', async () => {
    const { member, browser, ports, store } = await openDoor()
    await member('olive')
    const verified = vi.spyOn(ports.proving, 'isPassword')
    const failed = vi.spyOn(store, 'failSignIn')
    const tries = [
      ['olive@example.org', 'not the password'],
      ['nobody@example.org', 'not the password'],
      ['nobody@example.org', password],
      ['no address', password],
    ] as const
    const answers = []
    for (const [email, typed] of tries) {
      const { status, html, headers } = await browser().post('/organise/sign-in', {
        step: 'password',
        email,
        password: typed,
      })
      answers.push([status, html.replaceAll(email, 'EMAIL'), [...headers]])
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.[0]).toBe(422)
    expect(verified).toHaveBeenCalledTimes(tries.length)
    expect(failed).toHaveBeenCalledTimes(tries.length)
  })

  test('a password is looked at though there is none to compare it with', async () => {
    const { ports } = await openDoor()
    expect(await ports.proving.isPassword('nobody has this password', null)).toBe(false)
    const hash = await ports.proving.hashPassword(password)
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await ports.proving.isPassword(password, hash)).toBe(true)
  })

  test('ten failures make an account wait, and no longer: then the right password comes in', async () => {
    const { member, browser, clock, signIn } = await openDoor()
    const { app } = await member('olive')
    const guess = (network: number) => signIn(browser(network), '', { password: 'a guess' })
    for (let network = 1; network <= 10; network++) await guess(network)
    const waiting = await signIn(browser(11), app.code(1))
    const wrong = await guess(12)
    expect([waiting.status, waiting.html]).toEqual([422, wrong.html])
    clock.advance(15 * minute)
    for (let network = 20; network < 25; network++) {
      await guess(network) // the first makes it wait again; what comes while it waits makes it wait no longer
      clock.advance(minute)
    }
    clock.advance(10 * minute + second)
    expect((await signIn(browser(30), app.code())).location).toBe('/organise')
  })

  test('strangers who know an address keep its owner out of no browser by which they came in before', async () => {
    const { member, browser, clock, signIn } = await openDoor()
    const { app } = await member('olive')
    const own = browser(1)
    expect((await signIn(own, app.code(1))).location).toBe('/organise')
    await own.post('/organise/sign-out', {})
    clock.advance(10 * minute)
    for (let network = 10; network < 35; network++)
      await signIn(browser(network), '', { password: 'a guess' })
    expect((await signIn(browser(50), app.code())).status).toBe(429)
    const thief = browser(51)
    for (const [name, value] of own.cookies) thief.cookies.set(name, value)
    expect((await signIn(own, app.code())).location).toBe('/organise')
    const guessed = []
    for (let guess = 0; guess < 26; guess++)
      guessed.push((await signIn(thief, '', { password: 'a guess' })).status)
    expect(guessed).toEqual([...Array(23).fill(422), 429, 429, 429]) // its owner's two steps count there too
  })

  test('nor from showing a code once more, nor from a new password, each of which has tries of its own', async () => {
    const there = await openDoor()
    const { member, browser, clock, signIn } = there
    const { app } = await member('olive')
    const [own, email] = [browser(1), 'olive@example.org']
    await signIn(own, app.code(1))
    clock.advance(10 * minute)
    const strangers = [10, 11, 12, 13, 14, 15].map(network => browser(network))
    const guess = async () => {
      for (const stranger of strangers) await signIn(stranger, '', { password: 'a guess' })
    }
    await guess()
    expect((await own.post('/organise/prove', { code: app.code(), to: '' })).location).toBe('/organise')
    const proving = []
    for (let code = 0; code < 25; code++)
      proving.push((await own.post('/organise/prove', { code: `${code}` })).status)
    expect(proving).toEqual([...Array(24).fill(422), 429])
    await guess()
    for (const stranger of strangers) await stranger.post('/organise/recover', { email })
    for (let asked = 0; asked < 5; asked++) await mailed(there)
    await own.post('/organise/recover', { email })
    const link = await mailedLink(there)
    const changed = { password: 'gravel owl tuesday' }
    for (const code of ['1', '2', '3', '4'])
      expect((await own.post(link, { ...changed, code })).status).toBe(422)
    expect((await own.post(link, { ...changed, code: app.code(1) })).location).toBe('/organise')
    clock.advance(hour)
    await own.post('/organise/recover', { email })
    const again = await mailedLink(there)
    for (const code of ['1', '2', '3', '4', '5']) await own.post(again, { ...changed, code })
    expect((await own.post(again, { ...changed, code: app.code() })).status).toBe(429)
  })

  test('a network, and a mailbox whether or not it is anybody’s, is refused past a limit, and says for how long', async () => {
    const { member, browser, clock, signIn } = await openDoor()
    const { app } = await member('olive')
    const one = browser(1)
    const tried: number[] = []
    for (let guess = 0; guess < 26; guess++)
      tried.push(
        (await one.post('/organise/sign-in', { step: 'password', email: `p${guess}@example.org`, password }))
          .status,
      )
    expect(tried).toEqual([...Array(25).fill(422), 429])
    for (let guess = 0; guess < 25; guess++)
      await signIn(browser(100 + guess), '', { email: 'nobody@example.org' })
    const beyond = await signIn(browser(200), '', { email: 'nobody@example.org' })
    expect([beyond.status, Number(beyond.headers.get('Retry-After'))]).toEqual([429, expect.any(Number)])
    expect((await signIn(browser(201), app.code(1))).location).toBe('/organise')
    clock.advance(day)
    expect((await signIn(one, app.code())).location).toBe('/organise')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/%5cevil.example/..//e',
    '',
  ])('leads back to no other site: %j', async to => {
    const { member, browser, signIn } = await openDoor()
    const { app } = await member('olive')
    const { location } = await signIn(browser(), app.code(1), { to })
    expect(new URL(location ?? '', 'http://localhost:3000').origin).toBe('http://localhost:3000')
    expect(location).toMatch(/^\/(?!\/)/)
  })

  test('whoever was asked to sign in is led back to where they were', async () => {
    const { member, browser, signIn } = await openDoor()
    const { app } = await member('olive')
    const who = browser()
    const { location } = await who.get('/organise/account?done=password')
    expect(location).toBe('/organise/sign-in?to=%2Forganise%2Faccount%3Fdone%3Dpassword')
    const page = await who.get(location ?? '')
    const to = page.document.querySelector('input[name=to]')?.getAttribute('value') ?? ''
    expect((await signIn(who, app.code(1), { to })).location).toBe('/organise/account?done=password')
  })
})

describe('a session', () => {
  test.each([
    ['http://localhost:3000', '__Host-und', '; Secure'],
    ['https://campaigns.example', '__Host-und', '; Secure'],
    ['http://192.0.2.7:3000', 'und', ''],
  ])('at %s is kept in the cookie %s', async (origin, name, secure) => {
    const { invite, browser, join } = await openDoor(origin)
    const { page } = await join(browser(), await invite('olive'))
    const cookie = page.headers.getSetCookie().find(one => one.startsWith(`${name}=`))
    expect(cookie).toMatch(new RegExp(`^${name}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax${secure}$`))
  })

  test('begins under an id that nobody had before, also for whoever was signed in', async () => {
    const { member, signIn } = await openDoor()
    const { who, app } = await member('olive')
    const planted = who.cookies.get('__Host-und')
    who.cookies.set('__Host-und', 'f'.repeat(43))
    await signIn(who, app.code(1))
    expect(who.cookies.get('__Host-und')).not.toBe('f'.repeat(43))
    expect(who.cookies.get('__Host-und')).not.toBe(planted)
  })

  test('is over once it was signed out of, for whoever stole its cookie too', async () => {
    const { member, browser } = await openDoor()
    const { who } = await member('olive')
    const thief = browser()
    thief.cookies.set('__Host-und', who.cookies.get('__Host-und') ?? '')
    expect((await thief.get('/organise/account')).status).toBe(200)
    await who.post('/organise/sign-out', {})
    expect(who.cookies.has('__Host-und')).toBe(false)
    expect((await thief.get('/organise/account')).location).toMatch(/^\/organise\/sign-in/)
  })

  test('ends after half an hour without a page, and twelve hours after it began', async () => {
    const { member, browser, clock, signIn } = await openDoor()
    const { who, app } = await member('olive')
    clock.advance(29 * minute)
    expect((await who.get('/organise/account')).status).toBe(200)
    clock.advance(29 * minute)
    expect((await who.get('/organise/account')).status).toBe(200)
    clock.advance(30 * minute)
    expect((await who.get('/organise/account')).status).toBe(303)
    const other = browser()
    await signIn(other, app.code())
    for (let pages = 0; pages < 29; pages++) {
      clock.advance(25 * minute - second)
      const wanted = pages < 28 ? 200 : 303
      expect((await other.get('/organise/account')).status, `page ${pages}`).toBe(wanted)
    }
  })

  test('is listed, and ended from another', async () => {
    const { member, browser, signIn } = await openDoor()
    const { who, app } = await member('olive')
    const other = browser(8)
    await signIn(other, app.code(1))
    const account = await who.get('/organise/account')
    expect(account.document.querySelectorAll('[aria-labelledby=sessions] .rows > li')).toHaveLength(2)
    const mark =
      account.document.querySelector('[aria-labelledby=sessions] input[name=of]')?.getAttribute('value') ?? ''
    await who.post('/organise/account', { step: 'end-session', of: mark })
    expect((await other.get('/organise/account')).status).toBe(303)
    expect((await who.get('/organise/account')).status).toBe(200)
  })

  test('leaves nothing in the store that would open it', async () => {
    const { member, file } = await openDoor()
    const { who, page } = await member('olive')
    const reader = new Database(file, { readonly: true })
    onTestFinished(() => void reader.close())
    const tables = reader
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all() as string[]
    const kept = tables.map(name => JSON.stringify(reader.prepare(`select * from "${name}"`).all())).join()
    const secrets = [...who.cookies.values(), password, 'olive@example.org', 'Olive Ganiser']
    const codes = [...page.document.querySelectorAll('.codes li')].map(one => one.textContent ?? '')
    const hidden = [...secrets, ...codes, ...codes.map(code => code.replaceAll('-', ''))]
    for (const secret of hidden) expect(kept).not.toContain(secret)
    const bytes = Buffer.from(who.cookies.get('__Host-und') ?? '', 'base64url')
    expect(kept).not.toContain(JSON.stringify([...bytes]).slice(1, -1))
  })
})

describe('what lets personal data out or changes who may come in', () => {
  const guarded = ['/organise/account/password', '/organise/account/recovery-codes', '/organise/organisers']

  test('asks for a proof of the last ten minutes, leads back, and the session goes on under another id', async () => {
    const { member, clock } = await openDoor()
    const { who, app } = await member('olive')
    for (const path of guarded) expect((await who.get(path)).status).toBe(200)
    clock.advance(10 * minute)
    for (const path of guarded) {
      expect((await who.get(path)).location).toBe(`/organise/prove?to=${encodeURIComponent(path)}`)
      expect((await who.post(path, {})).location).toMatch(/^\/organise\/prove/)
    }
    const before = who.cookies.get('__Host-und')
    expect((await who.post('/organise/prove', { code: '000000', to: guarded[0] ?? '' })).status).toBe(422)
    const proved = await who.post('/organise/prove', { code: app.code(), to: guarded[0] ?? '' })
    expect(proved.location).toBe(guarded[0])
    expect(who.cookies.get('__Host-und')).not.toBe(before)
    for (const path of guarded) expect((await who.get(path)).status).toBe(200)
    const old = new Map(who.cookies)
    who.cookies.set('__Host-und', before ?? '')
    expect((await who.get('/organise/account')).status).toBe(303)
    who.cookies.set('__Host-und', old.get('__Host-und') ?? '')
    clock.advance(11 * hour + 50 * minute)
    expect((await who.get('/organise/account')).status).toBe(303) // it began twelve hours ago all the same
  })

  test('a role that is given or taken, or a disabling, ends the sessions of whoever it is about', async () => {
    const { member, store } = await openDoor()
    const { who } = await member('olive')
    for (const step of ['give', 'take', 'disable']) {
      const { who: other } = await member(`other-${step}`, 'editor')
      const id = (await store.organisers()).at(-1)?.id
      const change = { step, role: 'viewer', campaign: '0' }
      expect((await who.post(`/organise/organisers/${id}`, change)).status, step).toBe(303)
      expect((await other.get('/organise/account')).status, step).toBe(303)
    }
    expect((await who.get('/organise/account')).status).toBe(200)
  })
})

test('a password is removed by whoever has a passkey, with a fresh proof; its code lets nobody in then', async () => {
  const { member, browser, signIn, store, clock } = await openDoor()
  const { who, app } = await member('olive')
  const remove = () => who.post('/organise/account', { step: 'remove-password', of: 'password' })
  expect((await who.get('/organise/account')).text).toContain('Once you have a passkey')
  const only = await remove()
  expect([only.status, only.text]).toEqual([422, expect.stringContaining('your only way in')])
  await addPasskey(store, clock)
  expect((await remove()).location).toBe('/organise/account?done=password-removed')
  expect((await who.get('/organise/account')).text).toContain('You have none, and need none')
  expect((await signIn(browser(), app.code(1))).location).toBeNull()
  clock.advance(11 * minute)
  expect((await remove()).location).toContain('/organise/prove')
})

async function addPasskey(store: Store, clock: Clock): Promise<void> {
  const [one] = await store.organisers()
  if (!one) throw new Error('nobody organises')
  const passkey = { id: 'key', publicKey: Buffer.alloc(1), counter: 0, transports: [], name: 'A key' }
  const entry = auditEntry('system', 'proof-changed', 'test', clock.now())
  await store.changeProof(
    one.id,
    { kind: 'passkey-added', passkey },
    (await store.sessions(one.id))[0]?.hash ?? null,
    entry,
  )
}

describe('a forgotten password', () => {
  test('asking is answered alike for anybody, as much is done for it, and one mailbox is mailed five times in half an hour', async () => {
    const { member, browser, store, clock } = await openDoor()
    await member('olive')
    const asked = vi.spyOn(store, 'requestRecovery')
    const answers = []
    for (const email of ['olive@example.org', 'nobody@example.org']) {
      const { status, location, headers, html } = await browser().post('/organise/recover', { email })
      const cookie = headers.getSetCookie().map(one => one.replace(/=[\w-]{43}/, '=SECRET'))
      answers.push({ status, location, cookie, html })
    }
    expect(answers[0]).toEqual(answers[1])
    for (let again = 0; again < 9; again++)
      await browser().post('/organise/recover', { email: 'olive@example.org' })
    expect(asked).toHaveBeenCalledTimes(11)
    const mails = await store.claimOutgoing(100, clock.now(), new Date(clock.now().getTime() + minute))
    expect(mails.map(({ kind }) => kind)).toEqual(Array(5).fill('recover'))
  })

  test('its link works for ten minutes, in the browser that asked, and only beside a second factor; once', async () => {
    const there = await openDoor()
    const { browser, clock, signIn } = there
    const { who: elsewhere, app, page } = await there.member('olive')
    const who = browser()
    await who.post('/organise/recover', { email: 'olive@example.org' })
    const link = await mailedLink(there)
    for (const other of [elsewhere, browser()]) expect((await other.get(link)).status).toBe(410)
    expect((await who.get(link)).text).toContain('Your new password')
    const changed = { password: 'gravel owl tuesday' }
    for (const code of ['', '000000', app.code()]) // the last was used to join
      expect((await who.post(link, { ...changed, code })).status).toBe(422)
    expect((await who.post(link, { password: 'password1', code: app.code(1) })).status).toBe(422)
    expect((await who.post(link, { ...changed, code: app.code(1) })).location).toBe('/organise')
    expect((await who.get('/organise/account')).status).toBe(200)
    expect((await elsewhere.get('/organise/account')).status).toBe(303) // every other session is over
    const [recovery = ''] = [...page.document.querySelectorAll('.codes li')].map(one => one.textContent ?? '')
    expect((await who.post(link, { ...changed, code: recovery })).status).toBe(410)
    expect((await signIn(browser(), recovery)).status).toBe(422)
    expect((await signIn(browser(), recovery, changed)).location).toBe('/organise')
    await who.post('/organise/recover', { email: 'olive@example.org' })
    const late = await mailedLink(there)
    clock.advance(10 * minute)
    expect((await who.get(late)).status).toBe(410)
  })

  test('whoever signs in by passkey is told so, and mailed no link', async () => {
    const there = await openDoor()
    const { store, clock, browser } = there
    await signInAs(store, clock.now(), 'owner', { email: 'olive@example.org' })
    await browser().post('/organise/recover', { email: 'olive@example.org' })
    const { text } = await mailed(there)
    expect(text).toContain('you sign in with a passkey')
    expect(text).not.toContain('/organise/recover')
  })
})

type Door = Awaited<ReturnType<typeof openDoor>>

/** The mail that is due, as its mailer composes it. */
async function mailed({ ports, store, clock }: Door) {
  const at = clock.now()
  const [mail] = await store.claimOutgoing(1, at, new Date(at.getTime() + minute))
  if (!mail) throw new Error('nothing is due')
  const sender = { mailFrom: { name: 'Us', address: 'us@example.org' }, mailDomain: 'example.org' }
  const composed = await compose(ports, sender, mail, at)
  if (composed.kind !== 'mail') throw new Error(composed.kind)
  expect(composed.mail.to).toEqual({ name: 'Olive Ganiser', address: 'olive@example.org' })
  await store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, at)
  return composed.mail
}

async function mailedLink(door: Door): Promise<string> {
  return /\/organise\/recover\/[\w-]+/.exec((await mailed(door)).text)?.[0] ?? ''
}
