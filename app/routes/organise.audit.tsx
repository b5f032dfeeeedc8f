import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AuditPage } from '../components/audit/AuditPage'
import { verifyAudit } from '../domain/audit/verify'
import { readAuditAsked, shownAudit } from '../http/audit'
import { deskPage } from '../http/headers'
import { requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  return { organiser, ...(await shownAudit(args.context.ports, readAuditAsked(args.request))) }
})

/** Walks the whole log. It changes nothing; it is asked for by a button because it may take a while. */
export const action = answering(async (args: ActionFunctionArgs) => {
  await requireOrganiser(args, 'administer')
  return { verdict: await verifyAudit(args.context.ports, null) }
})

export default function Audit() {
  return (
    <AuditPage
      {...useLoaderData<typeof loader>()}
      verdict={useActionData<typeof action>()?.verdict ?? null}
    />
  )
}
