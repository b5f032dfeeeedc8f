import { byOperator } from '../domain/audit/audit'
import { isId, type SignatureId } from '../domain/id'
import { Problem } from '../domain/problem'
import { checkReason } from '../domain/reason'
import { givenReason, reasonOption } from './reason'
import type { Verb } from './verb'

const more = 'The export named signatures lists the ids. The audit log keeps the reason.'

export const signatureInvalidate: Verb = {
  words: 'signature invalidate',
  takes: ['SIGNATURE_ID'],
  options: { reason: { ...reasonOption, required: false } },
  does: 'Takes a signature off the count and blocks its mailbox from signing that campaign again',
  more,
  async prepare({ given: [typed = ''], options }) {
    const id = signatureId(typed)
    const reason = options.reason === undefined ? null : checkReason(options.reason)
    return async (ports, io) => {
      const outcome = await ports.store.invalidateSignature(id, byOperator(ports.now(), reason))
      if (outcome === 'not-found') throw noSignature(id)
      await io.out(`${id}: ${outcome === 'already' ? 'already ' : ''}invalidated\n`)
    }
  },
}

export const signatureRestore: Verb = {
  words: 'signature restore',
  takes: ['SIGNATURE_ID'],
  options: { reason: reasonOption },
  does: 'Puts a signature back that was taken off the count: it is what it was before, and its mailbox may sign',
  more,
  async prepare({ given: [typed = ''], options }) {
    const id = signatureId(typed)
    const reason = givenReason(options)
    return async (ports, io) => {
      const outcome = await ports.store.restoreSignature(id, byOperator(ports.now(), reason))
      if (outcome === 'not-found') throw noSignature(id)
      if (outcome === 'not-invalidated')
        throw new Problem(
          'refused',
          `${id} was not taken off the count. What a bot left counts once a person signs from that mailbox`,
        )
      await io.out(`${id}: restored\n`)
    }
  },
}

function signatureId(typed: string): SignatureId {
  if (isId<SignatureId>(typed)) return typed
  throw noSignature(typed)
}

function noSignature(id: string): Problem {
  return new Problem('not-found', `There is no signature ${id}`)
}
