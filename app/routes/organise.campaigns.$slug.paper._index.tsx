import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PaperPage } from '../components/paper/PaperPage'
import { inLondon } from '../domain/calendar/london'
import { isId, type PaperBatchId } from '../domain/id'
import { allows } from '../domain/organiser/role'
import { enterPaper } from '../domain/paper/enter'
import { checkSheet } from '../domain/paper/sheet'
import { readUpload } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, readIntent } from '../http/moderating'
import { answering } from '../http/problems'
import { blankSheet, readTyped, typedSheet, withMoreLines } from '../http/sheet'

export const headers = deskPage

const batchesAtOnce = 30

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, organiser, desk } = await moderating(args)
  const before = new URL(args.request.url).searchParams.get('before') ?? ''
  const from = isId<PaperBatchId>(before) ? before : null
  const batches = await ports.store.paperBatchesBefore(campaign.id, from, batchesAtOnce)
  const tallied = await ports.store.countsBy(campaign.id, ['paper', 'signatures'])
  const count = (measure: string) => tallied.find(one => one.measure === measure)?.count ?? 0
  return {
    desk,
    batches,
    older: batches.length === batchesAtOnce ? (batches.at(-1)?.id ?? null) : null,
    counts: { paper: count('paper'), signatures: count('signatures') },
    done: doneOf(args.request),
    mayExport: allows(organiser.roles, 'export-personal', campaign.id),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readUpload(args.request)
  const intent = readIntent(form, ['enter', 'enter-good', 'more'])
  const typed = await typedSheet(form)
  if (intent === 'more') return data({ ...withMoreLines(typed), faults: [], good: 0 })
  const { people, faults } = checkSheet(await readTyped(ports, typed), inLondon(ports.now()).day)
  const empty = people.length + faults.length === 0 ? [{ line: 1, words: 'Fill in one line at least' }] : []
  const refused = [...faults, ...empty]
  if (refused.length > 0 && (intent === 'enter' || people.length === 0))
    return data({ ...typed, faults: refused, good: people.length }, 422)
  const { id } = await enterPaper(ports, campaign, people, deed())
  return backTo(campaign, `/paper/${id}`, 'entered')
})

export default function Paper() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const sheet = answer && 'faults' in answer ? answer : { ...blankSheet, faults: [], good: 0 }
  return <PaperPage {...shown} sheet={sheet} />
}
