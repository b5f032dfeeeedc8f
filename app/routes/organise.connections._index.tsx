import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { type ConnectionAnswer, ConnectionsPage } from '../components/connection/ConnectionsPage'
import { addToken, addWebhook, readTokenFields, readWebhookFields } from '../domain/connection/form'
import { endAccessToken, tokenMark } from '../domain/connection/token'
import type { Organiser } from '../domain/organiser/organiser'
import type { Ports } from '../domain/ports'
import { isProblem } from '../domain/problem'
import { shownConnections } from '../http/connections'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireFreshProof, requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args) // a token made here takes personal data out
  return { organiser, ...(await shownConnections(args.context.ports)) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  await requireFreshProof(args)
  const { ports } = args.context
  const form = await readForm(args.request)
  if (form.get('intent') === 'end-token') {
    await endToken(ports, form.get('token') ?? '', organiser)
    throw redirect('/organise/connections#tokens', 303)
  }
  const answer =
    form.get('intent') === 'make-token'
      ? await makeToken(ports, form, organiser)
      : await add(ports, form, organiser)
  return data(answer, 'refused' in answer ? 422 : 201)
})

async function add(ports: Ports, form: URLSearchParams, organiser: Organiser): Promise<ConnectionAnswer> {
  const fields = readWebhookFields(form)
  try {
    return { made: 'webhook', secret: (await addWebhook(ports, fields, organiser)).secret }
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return { refused: 'webhook', problems: thrown.fields, fields }
  }
}

async function makeToken(
  ports: Ports,
  form: URLSearchParams,
  organiser: Organiser,
): Promise<ConnectionAnswer> {
  const fields = readTokenFields(form)
  try {
    return { made: 'token', secret: await addToken(ports, fields, organiser) }
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return { refused: 'token', problems: thrown.fields, fields }
  }
}

async function endToken(ports: Ports, mark: string, organiser: Organiser): Promise<void> {
  const token = (await ports.store.accessTokens()).find(({ hash }) => tokenMark(hash) === mark)
  if (token) await endAccessToken(ports, token.hash, organiser)
}

export default function Connections() {
  return (
    <ConnectionsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />
  )
}
