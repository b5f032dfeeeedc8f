import type { PublicPrinciple } from '../../domain/campaign/public-campaign'
import type { LetterPageProps } from './LetterPage'

/** The chosen principles as the letter takes them up, with buttons that send the form to be put together anew. */
export function PrincipleOrder({ campaign, fields, edited }: LetterPageProps) {
  const chosen = fields.principles.flatMap(slug => campaign.principles.filter(one => one.slug === slug))
  if (chosen.length < 2) return null
  return (
    <section className="order" aria-labelledby="order-title">
      <h2 id="order-title">What comes first?</h2>
      <p className="hint">
        {edited
          ? 'You have changed the words of your letter, so they stay as they are when you move a point here. “Reset to suggested”, below them, puts the letter together anew in this order.'
          : 'Your letter takes up your points in this order. Put first what matters most to you.'}
      </p>
      <ol>
        {chosen.map((principle, place) => (
          <li key={principle.slug} id={`order-${principle.slug}`} tabIndex={-1}>
            <span>{principle.title}</span>
            <span className="moves">
              {place > 0 ? <Move principle={principle} to="up" slug={campaign.slug} /> : null}
              {place < chosen.length - 1 ? (
                <Move principle={principle} to="down" slug={campaign.slug} />
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface MoveProps {
  readonly principle: PublicPrinciple
  readonly to: 'up' | 'down'
  /** The campaign's. */
  readonly slug: string
}

/** The page that comes back shows the principle in its new place, so that the next press finds it there. */
function Move({ principle, to, slug }: MoveProps) {
  return (
    <button
      type="submit"
      className="button small"
      name="step"
      value={`${to}:${principle.slug}`}
      formAction={`/campaigns/${slug}/letter#order-${principle.slug}`}
    >
      <span aria-hidden="true">{to === 'up' ? '↑' : '↓'}</span>
      <span className="unseen">Move “{principle.title}” </span>
      <span>{to}</span>
    </button>
  )
}
