import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MailPage } from '../components/mailbox/MailPage'
import { frameHeaders, mailById } from '../http/mailbox'
import { answering } from '../http/problems'

export const headers = () => frameHeaders

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const { id, from, to, replyTo, subject, date, text, html } = await mailById(context, params.id)
  return { id, from, to, replyTo, subject, date, text, hasHtml: html !== null }
})

export default function Mail() {
  return <MailPage mail={useLoaderData<typeof loader>()} />
}
