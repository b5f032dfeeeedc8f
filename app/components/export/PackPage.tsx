import type { Organiser } from '../../domain/organiser/organiser'
import { type PackChoice, type PackPart, packParts } from '../../domain/pack/choice'
import { Field } from '../form/Field'
import { SelectField } from '../form/SelectField'
import { TextArea } from '../form/TextArea'
import { OrganisePage } from '../page/OrganisePage'

interface PackPageProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly choice: PackChoice
  readonly seats: readonly { readonly code: string; readonly name: string }[]
}

/** What to print for a meeting, as one PDF. */
export function PackPage({ organiser, campaign, choice, seats }: PackPageProps) {
  const path = `/organise/campaigns/${campaign.slug}`
  return (
    <OrganisePage heading="A pack to print" organiser={organiser} campaign={campaign}>
      <p className="lead">
        For a meeting with an MP, a desk to hand it in at, or a stall. It names nobody who signed, and leaves
        out numbers so small that they would.
      </p>
      <form method="post" action={`${path}/pack.pdf`} className="desk-form">
        <fieldset>
          <legend>
            <h2>What goes in?</h2>
          </legend>
          {packParts.map(part => (
            <div className="tick" key={part}>
              <input
                type="checkbox"
                id={`part-${part}`}
                name="part"
                value={part}
                defaultChecked={choice.parts.includes(part)}
              />
              <label htmlFor={`part-${part}`}>
                {partWords[part].title}
                <span className="hint">{partWords[part].holds}</span>
              </label>
            </div>
          ))}
        </fieldset>
        <SelectField
          name="constituency"
          label="Which constituencies?"
          hint="For the pages by constituency and the electronic signatures."
          value={choice.constituency}
          problem={undefined}
        >
          <option value="">All in which somebody signed</option>
          {seats.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <PetitionFields petition={choice.petition} />
        <button className="button primary" type="submit">
          Make the PDF
        </button>
      </form>
      <p>
        <a href={`${path}/exports`}>All exports</a>
      </p>
    </OrganisePage>
  )
}

function PetitionFields({ petition }: { readonly petition: PackChoice['petition'] }) {
  return (
    <details className="callout">
      <summary>The words of the petition to the House of Commons</summary>
      <p>
        The House of Commons accepts only handwritten signatures. These sheets are for them, in the form that
        the House asks for; show the words to the MP who will present it before anybody signs.
      </p>
      <Field name="of" label="The Petition of …" value={petition.of} problem={undefined} maxLength={1500} />
      <TextArea
        name="declares"
        label={<label htmlFor="declares">Declares that …</label>}
        hint="What the petitioners hold to be so."
        value={petition.declares}
        problem={undefined}
        rows={4}
      />
      <TextArea
        name="requests"
        label={
          <label htmlFor="requests">The petitioners therefore request that the House of Commons …</label>
        }
        hint="What the House is asked to do; it stands on every sheet."
        value={petition.requests}
        problem={undefined}
        rows={3}
      />
      <Field
        name="sheets"
        label="Sheets that follow the first"
        value={String(petition.sheets)}
        problem={undefined}
        inputMode="numeric"
        className="short"
      />
    </details>
  )
}

const partWords: Readonly<Record<PackPart, { readonly title: string; readonly holds: string }>> = {
  meeting: {
    title: 'A page for the meeting',
    holds: 'What you ask, how many ask it, their principles, and a map of where they live.',
  },
  places: { title: 'A page for each constituency', holds: 'Its MP and its own figures, to leave with them.' },
  petition: {
    title: 'The House of Commons’ petition, for handwritten signatures',
    holds: 'The form on paper: a first sheet and blank rows. No signature from here goes on it.',
  },
  evidence: {
    title: 'Electronic signatures, by constituency',
    holds: 'Evidence beside the petition, and no part of it.',
  },
  'hand-in': {
    title: 'A sheet to hand in',
    holds: 'The count on one page, with a code that leads to the campaign.',
  },
}
