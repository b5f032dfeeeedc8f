import type { ActionFunctionArgs } from '@remix-run/node'
import { askForFirstPasskey, joinByPasskey } from '../domain/organiser/join'
import { requireTaken } from '../domain/sign-in/one-time-link'
import { comerOf } from '../http/comer'
import { linkOf } from '../http/one-time-link'
import { exchangePasskey } from '../http/passkey-answer'
import { leadTo } from '../http/post-only'

export const action = (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const link = async () => requireTaken(await linkOf(args, 'join'))
  return exchangePasskey(args, {
    ask: async form => askForFirstPasskey(ports, await link(), form.get('name') ?? ''),
    async take(answer, form) {
      const typed = { name: form.get('name') ?? '', answer }
      const { session } = await joinByPasskey(ports, await link(), typed, comerOf(args).agent)
      return { to: '/organise', session }
    },
  })
}

export const loader = leadTo('/organise/sign-in')
