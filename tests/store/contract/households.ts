import { describe, expect, test } from 'vitest'
import { minute } from '../../support/clock'
import { kinds, type OpenStore, openWorld } from './world'

const second = { name: 'Tom Lind' }
const third = { name: 'Una Lind' }

export function householdPromises(openStore: OpenStore): void {
  test('a second person of another name at the same postcode signs too, and each is mailed', async () => {
    const { store, sign, collect } = await openWorld(openStore)
    await sign()
    expect((await sign(second)).answer).toBe('recorded')
    const held = await store.heldForMailbox('rosa@example.org')
    expect(held.map(({ signature }) => signature.person.name).toSorted()).toEqual(['Rosa Lind', 'Tom Lind'])
    expect(kinds(await collect())).toEqual(['confirm', 'confirm'])
  })

  test.each([
    ['at another postcode', { ...second, postcode: 'ZZ2 1AA' }],
    ['with no postcode', { ...second, postcode: '' }],
  ])('a second person %s is not recorded, and the owner is told', async (_, odd) => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    const owner = await sign()
    await collect()
    clock.advance(minute)
    expect((await sign(odd)).answer).toBe('repeated')
    expect(await store.heldForMailbox('rosa@example.org')).toHaveLength(1)
    expect(await collect()).toMatchObject([{ kind: 'mailbox-full', signatureId: owner.id, letterId: null }])
  })

  test('two people without a postcode are not known to live together', async () => {
    const { sign } = await openWorld(openStore)
    await sign({ postcode: '' })
    expect((await sign({ ...second, postcode: '' })).answer).toBe('told-lately')
  })

  test.each([
    ['case', 'ROSA LIND'],
    ['spacing', ' Rosa   Lind'],
    ['accents', 'Rósa Lind'],
    ['punctuation', 'Rosa-Lind.'],
  ])('a name that differs in %s alone is the same person', async (_, name) => {
    const { sign } = await openWorld(openStore)
    await sign()
    expect((await sign({ name })).answer).toBe('told-lately')
  })

  describe.each([1, 2, 3])('where a mailbox may hold %i', household => {
    test('that many are recorded and the next is not', async () => {
      const { store, sign, clock, collect } = await openWorld(openStore, { household })
      const people = [{}, second, third, { name: 'Vic Lind' }]
      const answers: string[] = []
      for (const one of people) answers.push((await sign(one)).answer)
      expect(answers).toEqual(people.map((_, index) => (index < household ? 'recorded' : 'told-lately')))
      expect(await store.heldForMailbox('rosa@example.org')).toHaveLength(household)
      await collect()
      clock.advance(minute)
      await sign({ name: 'Wim Lind' })
      expect(kinds(await collect())).toEqual(['mailbox-full'])
    })
  })

  test('each of a household is found by their own name when they sign again', async () => {
    const { store, clock, sign, collect, confirm } = await openWorld(openStore)
    await sign()
    const tom = await sign(second)
    await confirm(tom.id)
    await collect()
    clock.advance(minute)
    await sign(second)
    expect(await collect()).toMatchObject([{ kind: 'already-signed', signatureId: tom.id }])
    expect(await store.signatureCount(tom.campaignId)).toBe(1)
  })

  test('a place in the mailbox that erasing freed can be taken', async () => {
    const { store, clock, sign } = await openWorld(openStore)
    await sign()
    await sign(second)
    await store.eraseMailbox('rosa@example.org', clock.now())
    expect((await sign(third)).answer).toBe('recorded')
  })
}
