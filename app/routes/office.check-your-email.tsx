import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OwnMailbox } from '../components/mailbox/OwnMailbox'
import { PlainPage } from '../components/page/PlainPage'

export function loader({ context }: LoaderFunctionArgs) {
  return { hasMailbox: context.mailbox !== null }
}

export default function CheckYourEmail() {
  const { hasMailbox } = useLoaderData<typeof loader>()
  return (
    <PlainPage heading="Now check your office’s e-mail">
      <p className="lead">
        We have mailed a link to the address that the letters go to. It works for a day, and for one choice.
      </p>
      <p>
        Look in the spam folder too. If nothing comes, a link was sent a moment ago: it is in the same
        mailbox.
      </p>
      <OwnMailbox there={hasMailbox} />
    </PlainPage>
  )
}
