/**
 * Reads the answers on one connection of HTTP/1.1 that asks one thing at a time. Knows no more of HTTP than our
 * servers use and decodes nothing twice, so that reading an answer costs little beside making it. The bytes that it is
 * given may be written over as soon as it returns.
 */
export function answerReader(answered: (status: number) => void): (bytes: Buffer) => void {
  let head: Head | null = null
  let kept: Buffer = empty // of a head that has not come whole
  let body = 0 // bytes of it that came
  let tail = '' // its last characters
  return bytes => {
    let start = 0
    if (!head) {
      const come = kept === empty ? bytes : Buffer.concat([kept, bytes])
      head = readHead(come)
      if (!head) {
        kept = Buffer.from(come)
        return
      }
      start = head.bytes - (come.length - bytes.length)
      kept = empty
    }
    body += bytes.length - start
    if (head.body === 'chunked')
      tail = (tail + bytes.toString('latin1', Math.max(start, bytes.length - 5))).slice(-5)
    // Chunked: it ends with an empty chunk. No body of ours has such line ends in it.
    if (head.body === 'chunked' ? tail !== '0\r\n\r\n' : body < head.body) return
    const { status } = head
    head = null
    body = 0
    tail = ''
    answered(status)
  }
}

interface Head {
  readonly status: number
  readonly bytes: number
  /** Bytes of the body, where the head tells. */
  readonly body: number | 'chunked'
}

const empty = Buffer.alloc(0)
const headEnds = Buffer.from('\r\n\r\n')
/** As node:http writes it, and as a server of ours may. */
const lengthBegins = ['\r\nContent-Length: ', '\r\ncontent-length: '].map(line => Buffer.from(line))

/** Null while some of it is missing. */
function readHead(come: Buffer): Head | null {
  const end = come.indexOf(headEnds)
  if (end < 0) return null
  const status = Number(come.toString('latin1', 9, 12))
  const bytes = end + headEnds.length
  if (status === 204 || status === 304) return { status, bytes, body: 0 }
  return { status, bytes, body: lengthIn(come, end) ?? 'chunked' }
}

function lengthIn(come: Buffer, end: number): number | null {
  for (const line of lengthBegins) {
    const at = come.indexOf(line)
    if (at >= 0 && at < end) return Number.parseInt(come.toString('latin1', at + line.length, end), 10)
  }
  return null
}
