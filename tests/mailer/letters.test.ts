import { describe, expect, test } from 'vitest'
import { wholeLetter } from '../../app/domain/letter/letter'
import type { Member } from '../../app/domain/place/place'
import { compose } from '../../app/mailer/compose'
import { ashford, campaignText, emptySeat, members, placesDraft, silentSeat } from '../support/campaign'
import { minute } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { openWorld, sender } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

/** The first mail the relay accepted. */
function arrived({ sink }: World) {
  const [mail] = sink.mails
  if (!mail) throw new Error('nothing arrived')
  return mail
}

async function letterRow({ store, campaign }: World) {
  return (await store.lettersAfter(campaign.id, null, 1))[0]
}

/** Somebody else, or nobody, sits for Ashford from now on. */
async function newMember({ store, clock }: World, member: Partial<Member> | null) {
  const [former, ...others] = members
  if (!former) throw new Error('no members')
  const sitting = member ? [{ ...former, ...member }] : []
  const draft = placesDraft({
    constituencies: [ashford, emptySeat, silentSeat],
    members: [...sitting, ...others.slice(1)],
    postcodes: {},
  })
  await store.importPlaces(draft, clock.now(), 'save')
}

describe('a letter', () => {
  test('holds the constituent’s words, greets the member and nobody else, and can be answered', async () => {
    const world = await openWorld()
    const letter = letterDraft('First.\n\nSecond.')
    await world.writeLetter({ letter })
    await world.tick()
    const { parsed, from, to, source } = arrived(world)
    const whole = wholeLetter(letter.words, { name: 'Rosa Lind', postcode: 'ZZ1 1AA' }, 'Asha Grange')
    expect(parsed.text?.replace(/\/office\/[\w-]+/, '/office/TOKEN')).toBe(
      `${whole}\n\n-- \nSent through Undersigned on behalf of Rosa Lind, who confirmed their e-mail address. Reply to this e-mail to reach them.\nHow letters reach your office is for you to choose:\nhttp://localhost:3000/office/TOKEN\n`,
    )
    expect(parsed.subject).toBe('Mill Lane')
    expect(parsed.from?.value).toEqual([{ name: 'Rosa Lind', address: 'campaigns@undersigned.example' }])
    expect(parsed.replyTo?.value).toEqual([{ name: 'Rosa Lind', address: 'rosa@example.org' }])
    expect(to).toEqual(['asha.grange@parliament.example'])
    expect(from).toMatch(/^b-[0-9a-f]{32}@bounces\.undersigned\.example$/)
    expect(parsed.headers.has('auto-submitted')).toBe(false)
    expect(source.match(/^content-type:.*$/gim)).toEqual(['Content-Type: text/plain; charset=utf-8'])
  })

  test('goes to each target of the campaign, each greeted by their own salutation', async () => {
    const minister = {
      name: 'The Minister for Paint',
      salutation: 'Minister',
      email: 'minister@paint.example',
    }
    const world = await openWorld(campaignText({ target: ['constituency-mp', minister] }))
    await world.writeLetter()
    await world.tick()
    expect(world.sink.mails.map(({ to, parsed }) => [to[0], parsed.text?.split('\n')[0]]).sort()).toEqual([
      ['asha.grange@parliament.example', 'Dear Asha Grange,'],
      ['minister@paint.example', 'Dear Minister,'],
    ])
  })

  test('says literally what its writer typed, and no template in it is filled', async () => {
    const world = await openWorld()
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: typed by somebody who hopes that it is filled
    const body =
      '{{mp}} {{7*7}} {{mp.constructor}} {%include "/etc/passwd"%} ${process.env} <%= 1 %> <b>bold</b> &amp;'
    const draft = letterDraft(body)
    await world.writeLetter({ letter: { ...draft, words: { ...draft.words, subject: '{{name}} ${x} <i>' } } })
    await world.tick()
    const { parsed } = arrived(world)
    expect(parsed.text).toContain(`\n\n${body}\n\n`)
    expect(parsed.subject).toBe('{{name}} ${x} <i>')
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: no longer
  })

  test('carries a name that was corrected in the meantime', async () => {
    const world = await openWorld()
    const [draft] = await world.writeLetters([{}])
    if (draft) await world.store.correctName(draft.id, 'Rosa Lindt')
    await world.tick()
    expect(arrived(world).parsed.text).toContain('Rosa Lindt')
  })
})

