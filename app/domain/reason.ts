import { Problem } from './problem'
import { lineSchema } from './text/typed-text'

const reasonSchema = lineSchema('The reason', 300).min(1, 'Say why, in a few words')

/**
 * Why something is done, as it is told in the audit log.
 * @throws Problem `invalid` by the field `reason`
 */
export function checkReason(typed: string): string {
  const read = reasonSchema.safeParse(typed)
  if (read.success) return read.data
  const words = read.error.issues[0]?.message ?? ''
  throw new Problem('invalid', words, { reason: words })
}
