import type { ActionFunctionArgs } from '@remix-run/node'
import { addPasskey, askForNewPasskey } from '../domain/organiser/account'
import { requireFreshProof, requireSession } from '../http/organiser'
import { exchangePasskey } from '../http/passkey-answer'
import { leadTo } from '../http/post-only'
import { answering } from '../http/problems'
import { holderOf } from '../http/session-answer'

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const holder = holderOf(await requireSession(args))
  await requireFreshProof(args)
  return exchangePasskey(args, {
    ask: () => askForNewPasskey(ports, holder),
    async take(answer, form) {
      await addPasskey(ports, holder, { name: form.get('name') ?? '', answer })
      return { to: '/organise/account?done=passkey-added' }
    },
  })
})

export const loader = leadTo('/organise/account')
