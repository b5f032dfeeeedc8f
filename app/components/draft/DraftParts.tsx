import type { DraftPart } from '../../domain/draft/fields'
import { languagesIn } from '../../domain/draft/lists'
import { DraftChoice, DraftField, type DraftShown } from './DraftField'
import { DraftLetter, DraftPrinciples } from './DraftLetter'
import { DraftList } from './DraftList'
import { DraftOrganisation, DraftTarget } from './DraftSettings'

interface PartProps {
  readonly draft: DraftShown
}

/** The fields of each part of a campaign's text. */
export function PartFields({ part, draft }: PartProps & { readonly part: DraftPart }) {
  const Fields = parts[part]
  return <Fields draft={draft} />
}

function Texts({ draft }: PartProps) {
  return (
    <>
      <DraftField draft={draft} name="title" hint="What is asked, in one line." />
      <DraftField
        draft={draft}
        name="summary"
        hint="One paragraph, for lists and for whoever shares the campaign."
      />
      <DraftField
        draft={draft}
        name="statement"
        hint="What people read before they sign. Markdown: ## before a heading, - before each point of a list, **bold**, *slanted*, [words](https://…) for a link."
      />
      <DraftField draft={draft} name="conclusion" hint="After the principles; may stay empty. Markdown." />
    </>
  )
}

function After({ draft }: PartProps) {
  return (
    <>
      <DraftField
        draft={draft}
        name="thanks"
        hint="On the page that thanks whoever has confirmed, above what they signed. Markdown; may stay empty."
      />
      <DraftField draft={draft} name="paused" hint="Why, and until when. Markdown; may stay empty." />
      <DraftField
        draft={draft}
        name="outcome"
        hint="Shown once the campaign is closed, first on its page. Markdown."
      />
    </>
  )
}

/** Those spoken most in the United Kingdom beside English (census of 2021), and its own. */
const offered = ['cy', 'gd', 'ga', 'kw', 'pl', 'ro', 'pa', 'ur', 'bn', 'gu', 'ar', 'pt', 'es', 'so', 'uk']

function Languages({ draft }: PartProps) {
  const names = new Intl.DisplayNames('en-GB', { type: 'language' })
  const there = languagesIn(draft.fields)
  return (
    <>
      <p className="hint">
        The same texts in other languages. Letters are written in English for now; leave empty what is not
        translated.
      </p>
      {there.map(code => (
        <section key={code} id={`languages.${code}`} tabIndex={-1} aria-labelledby={`language-${code}`}>
          <h2 id={`language-${code}`}>{names.of(code)}</h2>
          {['title', 'summary', 'statement', 'conclusion'].map(name => (
            <DraftField key={name} draft={draft} name={`languages.${code}.${name}`} />
          ))}
          <button type="submit" className="button small" name="do" value={`remove-language ${code}`}>
            Take out {names.of(code)}
          </button>
        </section>
      ))}
      <div className="field" id="add-language">
        <label htmlFor="language">Another language</label>
        <select id="language" name="language" defaultValue={offered.find(code => !there.includes(code))}>
          {offered
            .filter(code => !there.includes(code))
            .map(code => (
              <option key={code} value={code}>
                {names.of(code)}
              </option>
            ))}
        </select>
      </div>
      <button type="submit" className="button small" name="do" value="add-language">
        Add this language
      </button>
    </>
  )
}

function Links({ draft }: PartProps) {
  return (
    <>
      <DraftList
        draft={draft}
        list="links"
        heading="Links"
        hint="Shown on the campaign and on the page of thanks."
        one="link"
        item={index => (
          <>
            <DraftChoice
              draft={draft}
              name={`links.${index}.kind`}
              words={{ related: 'Read more', donate: 'Give', news: 'Stay in touch' }}
            />
            <DraftField draft={draft} name={`links.${index}.title`} />
            <DraftField draft={draft} name={`links.${index}.url`} type="url" />
            <DraftField draft={draft} name={`links.${index}.summary`} />
          </>
        )}
      />
      <h2>Where supporters come from</h2>
      <DraftField
        draft={draft}
        name="sources"
        hint="One word on each line, such as newsletter. A link with ?source=newsletter at its end is counted by it."
      />
    </>
  )
}

const parts = {
  texts: Texts,
  principles: DraftPrinciples,
  letter: DraftLetter,
  target: DraftTarget,
  organisation: DraftOrganisation,
  after: After,
  languages: Languages,
  links: Links,
} as const
