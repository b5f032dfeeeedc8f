import type { PublicPrinciple } from '../../domain/campaign/public-campaign'
import { Wrong } from '../form/ErrorSummary'

interface PrincipleChoiceProps {
  readonly principles: readonly PublicPrinciple[]
  /** Slugs, in the supporter's order. */
  readonly chosen: readonly string[]
  readonly problem: string | undefined
}

/** The numbered principles, each a card to tick. */
export function PrincipleChoice({ principles, chosen, problem }: PrincipleChoiceProps) {
  return (
    <div className={problem ? 'principles wrong' : 'principles'}>
      <fieldset>
        <legend>
          <h2>Which principles do you stand for?</h2>
        </legend>
        <p className="hint">Tick one, some or all. Each adds its own paragraph to your letter.</p>
        <Wrong id="principle-error" words={problem} />
        <ol>
          {inOrder(principles, chosen).map(principle => (
            <li className="principle" key={principle.slug}>
              <span className="numeral" aria-hidden="true">
                {principles.indexOf(principle) + 1}
              </span>
              <div>
                <label htmlFor={principleId(principle)}>{principle.title}</label>
                {principle.explanation ? (
                  <p id={`${principleId(principle)}-why`}>{principle.explanation}</p>
                ) : null}
              </div>
              <input
                type="checkbox"
                id={principleId(principle)}
                name="principle"
                value={principle.slug}
                defaultChecked={chosen.includes(principle.slug)}
                aria-describedby={describing(principle, problem)}
                aria-invalid={problem ? true : undefined}
              />
            </li>
          ))}
        </ol>
      </fieldset>
    </div>
  )
}

/** The principles of a campaign that cannot be signed now. */
export function PrincipleList({ principles }: { readonly principles: readonly PublicPrinciple[] }) {
  return (
    <section className="principles" aria-labelledby="principles-title">
      <h2 id="principles-title">The principles</h2>
      <ol>
        {principles.map(({ slug, title, explanation }, index) => (
          <li className="principle" key={slug}>
            <span className="numeral" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h3>{title}</h3>
              <p>{explanation}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

export function principleId(principle: Pick<PublicPrinciple, 'slug'>): string {
  return `principle-${principle.slug}`
}

/** The campaign's order, unless the supporter sent another: then theirs first, so that sending it again keeps it. */
function inOrder(principles: readonly PublicPrinciple[], chosen: readonly string[]) {
  const theirs = chosen.flatMap(slug => principles.filter(one => one.slug === slug))
  const ours = principles.filter(one => chosen.includes(one.slug))
  const same = theirs.every((one, index) => one === ours[index])
  return same ? principles : [...theirs, ...principles.filter(one => !chosen.includes(one.slug))]
}

function describing(principle: PublicPrinciple, problem: string | undefined): string | undefined {
  const ids = [
    principle.explanation ? `${principleId(principle)}-why` : '',
    problem ? 'principle-error' : '',
  ].filter(id => id !== '')
  return ids.length > 0 ? ids.join(' ') : undefined
}
