import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignaturePage } from '../components/signature/SignaturePage'
import { moderatedSignature, signatureOfCampaign } from '../domain/signature/find'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, orRefused, readIntent, readReason } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk, deed } = await moderating(args)
  const record = await moderatedSignature(ports, campaign, args.params.id, deed())
  const titles = new Map(campaign.text.principles.map(({ slug, title }) => [slug, title]))
  const principles = record.signature.principles.map(slug => titles.get(slug) ?? slug)
  return { desk, record, principles, done: doneOf(args.request) }
})

const intents = ['invalidate', 'restore', 'review', 'take-down-reply'] as const

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const { signature } = await signatureOfCampaign(ports, campaign, args.params.id)
  const intent = readIntent(form, intents)
  return orRefused({ intent, reason: form.get('reason') ?? '' }, async () => {
    const { store } = ports
    if (intent === 'review') await store.reviewSignature(signature.id, deed())
    if (intent === 'invalidate') await store.invalidateSignature(signature.id, deed(readReason(form)))
    if (intent === 'restore') await store.restoreSignature(signature.id, deed(readReason(form)))
    if (intent === 'take-down-reply') {
      const why = deed(readReason(form))
      const letter = await store.confirmedLetter(signature.id)
      if (letter) await store.takeDownReply(letter.id, why)
    }
    return backTo(campaign, `/signatures/${signature.id}`, intent)
  })
})

export default function Signature() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? { problems: answer.problems, ...answer.typed } : null
  return <SignaturePage {...shown} refused={refused} />
}
