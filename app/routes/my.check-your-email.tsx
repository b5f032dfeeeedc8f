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
    <PlainPage heading="Now check your e-mail">
      <p className="lead">If anything is held about that address, we have sent a link to it.</p>
      <p>
        The link works for a day. Look in your spam folder too. If nothing comes, nothing is held, or a link
        was sent a moment ago.
      </p>
      <OwnMailbox there={hasMailbox} />
    </PlainPage>
  )
}
