import { dayInWords } from '../calendar/day-in-words'
import type { Paragraph } from '../campaign/principle'
import { chanceOf } from '../chance'
import { type Agreement, agreementWith } from '../letter/agreement'
import { type BlankValues, canFill } from '../letter/blanks'
import { mailtoLink } from '../letter/by-hand'
import { type ShownFate, shownMails } from '../letter/fate'
import { type Letter, type LetterWords, wholeLetter } from '../letter/letter'
import { isForWriter, type ReturnedLetter } from '../letter/returned-letter'
import { blankValues } from '../letter/say'
import { sayWay, wayAt } from '../letter/sentence'
import type { Ports } from '../ports'
import { addressees, missedOf, namesAsSent } from '../target/addressee'
import type { Reached, Target } from '../target/target'
import { whyUnreached } from '../target/unreached'
import { type Chase, isUnanswered } from './reply'
import type { Survey } from './survey'

/** The short second letter, as it goes. */
export interface ChaseLetter {
  readonly subject: string
  /** From the salutation to the end of the first letter, which follows it whole. */
  readonly whole: string
}

/** Whether whoever a letter went to can be reminded of it, or has been. */
export type Chasing =
  | { readonly kind: 'not-now' } // there was a reply, or time for one; or the words of the letter are deleted
  | { readonly kind: 'possible'; readonly target: Target; readonly chase: ChaseLetter }
  | { readonly kind: 'impossible'; readonly why: string }
  | {
      readonly kind: 'asked'
      readonly to: string
      readonly fate: ShownFate
      readonly why: string
      /** For its writer, where we do not send it. */
      readonly toSend: readonly ReturnedLetter[]
    }

export async function readChasing(ports: Ports, survey: Survey): Promise<Chasing> {
  const { letter, reached, reply } = survey
  const asked = await ports.store.chase(letter.id)
  if (asked) return askedChase(ports, survey, asked)
  if (!letter.words || !isUnanswered(letter, reply, ports.now())) return { kind: 'not-now' }
  const target = targetToChase(reached, letter)
  return target
    ? { kind: 'possible', target, chase: composeChase(survey, letter.words, target) }
    : { kind: 'impossible', why: await whyNobody(ports, survey) }
}

/** Queues the reminder that the writer was shown; nothing where it is not possible any more, as the page then says. */
export async function chaseOnce(ports: Ports, survey: Survey): Promise<void> {
  const chasing = await readChasing(ports, survey)
  if (chasing.kind === 'possible')
    await ports.store.queueChase(survey.letter.id, chasing.target.key, ports.now())
}

/**
 * The first of those a letter went to who can be written to: an MP only while they sit whom it went to, since a reminder of
 * what one never got makes no sense.
 */
export function targetToChase(
  reached: readonly Reached[],
  { memberId }: Pick<Letter, 'memberId'>,
): Target | null {
  const same = reached.find(({ key, target }) => target && (key !== 'mp' || target.memberId === memberId))
  return same?.target ?? null
}

/**
 * Refers to the first letter, with its date, and asks for an answer; each supporter says it in a way of their own, the same
 * whenever it is composed.
 */
export function composeChase(
  { campaign: { text }, signature, letter, acceptedAt, seat }: Survey,
  words: LetterWords,
  target: Target,
): ChaseLetter {
  const { person } = signature
  const date = dayInWords(acceptedAt)
  const chance = chanceOf(`${letter.id}/chase`)
  const agreement = agreementWith(signature.principles.length)
  const reminder = reminders[chance('reminder', reminders.length)]?.(date) ?? ''
  const writer = { name: person.name, constituency: seat?.name ?? null, principles: signature.principles }
  const values = blankValues(text, writer, target.key === 'mp' ? target : null)
  const asks = (text.letter.chase ?? ours).map((ways, index) =>
    sayOne(ways, agreement, values, chance(`${index}`, ways.length)),
  )
  const second = { ...words, body: [reminder, ...asks].join(' ') }
  return {
    subject: `Re: ${words.subject}`,
    whole: [
      wholeLetter(second, person, target.salutation),
      `My letter of ${date}:`,
      wholeLetter(words, person, target.salutation),
    ].join('\n\n'),
  }
}

/** Always ours, whatever the campaign says after it: without the date nobody finds the first letter. */
const reminders: readonly ((date: string) => string)[] = [
  date => `I wrote to you on ${date} and have not had an answer so far.`,
  date => `My letter of ${date} has not been answered yet, as far as I can tell.`,
  date => `On ${date} I sent you a letter, and I have not heard from you since.`,
  date => `You should have had a letter from me, dated ${date}. I am still waiting for an answer to it.`,
]

const ours: Paragraph = [
  [
    'I know how much post your office gets, so here it is once more.',
    'In case it has gone astray, it follows in full.',
    'You hear from many people, I know, so I send it again below.',
    'It may have been overlooked, so you find it again below.',
  ],
  [
    'I would be grateful for an answer, however short.',
    'Could you let me know what you think of it, and what you can do?',
    'Please tell me how you see it; it matters to me.',
    'It would mean a good deal to me to hear from you.',
  ],
]

/** The chosen way, or the next that can be filled. */
function sayOne(ways: readonly string[], agreement: Agreement, values: BlankValues, choice: number): string {
  const inTurn = ways.map((_, turn) => wayAt(ways, (choice + turn) % ways.length, agreement))
  const way = inTurn.find(({ template }) => canFill(template, values)) ?? inTurn[0]
  return way ? sayWay(way, values) : ''
}

async function askedChase(ports: Ports, survey: Survey, { mail }: Chase): Promise<Chasing> {
  const { letter, reached } = survey
  const one = reached.filter(({ key }) => key === mail.targetKey)
  const [name = 'your MP'] = namesAsSent(one, letter)
  const to = { kind: 'reachable', name, salutation: name } as const
  const mails = shownMails(one, [to], [mail], ports.now())
  const fate = { state: mail.state, addressees: [to], mails }
  const stopped = mail.state === 'cancelled' && !targetToChase(one, letter)
  return {
    kind: 'asked',
    to: name,
    fate,
    why: stopped ? await whyNobody(ports, { letter, reached: one }) : '',
    toSend: isForWriter(mail) ? chaseToSend(survey, one) : [],
  }
}

/** None once the words of the first letter are deleted, or whoever it went to cannot be written to any more. */
function chaseToSend(survey: Survey, reached: readonly Reached[]): readonly ReturnedLetter[] {
  const { words } = survey.letter
  const target = targetToChase(reached, survey.letter)
  if (!words || !target) return []
  const { name, salutation, email: address } = target
  const letter = { name, salutation, address, ...composeChase(survey, words, target) }
  return [{ ...letter, mailto: mailtoLink(letter), envelope: null }]
}

/** Why nobody whom the letter went to can be written to now, in whole sentences. */
async function whyNobody(
  { store, places }: Ports,
  { letter, reached }: Pick<Survey, 'letter' | 'reached'>,
): Promise<string> {
  const replaced = reached.some(({ key, target }) => key === 'mp' && target)
  const former = replaced && letter.memberId !== null ? await store.member(letter.memberId) : null
  if (replaced) return `${former?.name ?? 'Whoever it went to'} is no longer your MP.`
  const missed = missedOf(addressees(reached, await places.parliament()))
  return missed.map(one => whyUnreached(one, '')).join(' ')
}
