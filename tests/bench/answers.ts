const empty = Buffer.alloc(0)
const headEnds = '\r\n\r\n'

/**
 * Reads the answers on one connection of HTTP/1.1 that asks one thing at a time. Knows no more of HTTP than our
 * servers use, so that reading an answer costs little beside making it.
 */
export function answerReader(answered: (status: number) => void): (part: Buffer) => void {
  let come: Buffer = empty
  return part => {
    come = come.length === 0 ? part : Buffer.concat([come, part])
    const status = wholeAnswer(come)
    if (status === null) return
    come = empty
    answered(status)
  }
}

/** Its status, or null while some of it is missing. */
function wholeAnswer(come: Buffer): number | null {
  const headEnd = come.indexOf(headEnds)
  if (headEnd < 0) return null
  const head = come.toString('latin1', 0, headEnd).toLowerCase()
  const status = Number(head.slice(9, 12))
  return bodyIsWhole(status, head, come, headEnd + headEnds.length) ? status : null
}

function bodyIsWhole(status: number, head: string, come: Buffer, start: number): boolean {
  if (status === 204 || status === 304) return true
  const length = /\r\ncontent-length: *(\d+)/.exec(head)
  if (length) return come.length >= start + Number(length[1])
  // Chunked: it ends with an empty chunk. No body of ours has such line ends in it.
  return come.toString('latin1', Math.max(start, come.length - 7)).endsWith('0\r\n\r\n')
}
