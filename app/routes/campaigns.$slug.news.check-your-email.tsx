import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OwnMailbox } from '../components/mailbox/OwnMailbox'
import { MailLink } from '../components/page/MailLink'
import { PlainPage } from '../components/page/PlainPage'
import type { PublicRoute } from '../domain/campaign/revision'
import { campaignBySlug } from '../http/campaign'
import { answering } from '../http/problems'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const { slug, text } = await campaignBySlug(context.ports, params.slug)
  return {
    slug,
    title: text.title,
    contact: text.organisation.contact,
    hasMailbox: context.mailbox !== null,
  }
})

/** Knows nobody: it is the same whether the address was new, or gets updates already. */
export default function CheckYourEmail() {
  const { slug, title, contact, hasMailbox } = useLoaderData<typeof loader>()
  return (
    <PlainPage heading="Now check your e-mail" eyebrow={<a href={`/campaigns/${slug}`}>{title}</a>}>
      <p className="lead">
        One more step. Open the mail that we send you, and press the button behind its link.
      </p>
      <p>Only then do updates come. The link works for seven days.</p>
      <OwnMailbox there={hasMailbox} />
      <h2>Nothing there?</h2>
      <p>
        It should arrive within a few minutes. Look in your spam folder. Whoever gets these updates already is
        not mailed again. If you think it should have come,{' '}
        <a href={`/campaigns/${slug}/news`}>ask once more</a>, or write to <MailLink address={contact} />.
      </p>
    </PlainPage>
  )
}
