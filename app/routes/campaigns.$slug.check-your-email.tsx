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
  const { title, organisation } = text
  return {
    address: `/campaigns/${slug}`,
    title,
    contact: organisation.contact,
    hasMailbox: context.mailbox !== null,
  }
})

/** Knows nobody: it is the same for a new, a repeated and a refused supporter. */
export default function CheckYourEmail() {
  const { address, title, contact, hasMailbox } = useLoaderData<typeof loader>()
  return (
    <PlainPage heading="Now check your e-mail" eyebrow={<a href={address}>{title}</a>}>
      <p className="lead">
        One more step. Open the mail that we send you, and press the button behind its link.
      </p>
      <p>
        Only then does your signature count, and only then is a letter sent. The link works for seven days.
      </p>
      <OwnMailbox there={hasMailbox} />
      <h2>Nothing there?</h2>
      <p>
        It should arrive within a few minutes. Look in your spam folder. If you signed before, the mail says
        so. If it does not come, check that the address was right and <a href={address}>sign again</a>, or
        write to <MailLink address={contact} />.
      </p>
      <p>
        To see what is held about you, or to erase it, go to <a href="/my">your data</a>.
      </p>
    </PlainPage>
  )
}
