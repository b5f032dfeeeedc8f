import type { Addressee, Missed } from '../domain/addressee'
import { dayInWords, listed } from './figures'

/** Those a letter can go to, by name, as within a sentence. */
export function reachableNames(addressees: readonly Addressee[]): readonly string[] {
  const reachable = addressees.flatMap(one => (one.kind === 'reachable' ? [one.name] : []))
  return reachable.map(name => name.replace(/^The /, 'the '))
}

/** "Rowan Ashby and the Minister" within a sentence, or null where nobody can be reached. */
export function toWhom(addressees: readonly Addressee[]): string | null {
  const names = reachableNames(addressees)
  return names.length > 0 ? listed(names) : null
}

interface UnreachedProps {
  readonly addressees: readonly Addressee[]
  /** As the supporter gave it; '' from abroad. */
  readonly postcode: string
}

/** Says plainly who cannot be written to, and why. */
export function Unreached({ addressees, postcode }: UnreachedProps) {
  const missed = addressees.filter(one => one.kind !== 'reachable')
  return missed.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list that is rendered once
    <div className="callout" key={index}>
      <p>{whyNot(one, postcode)}</p>
      {one.constituency === null ? null : (
        <p>
          <a href="/constituencies">See all constituencies and their MPs</a>
        </p>
      )}
    </div>
  ))
}

function whyNot({ kind, constituency, member, election }: Missed, postcode: string): string {
  const there = constituency ?? 'your constituency'
  const place = postcode
    ? `We do not know which constituency ${postcode} is in`
    : 'We do not know your constituency'
  const reasons: Readonly<Record<Missed['kind'], string>> = {
    vacant: election
      ? `There is no MP for ${there} until the by-election on ${dayInWords(election)}, so there is nobody there to write to.`
      : `There is no sitting MP for ${there} at the moment, so there is nobody there to write to.`,
    dissolved: `Parliament is dissolved, so there are no MPs until the general election${election ? ` on ${dayInWords(election)}` : ''}. A letter waits until then, and goes to your new MP under their own name.`,
    'not-known': `We do not know yet who the MP for ${there} is. A letter waits until we do, and goes to them under their own name.`,
    away: 'We cannot look up your constituency just now. A letter waits until we can, and goes to your MP under their own name.',
    ended: `The boundaries have changed, and ${there} is no longer a constituency.`,
    'no-email': `${member?.name ?? 'Your MP'}, the MP for ${there}, publishes no e-mail address, so we cannot send a letter there.`,
    'no-constituency': `${place}, so we cannot tell who your MP is.`,
    'no-longer-named': 'One of those whom this campaign wrote to is no longer named by it.',
  }
  return `${reasons[kind]} Your signature counts all the same.`
}
