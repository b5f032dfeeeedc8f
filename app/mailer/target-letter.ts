import { letter as letterMail } from '../../emails/letter'
import type { OfficeId } from '../domain/id'
import { makeOfficeToken } from '../domain/office/choice'
import type { Passage } from '../domain/office/line'
import { officeAddress } from '../domain/office/office'
import type { Pace } from '../domain/office/pacing'
import type { Ports } from '../domain/ports'
import type { Target } from '../domain/target/target'
import { ours, party } from './addressing'
import {
  type ComposedMail,
  type Composition,
  type Occasion,
  type TargetLetter,
  withEnvelope,
} from './composition'

/** A letter to a target: in its writer's name from our domain, and answered to them. */
export function toTarget(
  occasion: Occasion,
  target: Target,
  letter: Pick<TargetLetter, 'text' | 'subject' | 'words' | 'writtenAt' | 'memberId'>,
): Composition {
  const { person } = occasion.signature
  const parties = {
    from: ours(person.name, occasion.sender),
    to: party(target.name, target.email),
    replyTo: party(person.name, person.email),
    by: 'person' as const,
  }
  return { kind: 'letter', letter: { ...letter, occasion, target, parties } }
}

/** What is said of a letter at the door of its office. */
export function passageOf(
  { occasion, target, memberId }: TargetLetter,
  pace: Pace | null,
  stamp: Pick<Passage, 'messageId' | 'date'>,
): Passage {
  const { hours = 'any' } = occasion.campaign.text.letter
  return { ...stamp, address: officeAddress(target.email), hours, pace, memberId }
}

/** A letter by itself, as its office gets it. */
export function letterAlone(
  { occasion, parties, subject, words }: TargetLetter,
  office: OfficeId,
): ComposedMail {
  const { name } = occasion.signature.person
  const officeUrl = officeUrlOf(occasion.ports, office)
  return withEnvelope(occasion, parties, letterMail({ subject, words, name, officeUrl }))
}

/** Where an office chooses how letters come. */
export function officeUrlOf({ tokens, settings }: Ports, office: OfficeId): string {
  return `${settings.publicOrigin}/office/${makeOfficeToken(tokens, office)}`
}
