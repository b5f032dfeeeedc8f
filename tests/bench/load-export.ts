import { get, type IncomingMessage } from 'node:http'

/** An export to be read over HTTP. */
export interface ExportOrder {
  readonly port: number
  readonly path: string
  readonly token: string
  /** Hangs up after so many lines; reads to the end where it is not given. */
  readonly lines?: number
}

export interface ExportReport {
  readonly lines: number
  readonly bytes: number
  readonly ms: number
  /** Until the first row came. */
  readonly firstMs: number
}

/** What is sent while one is under way, to end it. */
export type HangUp = 'hang up'

/** What is answered once the export's head has come. */
export type Begun = 'begun'

let hungUp = false
let current: IncomingMessage | null = null

// Whoever downloads is a process of its own, as the load is.
process.on('message', (order: ExportOrder | HangUp) => {
  hungUp = order === 'hang up'
  if (order === 'hang up') current?.destroy()
  else download(order)
})
process.on('disconnect', () => process.exit(0))

function download({ port, path, token, lines: enough = Number.POSITIVE_INFINITY }: ExportOrder): void {
  const began = performance.now()
  const headers = { Authorization: `Bearer ${token}` }
  get({ port, host: '127.0.0.1', path, headers, agent: false }, answer => {
    if (answer.statusCode !== 200) throw new Error(`the export was answered ${answer.statusCode}`)
    let [lines, bytes, firstMs] = [0, 0, Number.NaN]
    current = answer
    process.send?.('begun' satisfies Begun)
    answer.on('data', (part: Buffer) => {
      bytes += part.length
      lines += linesIn(part)
      if (lines > 1 && Number.isNaN(firstMs)) firstMs = performance.now() - began
      if (lines >= enough) answer.destroy()
    })
    answer.on('error', () => {}) // ours, that hung up; what came is told all the same
    answer.on('close', () => process.send?.({ lines, bytes, ms: performance.now() - began, firstMs }))
    if (hungUp) answer.destroy()
  })
}

function linesIn(part: Buffer): number {
  let lines = 0
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++
  return lines
}
