import { z } from 'zod'
import type { Postcode } from '../../domain/place/postcode'
import { isPseudoCode } from '../../domain/place/seat-code'

/** A GSS code such as E14001063. A pseudo code says that there is none there, as null and '' do. */
export const gssSchema = z
  .string()
  .regex(/^([A-Z]\d{8})?$/)
  .nullish()
  .transform(code => (code && !isPseudoCode(code) ? code : null))

/** A postcode as it stands in a register's path. */
export function compact({ full }: Pick<Postcode, 'full'>): string {
  return full.replace(' ', '')
}

/** The postcode that was asked for, told back: an answer for another one is no answer. */
export function echoSchema(postcode: Pick<Postcode, 'full'>) {
  return z.string().refine(told => told.replace(/\s/g, '').toUpperCase() === compact(postcode))
}
