import type { SignFields, SingleField } from '../../domain/signature/form'

interface HiddenFieldsProps {
  readonly fields: SignFields
  /** The single fields that this form carries on without showing them. */
  readonly keeps: readonly SingleField[]
  /** Whether the chosen principles are carried on too, in their order. */
  readonly principles?: boolean
}

/** What was typed on another page, carried on; empty fields are left out. */
export function HiddenFields({ fields, keeps, principles = false }: HiddenFieldsProps) {
  return (
    <>
      {keeps
        .filter(name => fields.values[name] !== '')
        .map(name => (
          <input key={name} type="hidden" name={name} value={fields.values[name]} />
        ))}
      {principles
        ? fields.principles.map(slug => <input key={slug} type="hidden" name="principle" value={slug} />)
        : null}
      <Honeypot typed={fields.values.website} />
    </>
  )
}

/** Only a robot sees it to fill it; it must come back, and empty. */
function Honeypot({ typed }: { readonly typed: string }) {
  return (
    <div className="trap" aria-hidden="true">
      <label htmlFor="website">Leave this blank</label>
      <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" defaultValue={typed} />
    </div>
  )
}
