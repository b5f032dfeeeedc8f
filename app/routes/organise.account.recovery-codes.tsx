import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RenewCodesPage } from '../components/sign-in/ProofPages'
import { RecoveryCodes } from '../components/sign-in/RecoveryCodes'
import { renewRecoveryCodes } from '../domain/organiser/account'
import { deskPage } from '../http/headers'
import { requireFreshProof, requireSession } from '../http/organiser'
import { answering } from '../http/problems'
import { holderOf } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser } = await requireSession(args)
  await requireFreshProof(args)
  return { organiser }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const holder = holderOf(await requireSession(args))
  await requireFreshProof(args)
  return data({ codes: await renewRecoveryCodes(args.context.ports, holder) })
})

export default function Codes() {
  const page = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  return done ? <RecoveryCodes codes={done.codes} to="/organise/account" /> : <RenewCodesPage {...page} />
}
