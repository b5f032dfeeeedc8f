import { countries } from '../../domain/place/country'
import type { FieldProblems } from '../../domain/problem'
import type { SignFields } from '../../domain/signature/form'
import { Wrong } from '../form/ErrorSummary'
import { described, Field } from '../form/Field'
import { MeantPostcode } from './MeantPostcode'

interface WhoYouAreProps {
  readonly fields: SignFields
  readonly problems: FieldProblems
  /** Where the form is sent again with a postcode that is offered. */
  readonly again: string
}

/** Name, e-mail and where the supporter lives. */
export function WhoYouAre({ fields: { values }, problems, again }: WhoYouAreProps) {
  return (
    <>
      <div className="signature-line">
        <Field
          name="name"
          label="Full name"
          hint="It signs your letter. It is never published."
          value={values.name}
          problem={problems.name}
          autoComplete="name"
          spellCheck={false}
          maxLength={100}
        />
      </div>
      <Field
        name="email"
        label="E-mail address"
        hint="We send one link there, to be sure that the signature is yours."
        value={values.email}
        problem={problems.email}
        type="email"
        autoComplete="email"
        spellCheck={false}
        maxLength={254}
      />
      <Field
        name="postcode"
        label="Postcode"
        hint="It tells us which constituency you live in."
        value={values.postcode}
        problem={problems.postcode}
        className="short"
        autoComplete="postal-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
      >
        {problems.postcode ? <MeantPostcode typed={values.postcode} to={again} /> : null}
      </Field>
      <details className="abroad" open={values.country !== 'GB' || problems.country !== undefined}>
        <summary>I live outside the UK</summary>
        <div className={problems.country ? 'field wrong' : 'field'}>
          <label htmlFor="country">Country</label>
          <p className="hint" id="country-hint">
            Then you may leave the postcode empty.
          </p>
          <Wrong id="country-error" words={problems.country} />
          <select
            id="country"
            name="country"
            defaultValue={values.country}
            autoComplete="country"
            {...described('country', 'hint', problems.country)}
          >
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </details>
    </>
  )
}
