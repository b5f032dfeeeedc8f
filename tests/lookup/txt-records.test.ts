import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { txtLookup } from '../../app/lookup/txt-records'

test('TXT records are read whole, a name without one is told from a name that is not there', async () => {
  const lookUp = txtLookup([
    await nameServer({ 'long.example': ['v=spf1 ', 'include:relay.example -all'], 'bare.example': [] }),
  ])
  expect(await lookUp('long.example')).toEqual({
    kind: 'records',
    records: ['v=spf1 include:relay.example -all'],
  })
  expect(await lookUp('bare.example')).toEqual({ kind: 'empty' })
  expect(await lookUp('none.example')).toEqual({ kind: 'none' })
})

test('a name server that refuses is away', async () => {
  const lookUp = txtLookup([await nameServer({}, 5)])
  expect(await lookUp('any.example')).toEqual({ kind: 'away' })
})

/** A name server on UDP that knows some names (RFC 1035 section 4.1). @param fault the RCODE of every answer */
async function nameServer(
  names: Readonly<Record<string, readonly string[]>>,
  fault: number | null = null,
): Promise<string> {
  const socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  socket.on('message', (query, { port, address }) => {
    const end = query.indexOf(0, 12) + 5 // the name's end, its type and its class
    const strings = names[nameIn(query)]
    const head = Buffer.alloc(12)
    query.copy(head, 0, 0, 2)
    head.writeUInt16BE(0x8180 | (fault ?? (strings ? 0 : 3)), 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(strings && strings.length > 0 ? 1 : 0, 6)
    const answer = strings && strings.length > 0 ? record(strings) : Buffer.alloc(0)
    socket.send(Buffer.concat([head, query.subarray(12, end), answer]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

function nameIn(query: Buffer): string {
  const labels: string[] = []
  for (let at = 12; query[at]; at += 1 + (query[at] ?? 0))
    labels.push(
      query
        .subarray(at + 1, at + 1 + (query[at] ?? 0))
        .toString()
        .toLowerCase(),
    )
  return labels.join('.')
}

/** One TXT record of the name that was asked for, in several strings. */
function record(strings: readonly string[]): Buffer {
  const data = Buffer.concat(strings.map(one => Buffer.concat([Buffer.from([one.length]), Buffer.from(one)])))
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
