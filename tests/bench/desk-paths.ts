import { dayOf } from '../../app/domain/calendar/day'
import { access } from '../routes/access-table'
import type { Furnished } from './furnished'

const campaign = '/organise/campaigns/fair-hearing'

/** Days ago, as an address names them. */
const ago = (days: number) => dayOf(new Date(Date.now() - days * 86_400_000))

/** Every page of the desk that can be read, by its route; of the overview several, as it is filtered and sorted. */
function pathsOf(has: Furnished): Readonly<Record<string, readonly string[]>> {
  return {
    _index: ['/organise'],
    'account._index': ['/organise/account'],
    'account.password': ['/organise/account/password'],
    'account.recovery-codes': ['/organise/account/recovery-codes'],
    audit: ['/organise/audit', '/organise/audit?campaign=fair-hearing'],
    'campaigns.$slug._index': [
      campaign,
      `${campaign}?by=hour&rows=all`,
      `${campaign}?from=${ago(30)}&to=${ago(30)}`,
      `${campaign}?from=${ago(60)}&to=${ago(30)}`,
      `${campaign}?from=${ago(270)}&to=${ago(90)}`,
      `${campaign}?constituency=Z14000001`,
    ],
    'campaigns.$slug.audit': [`${campaign}/audit`],
    'campaigns.$slug.checklist': [`${campaign}/checklist`],
    'campaigns.$slug.edit.$part': [`${campaign}/edit/texts`],
    'campaigns.$slug.edit._index': [`${campaign}/edit`],
    'campaigns.$slug.exports._index': [
      `${campaign}/exports`,
      `${campaign}/exports?export=signatures&constituency=Z14000001`,
    ],
    'campaigns.$slug.file[.]yaml': [`${campaign}/file.yaml`],
    'campaigns.$slug.invalidations.$id': [`${campaign}/invalidations/${has.invalidation}`],
    'campaigns.$slug.invalidations._index': [`${campaign}/invalidations`],
    'campaigns.$slug.letters': [`${campaign}/letters`],
    'campaigns.$slug.letters_.$id': [`${campaign}/letters/${has.letter}`],
    'campaigns.$slug.notices': [`${campaign}/notices`],
    'campaigns.$slug.organisers': [`${campaign}/organisers`],
    'campaigns.$slug.pack._index': [`${campaign}/pack`],
    'campaigns.$slug.paper.$batch': [`${campaign}/paper/${has.batch}`],
    'campaigns.$slug.paper._index': [`${campaign}/paper`],
    'campaigns.$slug.paper.export': [`${campaign}/paper/export`],
    'campaigns.$slug.preview.$view': [`${campaign}/preview/page`],
    'campaigns.$slug.preview._index': [`${campaign}/preview`],
    'campaigns.$slug.preview.mail': [`${campaign}/preview/mail`],
    'campaigns.$slug.queue': [`${campaign}/queue`],
    'campaigns.$slug.signatures.$id': [`${campaign}/signatures/${has.signature}`],
    'campaigns.$slug.signatures._index': [`${campaign}/signatures`],
    'campaigns.$slug.state': [`${campaign}/state`],
    'campaigns.$slug.take-down': [`${campaign}/take-down`],
    'campaigns.$slug.updates.$number._index': [`${campaign}/updates/${has.update}`],
    'campaigns.$slug.updates.$number.send': [`${campaign}/updates/${has.update}/send`],
    'campaigns.$slug.updates._index': [`${campaign}/updates`],
    'campaigns.$slug.versions._index': [`${campaign}/versions`],
    'campaigns.$slug.versions.compare': [`${campaign}/versions/compare?from=1&to=1`],
    'campaigns.new': ['/organise/campaigns/new'],
    'connections.$id': [`/organise/connections/${has.webhook}`],
    'connections._index': ['/organise/connections'],
    'organisers.$id': [`/organise/organisers/${has.organiser}`],
    'organisers._index': ['/organise/organisers'],
    places: ['/organise/places'],
    'prove._index': ['/organise/prove'],
    // Streams, which other benchmarks read: figures for as long as somebody watches, and how far a download is.
    'account.second-factor': [], // leads elsewhere whoever has a passkey
    'campaigns.$slug.live': [],
    'campaigns.$slug.exports.progress.$id': [],
    'campaigns.$slug.paper.export[.]csv': [],
  }
}

/**
 * The addresses of the desk's pages.
 * @throws Error where a route that organisers may read has none: what is not measured is not promised
 */
export function deskPaths(has: Furnished): readonly string[] {
  const paths = pathsOf(has)
  const asked = Object.entries(access).flatMap(([route, [get]]) => {
    const name = route.replace(/^organise\./, '')
    return name === route || ['-', 'anyone', 'token', 'bearer'].includes(get) ? [] : [name]
  })
  const missing = asked.filter(name => !(name in paths))
  if (missing.length > 0) throw new Error(`no address is known for ${missing.join(', ')}`)
  return Object.values(paths).flat()
}
