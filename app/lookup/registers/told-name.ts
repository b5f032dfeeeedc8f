import { z } from 'zod'

/** A name may stand in a greeting, in the header of a mail and at a terminal: one line, and nothing in it that hides. */
export const nameSchema = z
  .string()
  .transform(name => name.replace(/[\s\p{Cc}\p{DI}]+/gu, ' ').trim())
  .pipe(z.string().min(1).max(200))
