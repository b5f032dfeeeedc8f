import type { Watch } from '../../app/domain/backup'
import { placesChoiceSchema } from '../../app/domain/place/choice'
import { type Postcode, readPostcode } from '../../app/domain/place/postcode'
import { openRegisters } from '../../app/lookup/registers/open-registers'
import { type Clock, clockAt } from '../support/clock'
import { keptLog } from '../support/log'
import type { TestRegisters } from '../support/registers'
import { noPauses } from '../support/timers'

/** The adapters as an installation opens them, over a test's server. */
export function openOver(
  { url }: Pick<TestRegisters, 'url'>,
  places: string,
  { clock = clockAt(), mapitKey = null }: { readonly clock?: Clock; readonly mapitKey?: string | null } = {},
) {
  const { log, logged } = keptLog()
  const opened = openRegisters({
    choice: placesChoiceSchema.parse(places),
    urls: { 'postcodes.io': url, 'members-api': url, mapit: url },
    ...{ mapitKey, userAgent: 'Undersigned/1.0', log, now: clock.now },
    ...{ after: noPauses().after, chance: () => 0.5 },
  })
  return { ...opened, clock, log, logged }
}

export function postcode(full: string): Postcode {
  const read = readPostcode(full)
  if (!read) throw new Error(`${full} is no postcode`)
  return read
}

/** Watches nothing and ends nothing. */
export const unwatched: Watch = { report() {}, stop: new AbortController().signal }
