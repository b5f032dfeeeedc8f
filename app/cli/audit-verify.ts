import { type AuditFault, type KnownEvent, verifyAudit } from '../domain/audit/verify'
import { Problem } from '../domain/problem'
import { Misuse, type Verb } from './verb'

export const auditVerify: Verb = {
  words: 'audit verify',
  takes: [],
  options: { holds: { shown: '--holds NUMBER:HASH', required: false } },
  does: 'Walks the audit log and says whether anything in it was changed or taken out',
  more: 'It prints the number and the hash of the last event. Keep them somewhere else: given to --holds the next time, they\nshow that the end of the log was not cut off either. It is refused where the log is not whole. Nothing is changed.',
  async prepare({ options }) {
    const known = knownEvent(options.holds)
    return async (ports, io) => {
      const verdict = await verifyAudit(ports, known)
      if (verdict.kind === 'broken') throw new Problem('refused', brokenWords(verdict.number, verdict.why))
      const { events, lastHash } = verdict
      await io.out(
        lastHash
          ? `The audit log is whole: ${events} ${events === 1 ? 'event' : 'events'}. The last is ${events}:${lastHash}\n`
          : 'The audit log is empty.\n',
      )
    }
  },
}

function knownEvent(given: string | undefined): KnownEvent | null {
  if (given === undefined) return null
  const [, number, hash] = /^([1-9]\d{0,9}):([0-9a-f]{8,64})$/.exec(given) ?? []
  if (!number || !hash)
    throw new Misuse('--holds must be a number and a hash as audit verify printed them, such as 12:0fa3…')
  return { number: Number(number), hash }
}

function brokenWords(number: number, why: AuditFault): string {
  const words: Readonly<Record<AuditFault, string>> = {
    changed: `Event ${number} was changed after it was written: its values do not make its hash.`,
    unlinked: `Event ${number} does not follow the one before it: something was changed or taken out there.`,
    missing: `Event ${number} is missing.`,
    another: `Event ${number} is another than the one that was written down: the log was made anew.`,
  }
  return words[why]
}
