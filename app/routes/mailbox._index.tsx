import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MailList } from '../components/mailbox/MailList'
import { unstoredPage } from '../http/headers'
import { requireMailbox } from '../http/mailbox'
import { answering } from '../http/problems'

export const headers = unstoredPage

export const loader = answering(async ({ context }: LoaderFunctionArgs) => ({
  mails: await requireMailbox(context).list(),
}))

export default function Mailbox() {
  return <MailList mails={useLoaderData<typeof loader>().mails} />
}
