import { setImmediate } from 'node:timers/promises'
import type { PackPart } from '../domain/pack/choice'
import type { Pack } from '../domain/pack/pack'
import { writeEvidence } from './evidence'
import { writeHandIn } from './hand-in'
import { writeMeeting } from './meeting'
import { openPaper, type Paper } from './paper'
import { writePetition, writePetitionNote } from './petition-sheets'
import { writePlace } from './place-page'

/** One at a time: each keeps the process busy for a second or two where every constituency has a page (SEC-29). */
let last: Promise<unknown> = Promise.resolve()

/** Prints a pack as a PDF, after those that were asked for before it. Between two pages others get their turn. */
export function printPack(pack: Pack): Promise<Buffer> {
  const printed = last.then(() => print(pack))
  last = printed.catch(() => {})
  return printed
}

async function print(pack: Pack): Promise<Buffer> {
  const paper = openPaper(`${pack.title}: ${pack.organisation}`, pack.asOf)
  const pieces: Buffer[] = []
  paper.doc.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise(resolve => paper.doc.once('end', resolve))
  for (const part of pack.parts) await writers[part](paper, pack)
  paper.end()
  await ended
  return Buffer.concat(pieces)
}

const writers: Readonly<Record<PackPart, (paper: Paper, pack: Pack) => void | Promise<void>>> = {
  meeting: writeMeeting,
  places: writePlaces,
  petition(paper, pack) {
    writePetitionNote(paper)
    writePetition(paper, pack)
  },
  evidence: writeEvidence,
  'hand-in': writeHandIn,
}

async function writePlaces(paper: Paper, pack: Pack): Promise<void> {
  for (const place of pack.places ?? []) {
    writePlace(paper, pack, place)
    await setImmediate()
  }
}
