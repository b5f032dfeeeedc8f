import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AccountPage } from '../components/sign-in/AccountPage'
import {
  endSession,
  ownCredentials,
  removePasskey,
  removePassword,
  sessionMark,
} from '../domain/organiser/account'
import { roleInWords } from '../domain/organiser/role-in-words'
import { isProblem } from '../domain/problem'
import { isLive } from '../domain/sign-in/session'
import { campaignTitles } from '../http/campaign-titles'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { doneOf } from '../http/moderating'
import { requireFreshProof, requireSession, type SignedIn } from '../http/organiser'
import { answering } from '../http/problems'
import { holderOf } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const session = await requireSession(args)
  const { organiser } = session
  const { ports } = args.context
  const { email, passkeys, passwordHash, recoveryCodesLeft } = await ownCredentials(ports, organiser)
  const titles = await campaignTitles(ports)
  return {
    organiser,
    email,
    roles: organiser.roles.map(role => roleInWords(role, titles)),
    passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt })),
    password: passwordHash ? ('set' as const) : ('none' as const),
    recoveryCodesLeft,
    sessions: await shownSessions(args, session),
    done: doneOf(args.request),
  }
})

async function shownSessions({ context: { ports } }: LoaderFunctionArgs, session: SignedIn) {
  const all = await ports.store.sessions(session.organiser.id)
  const here = sessionMark(session.hash)
  return all
    .filter(one => isLive(one, ports.now()))
    .map(({ hash, agent, createdAt, seenAt }) => {
      const mark = sessionMark(hash)
      return { mark, agent, createdAt, seenAt, which: mark === here ? ('this' as const) : ('other' as const) }
    })
}

export const action = answering(async (args: ActionFunctionArgs) => {
  const session = await requireSession(args)
  const form = await readForm(args.request)
  const of = form.get('of') ?? ''
  try {
    const done = await steps[form.get('step') ?? '']?.(args, session, of)
    return redirect(done ? `/organise/account?done=${done}` : '/organise/account', 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields }, 422)
  }
})

type Step = (args: ActionFunctionArgs, session: SignedIn, of: string) => Promise<string>

const steps: Readonly<Record<string, Step>> = {
  async 'remove-passkey'(args, session, id) {
    await requireFreshProof(args)
    await removePasskey(args.context.ports, holderOf(session), id)
    return 'passkey-removed'
  },
  async 'remove-password'(args, session) {
    await requireFreshProof(args)
    await removePassword(args.context.ports, holderOf(session))
    return 'password-removed'
  },
  async 'end-session'({ context }, session, mark) {
    await endSession(context.ports, holderOf(session), mark)
    return 'session-ended'
  },
  async 'end-others'({ context: { ports } }, session) {
    const here = sessionMark(session.hash)
    for (const { hash } of await ports.store.sessions(session.organiser.id)) {
      const mark = sessionMark(hash)
      if (mark !== here) await endSession(ports, holderOf(session), mark)
    }
    return 'session-ended'
  },
}

export default function Account() {
  const problems = useActionData<typeof action>()?.problems ?? {}
  return <AccountPage {...useLoaderData<typeof loader>()} problems={problems} />
}
