import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ModeratedLetterPage } from '../components/letter/ModeratedLetterPage'
import {
  decideAbout,
  letterDeeds,
  letterOfCampaign,
  moderatedLetter,
} from '../domain/letter/moderated-letter'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, readIntent } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk, deed } = await moderating(args)
  const shown = await moderatedLetter(ports, campaign, args.params.id, deed())
  return { desk, ...shown, done: doneOf(args.request) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const decided = readIntent(form, letterDeeds)
  const letter = await letterOfCampaign(ports, campaign, args.params.id)
  await decideAbout(ports, letter, decided, deed())
  return backTo(campaign, '/queue', decided)
})

export default function ModeratedLetter() {
  return <ModeratedLetterPage {...useLoaderData<typeof loader>()} />
}
