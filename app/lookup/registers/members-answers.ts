import { z } from 'zod'
import { nameSchema } from './told-name'

/**
 * What of the Members API's answers is used (https://members-api.parliament.uk). Its schema lets every text be null;
 * what a letter cannot do without is demanded here.
 */

/** A day of their times, such as `2024-07-04T00:00:00`. */
const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform(time => time.slice(0, 10))

export const memberSchema = z
  .object({
    value: z.object({
      id: z.int(),
      nameDisplayAs: nameSchema,
      nameFullTitle: nameSchema.nullish(),
      nameAddressAs: nameSchema.nullish(),
      latestParty: z.object({ name: nameSchema.nullish() }).nullish(),
      latestHouseMembership: z.object({
        house: z.literal(1), // the Commons
        membershipFrom: nameSchema,
        membershipFromId: z.int().nullish(),
        membershipStartDate: daySchema.nullish(),
        membershipEndDate: daySchema.nullish(),
        membershipStatus: z.object({ statusStartDate: daySchema.nullish() }).nullish(),
      }),
    }),
  })
  .transform(({ value }) => value)

export const seatSchema = z
  .object({ value: z.object({ id: z.int(), name: nameSchema, endDate: daySchema.nullish() }) })
  .transform(({ value }) => value)

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), totalResults: z.int().nonnegative() })
}

export const contactsSchema = z
  .object({ value: z.array(z.object({ typeId: z.int(), email: z.string().nullish() })).nullable() })
  .transform(({ value }) => value ?? [])

export type MemberAnswer = z.output<typeof memberSchema>
export type SeatAnswer = z.output<typeof seatSchema>
export type ContactAnswer = z.output<typeof contactsSchema>[number]
