import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SignaturesPage } from '../components/signature/SignaturesPage'
import { isId, type SignatureId } from '../domain/id'
import { Problem } from '../domain/problem'
import { findSignatures, readSearch, searchFields } from '../domain/signature/find'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { moderating, orRefused } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => (await moderating(args)).desk)

/** What is looked for comes in a form and never in an address, which logs and histories keep. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const by = searchFields.find(one => one === form.get('by'))
  if (!by) throw new Problem('unreadable', 'What was sent could not be read as a form.')
  const after = form.get('after') ?? ''
  return orRefused(null, async () => {
    const search = readSearch(by, form.get(by) ?? '')
    const from = isId<SignatureId>(after) ? after : null
    const { found, next } = await findSignatures(ports, campaign, search, from, deed())
    return { kind: 'found' as const, by, typed: search.typed, records: found, next }
  })
})

export default function Signatures() {
  const desk = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problems = answer?.kind === 'refused' ? answer.problems : {}
  return <SignaturesPage desk={desk} problems={problems} found={answer?.kind === 'found' ? answer : null} />
}
