import type { SignatureDraft } from '../../app/domain/signature/signature'
import { alternate } from './alternate'
import type { Figure, Say } from './figure'
import { confirmLetters, withLetters } from './letters-written'
import { openBenchStore, recordInGroups } from './opened'

const rounds = 5
const letters = 2048

/**
 * Composing letters and putting them into the outbox: each is composed, measured, recorded with its signature, and queued when
 * that is confirmed. Against the same signatures without a letter.
 */
export async function lettersQueueing(say: Say): Promise<readonly Figure[]> {
  const ready = await openBenchStore()
  const { store } = ready
  const compared = await alternate(
    rounds,
    () => queue(() => withLetters(ready, letters)),
    () => queue(() => ready.drafts(letters)),
    say,
  )
  await store.close()
  return [
    {
      benchmark: 'letters',
      what: 'letters composed, recorded and queued, 128 a commit',
      unit: 'a second',
      measured: compared.measured,
      reference: { what: 'signing and confirming without one', measured: compared.reference },
      ratio: compared.ratio,
    },
  ]

  async function queue(make: () => readonly SignatureDraft[]) {
    const began = performance.now()
    const drafts = make()
    await recordInGroups(store, drafts)
    await confirmLetters(store, drafts)
    return { perSecond: (letters * 1000) / (performance.now() - began) }
  }
}
