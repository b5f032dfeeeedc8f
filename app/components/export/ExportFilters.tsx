import type { FilterName } from '../../domain/export/filter'
import { Field } from '../form/Field'
import { RadioList } from '../form/RadioList'
import { SelectField } from '../form/SelectField'

/** What can be chosen from. */
export interface FilterChoices {
  readonly seats: readonly { readonly code: string; readonly name: string }[]
  readonly principles: readonly { readonly slug: string; readonly title: string }[]
}

interface ExportFiltersProps {
  readonly fields: readonly FilterName[]
  readonly choices: FilterChoices
  of(field: string): { readonly value: string; readonly problem: string | undefined }
}

/** How much of an export: only what it can be cut down by. */
export function ExportFilters({ fields, choices, of }: ExportFiltersProps) {
  const has = (field: FilterName) => fields.includes(field)
  return (
    <fieldset>
      <legend>
        <h2>How much of it?</h2>
      </legend>
      <p className="hint">Leave everything as it is for all of it.</p>
      {has('from') ? <Days of={of} /> : null}
      {has('constituency') ? (
        <SelectField name="constituency" label="Constituency" {...of('constituency')}>
          <option value="">All</option>
          <option value="none">Those without a constituency</option>
          {choices.seats.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {has('principle') ? (
        <SelectField name="principle" label="Principle" {...of('principle')}>
          <option value="">All</option>
          {choices.principles.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </SelectField>
      ) : null}
      {has('state') ? <Who of={of} /> : null}
    </fieldset>
  )
}

function Days({ of }: Pick<ExportFiltersProps, 'of'>) {
  return (
    <div className="pair">
      <Field name="from" label="From" type="date" {...of('from')} />
      <Field name="to" label="To, with that day" type="date" {...of('to')} />
    </div>
  )
}

function Who({ of }: Pick<ExportFiltersProps, 'of'>) {
  const [state, updates] = [of('state'), of('updates')]
  return (
    <>
      <SelectField name="state" label="State" {...state}>
        <option value="">Confirmed, and those that wait for it</option>
        <option value="confirmed">Confirmed</option>
        <option value="pending">Not confirmed</option>
      </SelectField>
      <RadioList
        name="updates"
        legend="Who?"
        words={{
          default: 'As the file is for: everyone, or for a mailing tool those who asked for updates',
          yes: 'Only those who asked for updates',
          any: 'Everyone, also those who did not ask',
        }}
        chosen={updates.value || 'default'}
        problem={updates.problem}
      />
    </>
  )
}
