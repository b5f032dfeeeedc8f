import { z } from 'zod'
import type { PlaceSource } from '../../domain/place/import'
import type { Postcode } from '../../domain/place/postcode'
import type { PostcodeRegister } from '../../domain/place/register'
import type { Ask } from './asking'
import { compact, echoSchema, gssSchema } from './gss'
import { nameSchema } from './told-name'

/**
 * mySociety's MapIt, or an installation of one's own: https://mapit.mysociety.org/docs/. It says 403 where a key is
 * wrong or its quota used up, which is no answer to what was asked.
 */
export function mapit(ask: Ask, source: PlaceSource): PostcodeRegister {
  return {
    name: 'mapit',
    source,
    async lookUp(postcode) {
      const known = { 200: foundSchema(postcode), 400: noneSchema(400), 404: noneSchema(404) }
      const answer = await ask(`/postcode/${compact(postcode)}`, known)
      const area = answer.status === 200 ? answer.body : null
      const code = area?.codes.gss
      if (!area || !code) return 'unknown'
      return { code, registerId: null, name: area.name, region: null, country: area.country_name ?? null }
    },
  }
}

const areaSchema = z.object({
  name: nameSchema,
  country_name: nameSchema.nullish(),
  codes: z.object({ gss: gssSchema }),
})

/** Of the dozen areas that a postcode lies in, the Westminster constituency; null where there is none, as in Jersey. */
function foundSchema(postcode: Postcode) {
  return z
    .object({
      postcode: echoSchema(postcode),
      areas: z.record(z.string(), z.unknown()),
      shortcuts: z.object({ WMC: z.number().optional() }).optional(),
    })
    .transform(({ areas, shortcuts }) => (shortcuts?.WMC === undefined ? null : (areas[shortcuts.WMC] ?? {})))
    .pipe(areaSchema.nullable())
}

/** 400 `Postcode '…' is not valid.`, 404 `No Postcode matches the given query.` */
function noneSchema<Status extends number>(status: Status) {
  return z.object({ code: z.literal(status), error: z.string().regex(/postcode/i) })
}
