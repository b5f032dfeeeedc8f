import type { Campaign, CampaignText } from '../../../app/domain/campaign/campaign'
import type { LetterId, SignatureId } from '../../../app/domain/id'
import type { Claimed } from '../../../app/domain/outbox/outbox'
import type { SignatureDraft } from '../../../app/domain/signature/signature'
import type { Confirmed, Recorded, Store } from '../../../app/domain/store'
import { campaignText, openCampaign, savePlaces } from '../../support/campaign'
import { type Clock, clockAt, minute } from '../../support/clock'
import { signatureDraft } from '../../support/drafts'

/** Opens an empty store that is closed when the test ends. */
export type OpenStore = (options?: { readonly household?: number }) => Store | Promise<Store>

export type Odd = Parameters<typeof signatureDraft>[2]

/** A store with places and one open campaign, a clock, and what people do there. */
export interface World {
  readonly store: Store
  readonly clock: Clock
  readonly campaign: Campaign
  /** Somebody posts the form. */
  sign(odd?: Odd): Promise<SignatureDraft & { readonly answer: Recorded }>
  /** Somebody presses the button behind the link of a mail. */
  confirm(
    signatureId: SignatureId,
    letterId?: LetterId | null,
    constituencyCode?: string | null,
  ): Promise<Confirmed>
  /** Signs and confirms what was signed. */
  signAndConfirm(odd?: Odd): Promise<SignatureDraft>
  /** Lends every mail that is due. */
  claim(leaseMs?: number): Promise<readonly Claimed[]>
  /** Sends every mail that is due: the relay takes them all. */
  collect(): Promise<readonly Claimed[]>
  /** What is counted, as `measure/key`. */
  tallies(campaign?: Campaign): Promise<Readonly<Record<string, number>>>
}

export async function openWorld(
  openStore: OpenStore,
  { household = 2, text = campaignText() }: { household?: number; text?: CampaignText } = {},
): Promise<World> {
  const store = await openStore({ household })
  const clock = clockAt()
  await savePlaces(store, clock.now())
  const campaign = await openCampaign(store, clock.now(), text)

  const sign: World['sign'] = async odd => {
    const draft = signatureDraft(campaign, clock.now(), odd)
    const [answer] = await store.recordSignatures([draft])
    if (!answer) throw new Error('no answer')
    return { ...draft, answer }
  }
  const confirm: World['confirm'] = async (signatureId, letterId = null, constituencyCode = null) => {
    const [answer] = await store.confirmSignatures([
      { signatureId, letterId, constituencyCode, at: clock.now() },
    ])
    if (!answer) throw new Error('no answer')
    return answer
  }
  const claim: World['claim'] = (leaseMs = 10 * minute) =>
    store.claimOutgoing(1000, clock.now(), new Date(clock.now().getTime() + leaseMs))

  return {
    store,
    clock,
    campaign,
    sign,
    confirm,
    claim,
    async signAndConfirm(odd) {
      const draft = await sign(odd)
      await confirm(draft.id, draft.letter?.id ?? null)
      return draft
    },
    async collect() {
      const mails = await claim()
      for (const mail of mails)
        await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())
      return mails
    },
    async tallies({ id } = campaign) {
      const counts = await store.counts(id)
      return Object.fromEntries(counts.map(({ measure, key, count }) => [`${measure}/${key}`, count]))
    },
  }
}

/** What each mail is, and the letter it shows. */
export function kindsAndLetters(mails: readonly Claimed[]) {
  return mails.map(({ kind, letterId }) => ({ kind, letterId }))
}

export function kinds(mails: readonly Claimed[]) {
  return mails.map(({ kind }) => kind)
}

/** Sends every letter that is due as a test wants, and every other mail as usual; gives the letters. */
export async function claimLetters({ store, clock, claim }: World): Promise<readonly Claimed[]> {
  const mails = await claim()
  for (const mail of mails) {
    if (mail.kind !== 'letter')
      await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())
  }
  return mails.filter(({ kind }) => kind === 'letter')
}

/** What each mail of a letter is held for. */
export async function whyHeld(store: Store, id: LetterId) {
  const mails = await store.letterMails(id)
  return mails.filter(({ state }) => state === 'held').map(({ holdReason }) => holdReason)
}

/** The odd mail out of several. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`expected one, got ${items.length}`)
  return item
}
