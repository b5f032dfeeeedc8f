import { byOperator } from '../domain/audit'
import { isId, type SignatureId } from '../domain/id'
import { Problem } from '../domain/problem'
import type { Verb } from './verb'

export const signatureInvalidate: Verb = {
  words: 'signature invalidate',
  takes: ['SIGNATURE_ID'],
  does: 'Takes a signature off the count and blocks its mailbox from signing that campaign again',
  more: 'The export named signatures lists the ids.',
  async prepare({ given: [id = ''] }) {
    const none = new Problem('not-found', `There is no signature ${id}`)
    if (!isId<SignatureId>(id)) throw none
    return async (ports, io) => {
      const outcome = await ports.store.invalidateSignature(id, byOperator(ports.now()))
      if (outcome === 'not-found') throw none
      await io.out(`${id}: ${outcome === 'already' ? 'already ' : ''}invalidated\n`)
    }
  },
}
