import { findSeats } from '../domain/place/seat-search'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import type { UpdateWords } from '../domain/update/campaign-update'

/** An update as it was typed: constituencies by their names or codes, one a line. */
export interface TypedUpdate {
  readonly subject: string
  readonly body: string
  readonly principles: readonly string[]
  readonly constituencies: string
  readonly revision: number
}

export function readTypedUpdate(form: URLSearchParams): TypedUpdate {
  return {
    subject: form.get('subject') ?? '',
    body: form.get('body') ?? '',
    principles: form.getAll('principle'),
    constituencies: form.get('constituencies') ?? '',
    revision: Number(form.get('revision') ?? 0),
  }
}

/** @throws Problem `invalid` for a line that names no constituency, or several */
export async function updateWords({ places }: Ports, typed: TypedUpdate): Promise<UpdateWords> {
  const { subject, body, principles } = typed
  const lines = typed.constituencies.split(/[\r\n]+/).filter(line => line.trim() !== '')
  const seats = lines.length > 0 ? await places.seats() : []
  const found = lines.map(line => ({ line: line.trim(), search: findSeats(seats, line) }))
  const unclear = found.filter(({ search }) => search.kind !== 'one').map(({ line }) => `“${line}”`)
  if (unclear.length > 0)
    throw new Problem('invalid', 'There is a problem', {
      constituencies: `We know no one constituency called ${unclear.join(', ')}. Type its whole name or its code, one a line`,
    })
  const codes = found.flatMap(({ search }) => (search.kind === 'one' ? [search.seat.code] : []))
  return { subject, body, audience: { principles, constituencies: [...new Set(codes)] } }
}

/** The same, of an update that was saved. */
export async function typedAgain(
  { places }: Ports,
  { subject, body, audience, revision }: UpdateWords & { readonly revision: number },
): Promise<TypedUpdate> {
  const names = await Promise.all(
    audience.constituencies.map(async code => (await places.seat(code))?.name ?? code),
  )
  return { subject, body, revision, principles: audience.principles, constituencies: names.join('\n') }
}
