import { type Choosing, makeOfficeToken, readOffice } from '../domain/office/choice'
import { type Office, type OfficeMode, officeModes } from '../domain/office/office'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'

/** @throws Problem `not-found` for a link that is none of ours */
export async function officeByToken(ports: Ports, token: string | undefined): Promise<Office> {
  const office = await readOffice(ports, token ?? '')
  if (office) return office
  throw new Problem('not-found', 'We do not know this link. Please copy the whole of it from the letter.')
}

/** What the page behind an office's own link shows; whose office it is stays on the server. */
export function shownChoosing({ tokens }: Ports, choosing: Choosing) {
  if (choosing.kind === 'not-found') return { kind: choosing.kind }
  const { id, mode } = choosing.office
  return { kind: choosing.kind, mode, askAgain: `/office/${makeOfficeToken(tokens, id)}` }
}

/** @throws Problem `invalid` where nothing was chosen that can be */
export function readMode(form: URLSearchParams): OfficeMode {
  const mode = officeModes.find(one => one === form.get('mode'))
  if (mode) return mode
  throw new Problem('invalid', 'There is a problem', { mode: 'Choose how letters reach your office' })
}
