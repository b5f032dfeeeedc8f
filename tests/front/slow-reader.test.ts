import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createAccessToken } from '../../app/domain/connection/token'
import { type CsvPage, csvLine } from '../../app/domain/csv'
import { wholeExport } from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import type { Store } from '../../app/domain/store'
import { remixHandler } from '../../app/front/remix'
import { openWorld } from '../store/contract/world'
import { builtRoutes } from '../support/built'
import { signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { serving } from './asking'

/** Beyond what the system keeps for both ends of a connection on loopback: some 6 MB on Linux. */
const muchBytes = 32_000_000

/** What may wait in this process for a reader who has stopped: a dozen pages, however much is still to be exported. */
const fewBytes = 250_000

test('an export reads on only as its reader does, and keeps next to nothing for one who stops', async () => {
  const { startReading, pages, held } = await openEndless()
  const reader = await startReading()

  await stillness(pages)
  const whenStopped = pages()
  expect(held()).toBeLessThan(fewBytes)

  await read(reader, muchBytes)
  await stillness(pages)
  expect(pages()).toBeGreaterThan(whenStopped)
  expect(held()).toBeLessThan(fewBytes)
})

test('and stops reading once its reader has gone', async () => {
  const { startReading, pages, response } = await openEndless()
  const reader = await startReading()
  await read(reader, 1_000_000)
  reader.destroy()
  await once(response(), 'close')
  await stillness(pages)
  expect(response().destroyed).toBe(true)
})

/** An export without end: every page of it is the first one again, read anew and each seal opened. */
async function openEndless() {
  const { store: real } = openTestStore()
  let asked = 0
  const store: Store = {
    ...real,
    signaturesAfter(campaignId, _after, limit) {
      asked++
      return real.signaturesAfter(campaignId, null, limit)
    },
  }
  const { campaign, clock } = await openWorld(() => store)
  const drafts = Array.from({ length: 200 }, (_, person) =>
    signatureDraft(campaign, clock.now(), { email: `p${person}@example.org` }),
  )
  await store.recordSignatures(drafts)
  const ports = testPorts(store, clock)
  const token = await createAccessToken(ports, 'export-personal')
  const handle = remixHandler(await builtRoutes())
  let answering: ServerResponse | undefined
  const { port } = await serving((request, response) => {
    answering = response
    const context = {
      ports,
      mailbox: null,
      demo: null,
      visitor: { network: null },
      local: false,
      attempt: untried,
      stopping: new AbortController().signal,
    }
    void handle(request, response, new URL(`http://localhost:3000${request.url}`), null, context)
  })
  const response = () => answering as ServerResponse
  const pageBytes = await bytesOfPage(exportPages(ports, campaign, wholeExport('signatures')))
  const before = asked
  const pages = () => asked - before
  return {
    pages,
    response,
    /** Bytes that were read from the store and that the system has not taken off our hands. */
    held() {
      const { bytesWritten = 0, writableLength = 0 } = response().socket ?? {}
      return pages() * pageBytes - (bytesWritten - writableLength)
    },
    async startReading(): Promise<Socket> {
      const reader = connect(port, '127.0.0.1').pause()
      onTestFinished(() => void reader.destroy())
      const path = `/organise/campaigns/${campaign.slug}/exports/signatures.csv`
      reader.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`)
      await read(reader, 1)
      return reader
    },
  }
}

/** Of the first page that holds anybody, as CSV. */
async function bytesOfPage(pages: AsyncGenerator<CsvPage>): Promise<number> {
  await pages.next() // names the columns
  const { value } = await pages.next()
  const rows: CsvPage = value ?? []
  return rows.reduce((bytes, row) => bytes + Buffer.byteLength(csvLine(row, 'spreadsheet')), 0)
}

const untried = { kind: 'untried' } as const

/** Takes at least so much, and then nothing more. */
async function read(reader: Socket, bytes: number): Promise<void> {
  for (let taken = 0; taken < bytes; ) {
    const part: Buffer | null = reader.read()
    if (part) taken += part.length
    else await once(reader, 'readable')
  }
}

/** Until nothing has changed for a thousand turns; where it never ceases to, the test runs out of time. */
async function stillness(of: () => number): Promise<void> {
  for (let [seen, turns] = [of(), 0]; turns < 1000; turns++) {
    await setImmediate()
    if (of() !== seen) [seen, turns] = [of(), 0]
  }
}
