import type { ActionFunctionArgs } from '@remix-run/node'
import { Problem } from '../domain/problem'
import { askForPasskey } from '../domain/sign-in/show-passkey'
import { signInByPasskey } from '../domain/sign-in/sign-in'
import { comerOf } from '../http/comer'
import { exchangePasskey } from '../http/passkey-answer'
import { leadTo } from '../http/post-only'
import { toOf } from '../http/session-answer'

export const action = (args: ActionFunctionArgs) =>
  exchangePasskey(args, {
    ask: () => askForPasskey(args.context.ports, null),
    async take(answer, form) {
      const done = await signInByPasskey(args.context.ports, answer, comerOf(args))
      if (done.kind === 'signed-in') return { to: toOf(args, form.get('to')), session: done.session }
      throw new Problem('invalid', 'This passkey does not let anybody in here. Please try again, or another.')
    },
  })

export const loader = leadTo('/organise/sign-in')
