import type { Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { type InvitationId, idBytes, type WebhookId } from '../../app/domain/id'
import { inviteOrganiser } from '../../app/domain/organiser/invite'
import { newSecret, secretHash } from '../../app/domain/sign-in/session'
import { makeUnsubscribeToken } from '../../app/domain/supporter/unsubscribe'
import { makeNewsToken } from '../../app/domain/update/subscriber'
import { cookieName } from '../../app/http/session-cookie'
import { access } from '../routes/access-table'
import { openExamined } from '../support/browser'
import { addressedRoutes, builtRoutes } from '../support/built'
import { campaignText, openCampaign } from '../support/campaign'
import { letterDraft, signatureDraft } from '../support/drafts'
import { expectKeyboardAlone } from '../support/keyboard'
import { type SignedInOrganiser, signInAs, signInWindow } from '../support/organiser'
import { entryFor, newWebhook } from '../support/organising'
import { testPorts } from '../support/ports'
import { startProduct } from '../support/product'
import { subscribe, writeUpdate } from '../support/updates'
import { storeOf } from '../support/world'

/** Every route that shows a page to whoever asks for it, with the address that leads to it. */
const pages = addressedRoutes(await builtRoutes()).filter(
  ({ name, module }) => 'default' in module && access[name]?.[0] !== '-',
)

/** What only somebody on a journey comes to, and the test of this folder that looks at it then. */
const onJourneys: Readonly<Record<string, string>> = {
  'campaigns.$slug.letter': 'pages',
  'campaigns.$slug.sign': 'pages',
  'confirm.$token': 'pages',
  'letter.$token': 'who-is-written-to',
  'mailbox.$id._index': 'pages',
  'my.$token._index': 'pages',
  'office.$token': 'pages',
  'office.choose.$token': 'pages',
  'organise.account.recovery-codes': 'getting-in',
  'organise.account.second-factor': 'getting-in',
  'organise.sign-in._index': 'getting-in',
  'signed.$token': 'pages',
  'survey.$token': 'replies',
}

test('every page of the build passes axe, fits 320 px in both themes, and can be worked by the keyboard alone', async context => {
  const product = await startProduct({ env: { MAILER: 'separate', LOG_LEVEL: 'error' } }) // none runs: nothing moves on
  const { page, seen } = await openExamined(context, product.origin, true)
  const olive = await signInAs(storeOf({ product }), new Date(), 'owner', {
    publicOrigin: product.origin,
    name: 'Llywelyn ap Gruffudd Fychan-Cadwaladr-Llanfairpwllgwyngyll',
    email: `${'a.very.long.name.'.repeat(3)}x@${'of-an-organisation-'.repeat(3)}x.example`,
  })
  await signInWindow(page.context(), product.origin, olive)
  const addresses = await fullHouse(storeOf({ product }), page, product.origin, olive)
  expect([...Object.keys(addresses), ...Object.keys(onJourneys)].sort()).toEqual(
    pages.map(({ name }) => name).sort(),
  )
  for (const { name, address } of pages) {
    const path = addresses[name]
    if (!path) continue
    const answer = await page.goto(product.origin + path)
    const theirs = new RegExp(`^${address.replace(/:\w+|\*/g, '[^/]+')}$`)
    expect([name, answer?.status(), new URL(page.url()).pathname]).toEqual([
      name,
      name === '$' ? 404 : 200,
      expect.stringMatching(theirs),
    ])
    await seen(name)
    await expectKeyboardAlone(page, name)
  }
})

type SentForm = NonNullable<Parameters<Page['request']['post']>[1]>

/** Makes one of everything that a page can be about. @returns the address of each page */
async function fullHouse(
  store: ReturnType<typeof storeOf>,
  page: Page,
  origin: string,
  olive: SignedInOrganiser,
): Promise<Readonly<Record<string, string>>> {
  const at = new Date()
  const clock = { now: () => new Date(), advance() {} }
  const ports = testPorts(store, clock)
  const campaign = await openCampaign(store, at, campaignText({ small_counts: 'shown', replies: 'public' }))
  const people = ['Rosa Lind', 'Tom Lind', 'Wren Ash'].map((name, index) =>
    signatureDraft(campaign, at, {
      ...{ name, email: `p${index}@example.org`, letter: letterDraft(), updates: index > 0 },
      constituency: { code: `Z1400000${index + 1}`, by: 'postcode' },
    }),
  )
  await store.recordSignatures(people)
  await store.confirmSignatures(
    people.map(({ id, letter }) => ({
      ...{ signatureId: id, letterId: letter?.id ?? null, constituencyCode: null, at },
    })),
  )
  for (const mail of await store.claimOutgoing(100, at, new Date(at.getTime() + 60_000)))
    await store.settleOutgoing(
      mail,
      { state: mail.kind === 'letter' ? 'bounced' : 'accepted', reply: '550' },
      at,
    )
  const update = await writeUpdate({ store, campaign, clock })
  const about = { object: `update:${update.id}`, campaignId: campaign.id } as const
  await store.publishUpdate(update.id, at, at, entryFor({ action: 'update-published', ...about }))
  const webhook = newWebhook({ id: uuidv7() as WebhookId })
  await store.saveWebhook(webhook, entryFor({ action: 'webhook-made' }))
  const follower = await subscribe({ store, campaign, clock }, 'news@example.org')
  const { tokens } = ports
  const invited = await inviteOrganiser(
    ports,
    'new@example.org',
    { role: 'editor', campaignId: 0 },
    { id: null },
  )
  const recovery = await askedToRecover()

  const desk = '/organise/campaigns/safer-crossings'
  const post = async (path: string, form: Pick<SentForm, 'form' | 'multipart'>) => {
    const answer = await page.request.post(origin + path, { ...form, headers: { Origin: origin } })
    return new URL(answer.url()).pathname
  }
  const sheet = {
    intent: 'enter',
    from: 'form',
    name: 'Ivo Finch',
    address: '',
    postcode: 'ZZ1 1AA',
    signed: '',
  }
  const [first] = people
  return {
    _index: '/',
    $: '/nowhere',
    'campaigns.$slug._index': '/campaigns/safer-crossings',
    'campaigns.$slug.check-your-email': '/campaigns/safer-crossings/check-your-email',
    'campaigns.$slug.news._index': '/campaigns/safer-crossings/news',
    'campaigns.$slug.news.check-your-email': '/campaigns/safer-crossings/news/check-your-email',
    'campaigns.$slug.privacy': '/campaigns/safer-crossings/privacy',
    'campaigns.$slug.replies': '/campaigns/safer-crossings/replies',
    'campaigns.$slug.updates.$number': `/campaigns/safer-crossings/updates/${update.number}`,
    'campaigns.$slug.updates._index': '/campaigns/safer-crossings/updates',
    constituencies: '/constituencies',
    'mailbox._index': '/mailbox',
    'news.$token': `/news/${makeNewsToken(tokens, follower, at)}`,
    'my._index': '/my',
    'my.check-your-email': '/my/check-your-email',
    'my.erased': '/my/erased',
    'office.check-your-email': '/office/check-your-email',
    'organise._index': '/organise',
    'organise.account._index': '/organise/account',
    'organise.account.password': '/organise/account/password',
    'organise.audit': '/organise/audit',
    'organise.campaigns.$slug._index': desk,
    'organise.campaigns.$slug.audit': `${desk}/audit`,
    'organise.campaigns.$slug.checklist': `${desk}/checklist`,
    'organise.campaigns.$slug.edit.$part': `${desk}/edit/letter`,
    'organise.campaigns.$slug.edit._index': `${desk}/edit`,
    'organise.campaigns.$slug.exports._index': `${desk}/exports`,
    'organise.campaigns.$slug.invalidations.$id': await post(`${desk}/invalidations`, {
      form: { domain: 'spam.example' },
    }),
    'organise.campaigns.$slug.invalidations._index': `${desk}/invalidations`,
    'organise.campaigns.$slug.letters': `${desk}/letters`,
    'organise.campaigns.$slug.letters_.$id': `${desk}/letters/${first?.letter?.id}`,
    'organise.campaigns.$slug.notices': `${desk}/notices`,
    'organise.campaigns.$slug.organisers': `${desk}/organisers`,
    'organise.campaigns.$slug.pack._index': `${desk}/pack`,
    'organise.campaigns.$slug.paper.$batch': await post(`${desk}/paper`, { multipart: sheet }),
    'organise.campaigns.$slug.paper._index': `${desk}/paper`,
    'organise.campaigns.$slug.paper.export': `${desk}/paper/export`,
    'organise.campaigns.$slug.preview.$view': `${desk}/preview/letter`,
    'organise.campaigns.$slug.preview._index': `${desk}/preview`,
    'organise.campaigns.$slug.queue': `${desk}/queue`,
    'organise.campaigns.$slug.signatures.$id': `${desk}/signatures/${first?.id}`,
    'organise.campaigns.$slug.signatures._index': `${desk}/signatures`,
    'organise.campaigns.$slug.state': `${desk}/state`,
    'organise.campaigns.$slug.take-down': `${desk}/take-down`,
    'organise.campaigns.$slug.updates.$number._index': `${desk}/updates/${update.number}`,
    'organise.campaigns.$slug.updates.$number.send': `${desk}/updates/${update.number}/send`,
    'organise.campaigns.$slug.updates._index': `${desk}/updates`,
    'organise.campaigns.$slug.versions._index': `${desk}/versions`,
    'organise.campaigns.$slug.versions.compare': `${desk}/versions/compare?from=1&to=draft`,
    'organise.campaigns.new': '/organise/campaigns/new',
    'organise.connections.$id': `/organise/connections/${webhook.id}`,
    'organise.connections._index': '/organise/connections',
    'organise.join.$token._index': new URL(invited.url).pathname,
    'organise.organisers.$id': `/organise/organisers/${olive.id}`,
    'organise.organisers._index': '/organise/organisers',
    'organise.places': '/organise/places',
    'organise.prove._index': '/organise/prove',
    'organise.recover.$token': `/organise/recover/${recovery}`,
    'organise.recover._index': '/organise/recover',
    'organise.recover.check-your-email': '/organise/recover/check-your-email',
    'unsubscribe.$token': `/unsubscribe/${makeUnsubscribeToken(tokens, { kind: 'subscriber', id: follower })}`,
  }

  /** A link for a new password, which this window alone may use. */
  async function askedToRecover(): Promise<string> {
    const id = uuidv7() as InvitationId
    const endsAt = new Date(at.getTime() + 600_000)
    const token = ports.tokens.make('recover', idBytes(id), endsAt)
    const [browser, mailbox] = [newSecret(), olive.email]
    const link = { id, hash: secretHash(token), browser: secretHash(browser) }
    await store.requestRecovery({ ...link, mailbox, at, endsAt })
    await signInWindow(page.context(), origin, { cookie: `${cookieName(origin, 'und-link')}=${browser}` })
    return token
  }
}
