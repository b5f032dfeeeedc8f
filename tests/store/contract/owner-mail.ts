import { describe, expect, test } from 'vitest'
import { day, minute, second } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { kinds, kindsAndLetters, type OpenStore, openWorld } from './world'

export function ownerMailPromises(openStore: OpenStore): void {
  test('somebody who keeps posting an address gets it at most one mail a minute, five ever', async () => {
    const { clock, sign, collect } = await openWorld(openStore)
    const began = clock.now().getTime()
    const mailedAt: number[] = []
    for (let post = 0; post < 100; post++) {
      await sign()
      for (const _mail of await collect()) mailedAt.push((clock.now().getTime() - began) / minute)
      clock.advance(10 * second)
    }
    clock.advance(day)
    await sign()
    expect(await collect()).toEqual([])
    expect(mailedAt).toEqual([0, 1, 2, 3, 4])
  })

  test('posting new letters gets an address no more mails than that', async () => {
    const { clock, sign, collect } = await openWorld(openStore)
    const began = clock.now().getTime()
    const mailedAt: number[] = []
    for (let post = 0; post < 100; post++) {
      await sign({ letter: letterDraft(`Letter ${post}`) })
      for (const _mail of await collect()) mailedAt.push((clock.now().getTime() - began) / minute)
      clock.advance(10 * second)
    }
    expect(mailedAt).toEqual([0, 1, 2, 3, 4])
  })

  test('a repeat within the minute is not told twice', async () => {
    const { clock, sign, collect } = await openWorld(openStore)
    await sign()
    await collect()
    clock.advance(59 * second)
    expect((await sign()).answer).toBe('told-lately')
    clock.advance(minute)
    expect(await collect()).toEqual([])
    expect((await sign()).answer).toBe('repeated')
    expect(kinds(await collect())).toEqual(['confirm'])
  })

  test('a repeat with a new letter within the minute is mailed when the minute is over', async () => {
    const { clock, sign, collect } = await openWorld(openStore)
    await sign()
    await collect()
    clock.advance(10 * second)
    const { letter } = await sign({ letter: letterDraft() })
    expect(await collect()).toEqual([])
    clock.advance(50 * second)
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter?.id }])
  })

  test('a repeat with the same letter is the same letter, mailed again', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    const { letter } = await sign({ letter: letterDraft() })
    await collect()
    clock.advance(minute)
    const again = await sign({ letter: letterDraft() })
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter?.id }])
    expect(again.letter && (await store.letter(again.letter.id))).toBeNull()
  })

  test('a supporter who signs alone is mailed a link without the letter that somebody wrote in their name', async () => {
    const { store, clock, sign, confirm, collect } = await openWorld(openStore)
    const { id } = await sign({ letter: letterDraft('Not what I think') })
    await collect()
    clock.advance(10 * second)
    await sign()
    clock.advance(minute)
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: null }])
    await confirm(id)
    expect(await store.confirmedLetter(id)).toBeNull()
  })

  test('a repeat for an address that may not be mailed today is not told, and its letter is not kept', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    await sign()
    await collect()
    clock.advance(minute)
    const { letter } = await sign({ mail: 'withheld', letter: letterDraft() })
    expect(await collect()).toEqual([])
    expect(letter && (await store.letter(letter.id))).toBeNull()
  })

  test('once the mailbox may be mailed, a signature that was not mailed before is mailed without waiting', async () => {
    const { sign, collect } = await openWorld(openStore)
    await sign({ mail: 'withheld' })
    await sign()
    expect(kinds(await collect())).toEqual(['confirm'])
  })

  describe('a mail that nobody has claimed yet', () => {
    test('keeps its letter when another comes, which is mailed on its own a minute later', async () => {
      const { clock, sign, collect } = await openWorld(openStore)
      const first = await sign({ letter: letterDraft('The first thought') })
      const second = await sign({ letter: letterDraft('The second thought') })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: first.letter?.id }])
      clock.advance(minute)
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: second.letter?.id }])
    })

    test('is about the signature alone once another link sent the letter it would have shown', async () => {
      const { clock, sign, confirm, collect } = await openWorld(openStore)
      const { id, letter } = await sign({ letter: letterDraft() })
      await collect()
      clock.advance(minute)
      await sign({ letter: letterDraft() }) // the same words: mailed again
      await confirm(id, letter?.id)
      await sign({ letter: letterDraft('And another thing') })
      const mails = kindsAndLetters(await collect()) // due at the same time, in whatever order
      expect(mails.toSorted((one, other) => one.kind.localeCompare(other.kind))).toEqual([
        { kind: 'already-signed', letterId: null },
        { kind: 'letter', letterId: letter?.id },
      ])
    })

    test('is aimed at the first letter, where the signature came without one', async () => {
      const { sign, collect } = await openWorld(openStore)
      await sign()
      const { letter } = await sign({ letter: letterDraft() })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter?.id }])
    })

    test('keeps its letter when a repeat comes without one', async () => {
      const { sign, collect } = await openWorld(openStore)
      const { letter } = await sign({ letter: letterDraft() })
      await sign()
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter?.id }])
    })

    test('leaves an earlier link doing what it says, whatever is posted since', async () => {
      const { store, clock, sign, collect, confirm } = await openWorld(openStore)
      const first = await sign({ letter: letterDraft('The first thought') })
      await collect() // the first link is in the mailbox
      clock.advance(minute)
      await sign({ letter: letterDraft('The first thought') }) // mailed again, with the same letter
      await sign({ letter: letterDraft('The second thought') })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: first.letter?.id }])
      expect(await confirm(first.id, first.letter?.id)).toBe('confirmed')
      expect((await store.confirmedLetter(first.id))?.id).toBe(first.letter?.id)
    })

    test('that told of a full mailbox asks for the confirmation instead, when the owner signs again', async () => {
      const { clock, sign, collect } = await openWorld(openStore, { household: 1 })
      await sign()
      await collect()
      clock.advance(minute)
      await sign({ name: 'Tom Lind' })
      const { letter } = await sign({ letter: letterDraft() })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter?.id }])
    })

    test('that would only have said "you have signed already" asks for the letter instead', async () => {
      const { clock, sign, signAndConfirm, collect } = await openWorld(openStore)
      await signAndConfirm()
      await collect()
      clock.advance(minute)
      await sign()
      const { letter } = await sign({ letter: letterDraft() })
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm-letter', letterId: letter?.id }])
    })
  })

  test('a mail that was claimed is not aimed anew: what its link shows stays', async () => {
    const { store, clock, sign, claim } = await openWorld(openStore)
    const { letter } = await sign({ letter: letterDraft('The first thought') })
    await claim()
    clock.advance(second)
    await sign({ letter: letterDraft('The second thought') })
    expect(letter && (await store.letter(letter.id))?.words).toEqual(letter?.words)
  })

  test('a confirmed supporter who signs again is told that they have signed', async () => {
    const { clock, sign, signAndConfirm, collect } = await openWorld(openStore)
    const { id } = await signAndConfirm()
    await collect()
    clock.advance(minute)
    await sign()
    expect(await collect()).toMatchObject([{ kind: 'already-signed', signatureId: id, letterId: null }])
  })

  test('a confirmed supporter’s first letter is mailed for them to confirm', async () => {
    const { clock, sign, signAndConfirm, collect } = await openWorld(openStore)
    const { id } = await signAndConfirm()
    await collect()
    clock.advance(minute)
    const { letter } = await sign({ letter: letterDraft() })
    expect(await collect()).toMatchObject([{ kind: 'confirm-letter', signatureId: id, letterId: letter?.id }])
  })

  test('a second letter of one whose letter was confirmed is not kept, and they are told that they have signed', async () => {
    const { store, clock, sign, signAndConfirm, collect } = await openWorld(openStore)
    await signAndConfirm({ letter: letterDraft() })
    await collect()
    clock.advance(minute)
    const { letter } = await sign({ letter: letterDraft('And another thing') })
    expect(letter && (await store.letter(letter.id))).toBeNull()
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'already-signed', letterId: null }])
  })
}
