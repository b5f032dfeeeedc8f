import type { Ports } from '../ports'
import { areFictional } from './change'
import type { PlaceSource } from './import'
import type { PlaceFacts } from './store'

/** Where the places come from that are shown and written to. */
export interface PlacesOrigin {
  /** `fictional`: invented for the demonstration. */
  readonly kind: 'real' | 'fictional'
  /** What was brought in. */
  readonly sources: PlaceFacts['sources']
  /** The registers that are asked for postcodes, in their order, as people are told of them. */
  readonly asked: readonly string[]
  /** What the licences of all of these ask to be shown. */
  readonly credits: readonly string[]
}

export async function placesOrigin(ports: Ports): Promise<PlacesOrigin> {
  const kind = areFictional(await ports.places.seats()) ? 'fictional' : 'real'
  const { sources } = await ports.store.placeFacts()
  const registers = kind === 'real' ? registerSources(ports) : []
  return {
    kind,
    sources,
    asked: await askedRegisters(ports),
    credits: creditLines([...sources, ...registers]),
  }
}

/**
 * The registers that postcodes are sent to, as people are told of them: `MapIt (mapit.mysociety.org)`, so that one of an
 * operator's own is told apart by its host. None is asked for invented places.
 */
export async function askedRegisters({ places, registers }: Ports): Promise<readonly string[]> {
  if (areFictional(await places.seats())) return []
  return registers.postcodes.map(({ source: { name, from } }) => (name === from ? name : `${name} (${from})`))
}

function registerSources({ registers: { postcodes, members } }: Ports): readonly PlaceSource[] {
  return [...postcodes, ...(members ? [members] : [])].map(({ source }) => source)
}

/** Each line once: two files of one office ask for the same. */
function creditLines(sources: readonly Pick<PlaceSource, 'credits'>[]): readonly string[] {
  return [...new Set(sources.flatMap(({ credits }) => credits))]
}
