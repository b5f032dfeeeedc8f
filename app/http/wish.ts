import { isId, type SignatureId, type SubscriberId } from '../domain/id'
import { Problem } from '../domain/problem'
import type { SupporterWish } from '../domain/supporter/supporter'

/**
 * What a supporter asks for on their own page.
 * @throws Problem `invalid` for an erasure that was not ticked, `unreadable` for what no form of ours sends
 */
export function readWish(form: URLSearchParams): SupporterWish {
  const intent = form.get('intent')
  if (intent === 'erase') {
    if (form.get('sure') !== 'yes')
      throw new Problem('invalid', 'There is a problem', { sure: 'Tick the box to say that you are sure' })
    return { kind: 'erase' }
  }
  const id = form.get('id') ?? ''
  if (intent === 'forget-news' && isId<SubscriberId>(id)) return { kind: intent, subscriber: id }
  if (!isId<SignatureId>(id)) throw unreadable()
  if (intent === 'withdraw' || intent === 'unsubscribe') return { kind: intent, id }
  if (intent === 'correct-name') return { kind: intent, id, name: form.get('name') ?? '' }
  throw unreadable()
}

function unreadable(): Problem {
  return new Problem('unreadable', 'What was sent could not be read as a form.')
}
