import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PaperBatchPage } from '../components/paper/PaperBatchPage'
import { isId, type PaperSignatureId } from '../domain/id'
import { batchOf } from '../domain/paper/enter'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, orRefused, readIntent, readReason } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

const linesAtOnce = 50

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk } = await moderating(args)
  const batch = await batchOf(ports, campaign, args.params.batch)
  const after = new URL(args.request.url).searchParams.get('after') ?? ''
  const from = isId<PaperSignatureId>(after) ? after : null
  const rows = await ports.store.paperAfter(campaign.id, batch.id, from, linesAtOnce)
  const seats = await ports.store.seatsEver()
  return {
    desk,
    batch,
    rows,
    next: rows.length === linesAtOnce ? (rows.at(-1)?.id ?? null) : null,
    seatNames: Object.fromEntries(seats.map(({ code, name }) => [code, name])),
    done: doneOf(args.request),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const batch = await batchOf(ports, campaign, args.params.batch)
  const intent = readIntent(form, ['remove', 'line'])
  return orRefused({ intent, reason: form.get('reason') ?? '' }, async () => {
    const line = form.get('line') ?? ''
    if (intent === 'remove') await ports.store.removePaper(batch.id, null, deed(readReason(form)))
    else if (isId<PaperSignatureId>(line)) await ports.store.removePaper(batch.id, line, deed())
    const left = await ports.store.paperBatch(batch.id)
    return left ? backTo(campaign, `/paper/${batch.id}`, intent) : backTo(campaign, '/paper', 'removed')
  })
})

export default function Batch() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? { problems: answer.problems, ...answer.typed } : null
  return <PaperBatchPage {...shown} refused={refused} />
}
