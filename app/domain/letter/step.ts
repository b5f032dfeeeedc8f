import type { SignFields } from '../signature/form'

/**
 * What a button of the letter's pages asks for, as the form's `step` carries it: `check` to see the letter as it goes, `write`
 * (or nothing) to change it, `reset` for the words suggested, `up:SLUG` and `down:SLUG` to move a principle by one place.
 */
export function takeStep(fields: SignFields): SignFields {
  const [step = '', slug = ''] = fields.values.step.split(':')
  switch (step) {
    case 'reset':
      return { ...fields, values: { ...fields.values, subject: '', body: '', suggested: '' } }
    case 'up':
      return { ...fields, principles: moved(fields.principles, slug, -1) }
    case 'down':
      return { ...fields, principles: moved(fields.principles, slug, 1) }
    default:
      return fields
  }
}

/** Where it cannot move, all stay as they are. */
function moved(slugs: readonly string[], slug: string, by: 1 | -1): readonly string[] {
  const from = slugs.indexOf(slug)
  const other = slugs[from + by]
  if (from < 0 || other === undefined) return slugs
  return slugs.map(one => (one === slug ? other : one === other ? slug : one))
}