describe('a letter whose writer is gone is not sent', () => {
  test('withdrawn before the mailer came', async () => {
    const world = await openWorld()
    const [draft] = await world.writeLetters([{}])
    if (draft) await world.store.withdrawSignature(draft.id, world.clock.now())
    await world.tick()
    expect(world.sink.offered).toEqual([])
    expect((await letterRow(world))?.state).toBe('cancelled')
  })

  test('withdrawn while the mailer had it', async () => {
    const world = await openWorld()
    const [draft] = await world.writeLetters([{}])
    const [mail] = await world.store.claimOutgoing(1, world.clock.now(), world.clock.now())
    if (draft) await world.store.withdrawSignature(draft.id, world.clock.now())
    expect(mail && (await compose(world.ports, sender, mail, world.clock.now()))).toEqual({ kind: 'cancel' })
  })

  test('erased before the mailer came', async () => {
    const world = await openWorld()
    await world.writeLetter()
    await world.store.eraseMailbox('rosa@example.org', world.clock.now())
    expect(await world.tick()).toEqual([])
    expect(world.sink.offered).toEqual([])
  })

  test('erased while the mailer had it', async () => {
    const world = await openWorld()
    await world.writeLetter()
    world.sink.behave({ do: 'stall', at: 'recipient' })
    const asked = world.sink.next('recipient')
    const attempts = world.tick()
    await asked
    await world.store.eraseMailbox('rosa@example.org', world.clock.now())
    world.sink.release()
    expect(await attempts).toMatchObject([{ ended: 'lease-lost' }])
    expect(world.sink.offered).toEqual([])
  })
})

describe('a letter that has nobody to go to is held with the reason', () => {
  test.each([
    ['vacant', { code: emptySeat.code, by: 'postcode' }],
    ['no-email', { code: silentSeat.code, by: 'postcode' }],
    ['no-constituency', null],
  ] as const)('%s', async (why, constituency) => {
    const world = await openWorld()
    await world.writeLetter({ constituency })
    expect(await world.tick()).toMatchObject([{ ended: 'held' }])
    expect(await letterRow(world)).toMatchObject({ state: 'held', holdReason: why })
    expect(world.sink.offered).toEqual([])
  })

  test('and goes on once its writer chose a constituency', async () => {
    const world = await openWorld()
    const [draft] = await world.writeLetters([{ constituency: null }])
    await world.tick()
    if (draft) await world.store.chooseConstituency(draft.id, ashford.code, world.clock.now())
    expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
    expect(arrived(world).to).toEqual(['asha.grange@parliament.example'])
  })
})

