import type { ActionFunctionArgs } from '@remix-run/node'
import { ownCredentials } from '../domain/organiser/account'
import { Problem } from '../domain/problem'
import { proveByPasskey } from '../domain/sign-in/prove'
import { askForPasskey } from '../domain/sign-in/show-passkey'
import { requireSession } from '../http/organiser'
import { exchangePasskey } from '../http/passkey-answer'
import { leadTo } from '../http/post-only'
import { answering } from '../http/problems'
import { holderOf, toOf } from '../http/session-answer'

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const holder = holderOf(await requireSession(args))
  return exchangePasskey(args, {
    ask: async () => askForPasskey(ports, await ownCredentials(ports, holder)),
    async take(answer, form) {
      const session = await proveByPasskey(ports, holder, answer)
      if (session) return { to: toOf(args, form.get('to')), session }
      throw new Problem('invalid', 'This is not one of your passkeys. Please try again, or another.')
    },
  })
})

export const loader = leadTo('/organise/prove')
