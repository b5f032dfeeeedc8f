import { setImmediate } from 'node:timers/promises'
import { type CsvPage, type CsvProfile, csvProfiles, writeCsv } from '../domain/csv'
import { Problem } from '../domain/problem'

/**
 * The profile that an address asks for.
 * @throws Problem `unreadable` for one that is unknown
 */
export function csvProfile(request: Request): CsvProfile {
  const typed = new URL(request.url).searchParams.get('profile') ?? 'spreadsheet'
  const profile = csvProfiles.find(one => one === typed)
  if (!profile) throw new Problem('unreadable', `The profile is one of ${csvProfiles.join(', ')}.`)
  return profile
}

/** A CSV file to keep, written as fast as its reader takes it and no faster. */
export function csvDownload(
  request: Request,
  pages: AsyncIterable<CsvPage>,
  file: string,
  profile: CsvProfile,
): Response {
  return new Response(request.method === 'HEAD' ? null : bytesOf(writeCsv(pages, profile)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/**
 * Reading a piece is synchronous and takes about a millisecond; between two pieces others get so many turns of the event loop. With one,
 * an export took most of a busy server's time; where nobody else asks, a turn is over at once.
 */
const turnsOfOthers = 10

function bytesOf(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (let turn = 0; turn < turnsOfOthers; turn++) await setImmediate()
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
