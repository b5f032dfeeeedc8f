import type { SeatChoice } from '../../domain/place/seat-choice'
import { type Addressee, bestWay } from '../../domain/target/addressee'
import { listed, monthInWords } from '../figure/figures'
import { Unreached } from '../letter/Addressees'

interface WhereYouLiveProps {
  readonly addressees: readonly Addressee[]
  /** As the supporter gave it; '' from abroad. */
  readonly postcode: string
  /** Null where the constituency is known. */
  readonly choice: SeatChoice | null
  /** Whether the postcode can be typed anew here, and whether there is a letter already. */
  readonly on: 'letter-page' | 'page-with-letter' | 'page-without-letter'
}

/** Who cannot be written to, and where it is for want of a constituency, what is known of the postcode instead. */
export function WhereYouLive({ addressees, postcode, choice, on }: WhereYouLiveProps) {
  const best = bestWay(addressees)
  const mayWrite = best === 'mail' || best === 'waits' // what goes on paper alone is not kept
  const letter = on === 'page-with-letter' || (on === 'letter-page' && mayWrite) ? 'told-of' : 'none'
  if (!choice) return <Unreached addressees={addressees} postcode={postcode} letter={letter} />
  const others = addressees.filter(one => !lacksSeat(one))
  const mp = others.length < addressees.length
  const facts = [factOf(choice, mp), ...wayOn(choice, on, mp)]
  return (
    <>
      <div className="callout">
        <p>{facts.join(' ')} Your signature counts all the same.</p>
      </div>
      <Unreached addressees={others} postcode={postcode} letter={letter} />
    </>
  )
}

export function lacksSeat({ kind }: Addressee): boolean {
  return kind === 'no-constituency' || kind === 'away'
}

/** @param mp whether it is an MP that is looked for */
function factOf({ postcode, why, seats }: SeatChoice, mp: boolean): string {
  switch (why.kind) {
    case 'several':
      return `${postcode} lies in more than one constituency: ${listed(seats.map(({ name }) => name))}.`
    case 'terminated':
      return `${postcode} went out of use${why.since ? ` in ${monthInWords(why.since)}` : ''}.${why.seat ? ` It lay in what is now ${why.seat.name}; your postcode of today may not.` : ''}`
    case 'not-westminster':
      return `${postcode} is ${why.where.startsWith('a ') ? '' : 'in '}${why.where}, which has no MP in the House of Commons.`
    case 'away':
      return `We cannot look up your ${mp ? 'MP' : 'constituency'} just now.`
    case 'abroad':
      return 'We do not know your constituency, since you live outside the UK.'
    case 'found':
      return why.seat ? `By now we know that ${postcode} lies in ${why.seat.name}.` : unknown(postcode)
    case 'unknown':
      return unknown(postcode)
  }
}

function unknown(postcode: string): string {
  const fact = `We do not know which constituency ${postcode} is in, and we never guess.`
  return postcode.startsWith('BT')
    ? `${fact} Northern Ireland’s postcodes are not open data, so we may not have yours.`
    : fact
}

/** What can be done about it; nothing where there are no constituencies to choose from. */
function wayOn({ why, seats }: SeatChoice, on: WhereYouLiveProps['on'], mp: boolean): readonly string[] {
  const mayChoose = seats.length > 0
  switch (why.kind) {
    case 'away':
      return [awayWords(mayChoose, on, mp)]
    case 'not-westminster':
    case 'abroad':
      return mayChoose ? ['If you can vote in the UK, choose the constituency that you vote in.'] : []
    case 'terminated':
    case 'unknown': {
      if (on !== 'letter-page') return mayChoose ? ['Choose your constituency.'] : []
      const anew = why.kind === 'unknown' ? 'Check your postcode' : 'Enter your postcode of today'
      return [`${anew}${mayChoose ? ', or choose your constituency' : ''}.`]
    }
    default:
      return mayChoose ? ['Choose the one that you live in.'] : []
  }
}

function awayWords(mayChoose: boolean, on: WhereYouLiveProps['on'], mp: boolean): string {
  const choose = mayChoose ? 'You may choose your constituency, or' : 'You may'
  if (!mp || on === 'page-without-letter') return `${choose} leave that to us: we go on asking.`
  return on === 'letter-page'
    ? `${choose} write your letter now: it goes to your MP as soon as we know who that is.`
    : `${choose} leave that to us: your letter goes to your MP as soon as we know who that is.`
}
