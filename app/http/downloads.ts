import type { ExpectedRows } from '../domain/export/size'
import type { ExportId } from '../domain/id'

/** How far a download is. */
export interface Download {
  readonly campaignId: number
  readonly state: 'waiting' | 'running' | 'finished' | 'cut-off'
  readonly rows: number
  readonly leftOut: number
  readonly expected: ExpectedRows | null
}

/** Only to be watched: of more than these, the oldest is no longer told of. */
const atMost = 200

/** In this process alone; where another answers, a page says nothing of how far it is, and the browser's own bar does. */
const downloads = new Map<ExportId, Download>()

export function downloadOf(id: ExportId): Download | undefined {
  return downloads.get(id)
}

/** Notes what is known now of a download. */
export function noteDownload(id: ExportId, download: Download): void {
  downloads.delete(id)
  downloads.set(id, download)
  if (downloads.size > atMost)
    for (const oldest of [...downloads.keys()].slice(0, 1)) downloads.delete(oldest)
}

/** Notes how a download goes, as its pages are taken; what it does not know is left alone. */
export async function* watched<Page>(
  id: ExportId,
  campaignId: number,
  pages: (note: (rows: number, leftOut: number) => void) => AsyncGenerator<Page>,
): AsyncGenerator<Page> {
  const expected = downloads.get(id)?.expected ?? null
  let seen: Download = { campaignId, state: 'running', rows: 0, leftOut: 0, expected }
  const note = (rows: number, leftOut: number) => {
    seen = { ...seen, rows, leftOut }
    noteDownload(id, seen)
  }
  note(0, 0)
  let state: Download['state'] = 'cut-off'
  try {
    yield* pages(note)
    state = 'finished'
  } finally {
    noteDownload(id, { ...seen, state })
  }
}
