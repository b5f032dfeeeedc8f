import { z } from 'zod'
import type { PlaceSource } from '../../domain/place/import'
import type { Postcode } from '../../domain/place/postcode'
import type { PostcodeRegister } from '../../domain/place/register'
import type { Ask } from './asking'
import { compact, echoSchema, gssSchema } from './gss'
import { nameSchema } from './told-name'

/** postcodes.io, or an installation of one's own: https://postcodes.io/docs/postcode/lookup */
export function postcodesIo(ask: Ask, source: PlaceSource): PostcodeRegister {
  return {
    name: 'postcodes.io',
    source,
    async lookUp(postcode) {
      const answer = await ask(`/postcodes/${compact(postcode)}`, {
        200: foundSchema(postcode),
        404: noneSchema,
      })
      if (answer.status === 404) return 'unknown'
      const { codes, region, country, parliamentary_constituency_2024: name } = answer.body.result
      const code = codes.parliamentary_constituency_2024
      return code && name ? { code, registerId: null, name, region, country } : 'unknown'
    },
  }
}

/** What lies in no constituency, such as the Isle of Man, has null or a pseudo code there. */
function foundSchema(postcode: Postcode) {
  return z.object({
    result: z.object({
      postcode: echoSchema(postcode),
      region: nameSchema.nullable(), // none in Scotland, Wales and Northern Ireland
      country: nameSchema.nullable(),
      parliamentary_constituency_2024: nameSchema.nullable(),
      codes: z.object({ parliamentary_constituency_2024: gssSchema }),
    }),
  })
}

/**
 * `Invalid postcode`, or `Postcode not found` for what is unknown or out of use. `Resource not found` is another thing: it
 * was asked in the wrong place.
 */
const noneSchema = z.object({ status: z.literal(404), error: z.string().regex(/postcode/i) })