describe('when another member sits by the time a letter goes', () => {
  const successor = {
    id: 77,
    name: 'Nia Penrose',
    salutation: 'Nia Penrose',
    email: 'nia@parliament.example',
  }

  test('it greets the new one', async () => {
    const world = await openWorld()
    await world.writeLetter()
    await newMember(world, successor)
    expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
    expect(arrived(world).to).toEqual(['nia@parliament.example'])
    expect(arrived(world).parsed.text).toMatch(/^Dear Nia Penrose,/)
  })

  test('a letter written while the seat was vacant greets them too', async () => {
    const world = await openWorld()
    await newMember(world, null)
    await world.writeLetter({ letter: { ...letterDraft(), memberId: null } })
    await newMember(world, successor)
    expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
    expect(arrived(world).parsed.text).toMatch(/^Dear Nia Penrose,/)
  })

  test('it is held where the campaign’s words name the former one', async () => {
    const openings = [['{{mp}}, I write as your constituent.']]
    const letter = { subjects: ['Crossings'], openings, closings: [['Thank you.']] }
    const world = await openWorld(campaignText({ letter }))
    await world.writeLetter({ letter: letterDraft('Asha Grange, I write as your constituent.') })
    await newMember(world, successor)
    await world.tick()
    expect(await letterRow(world)).toMatchObject({ state: 'held', holdReason: 'names-former-member' })
  })

  test('it is held where the writer’s own words name the former one, who sits elsewhere now', async () => {
    const world = await openWorld()
    await world.writeLetter({ letter: letterDraft('You promised it, Ms GRANGE.') })
    const [former] = members
    if (!former) throw new Error('no members')
    const moved = { ...former, constituencyCode: emptySeat.code }
    const draft = placesDraft({
      constituencies: [ashford, emptySeat],
      members: [{ ...former, ...successor }, moved],
      postcodes: {},
    })
    await world.store.importPlaces(draft, world.clock.now(), 'save')
    await world.tick()
    expect(await letterRow(world)).toMatchObject({ state: 'held', holdReason: 'names-former-member' })
  })

  test('words that the campaign suggests name nobody, be they a former member’s name', async () => {
    const openings = [['You will know Grange Lane.']]
    const letter = { subjects: ['Crossings'], openings, closings: [['Thank you.']] }
    const world = await openWorld(campaignText({ letter }))
    await world.writeLetter({ letter: letterDraft('You will know Grange Lane. Please act.') })
    await newMember(world, successor)
    expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
    expect(arrived(world).to).toEqual(['nia@parliament.example'])
  })

  test('a letter that greets the former one by first name alone, in its subject, is held too', async () => {
    const world = await openWorld()
    const draft = letterDraft()
    await world.writeLetter({ letter: { ...draft, words: { ...draft.words, subject: 'Thank you, Asha' } } })
    await newMember(world, successor)
    await world.tick()
    expect(await letterRow(world)).toMatchObject({ state: 'held', holdReason: 'names-former-member' })
    expect(world.sink.offered).toEqual([])
  })

  test('it is held however the writer typed the former one’s name', async () => {
    const world = await openWorld()
    await newMember(world, { id: 8, name: 'Séan O’Rúnaigh' })
    const letter = { ...letterDraft("Dear Mr O'Runaigh, you promised it."), memberId: 8 }
    await world.writeLetter({ letter })
    await newMember(world, successor)
    await world.tick()
    expect(await letterRow(world)).toMatchObject({ state: 'held', holdReason: 'names-former-member' })
  })

  test('it is held where its words speak to the former one’s office, unless the new one holds the same', async () => {
    const world = await openWorld()
    await newMember(world, { role: 'speaker' })
    await world.writeLetter({ letter: letterDraft('As Speaker you take no part in votes.') })
    await newMember(world, { ...successor, role: 'member' })
    expect(await world.tick()).toMatchObject([{ ended: 'held' }])
    expect(await letterRow(world)).toMatchObject({ holdReason: 'names-former-member' })

    const same = await openWorld()
    await newMember(same, { role: 'speaker' })
    await same.writeLetter({ letter: letterDraft('As Speaker you take no part in votes.') })
    await newMember(same, { ...successor, role: 'speaker' })
    expect(await same.tick()).toMatchObject([{ ended: 'accepted' }])
  })

  test('a mail that was deferred to the former one goes to the new one', async () => {
    const world = await openWorld()
    await world.writeLetter()
    world.sink.behave({ do: 'refuse', at: 'recipient', code: 450, words: 'later' })
    await world.tick()
    world.sink.behave({ do: 'accept' })
    await newMember(world, successor)
    world.clock.advance(minute)
    await world.tick()
    expect(arrived(world).to).toEqual(['nia@parliament.example'])
  })
})
