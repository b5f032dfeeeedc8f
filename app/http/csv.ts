import { setImmediate } from 'node:timers/promises'
import { type CsvPage, type CsvProfile, writeCsv } from '../domain/csv'

/**
 * A CSV file to keep, written as fast as its reader takes it and no faster.
 * @param pages null for who only asks what there is (HEAD)
 */
export function csvDownload(
  pages: AsyncIterable<CsvPage> | null,
  file: string,
  profile: CsvProfile,
): Response {
  return new Response(pages && bytesOf(writeCsv(pages, profile)), {
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
        for (;;) {
          for (let turn = 0; turn < turnsOfOthers; turn++) await setImmediate()
          const { done, value } = await chunks.next()
          if (done) return controller.close()
          if (value !== '') return controller.enqueue(encoder.encode(value))
        }
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
