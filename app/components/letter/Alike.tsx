import { counted } from '../figure/figures'
import type { LetterPageProps } from './LetterPage'

/** How the letter stands among the others now, its own words counted in. */
export function Alike({ alike, mayWait, fields, campaign }: LetterPageProps) {
  if (alike === 0) return <p>Few letters so far, if any, are much like yours.</p>
  const more = fields.values.own === '' ? 'a sentence of your own makes' : 'a few more words of your own make'
  return (
    <p>
      Your letter is much like {counted(alike, 'other', 'others')} so far: {more} a difference.
      {mayWait
        ? ` Letters that are nearly the same wait until somebody at ${campaign.organisation.name} has looked at them; in your own words yours need not.`
        : ''}
    </p>
  )
}
