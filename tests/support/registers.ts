import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port'
import {
  contactItems,
  type FictionalSeat,
  mapitFound,
  memberItem,
  postcodesIoFound,
  seatItem,
} from './parliament'

/** What is done with a request instead of answering it. */
export type Manner =
  | {
      readonly do: 'answer-with'
      readonly status: number
      readonly body: string | object
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly do: 'cut-off' } // half an answer, then nobody
  | { readonly do: 'hang' } // no answer until `release`
  | { readonly do: 'drop' } // the connection is gone, without a word

export type Register = 'postcodes.io' | 'members-api' | 'mapit'

export interface TestRegisters {
  /** Where all three of them are. */
  readonly url: string
  /** What they know; a test may put another in its place. */
  seats: readonly FictionalSeat[]
  /** Postcodes that were in use once, as postcodes.io knows them. */
  terminated: readonly string[]
  /** What was asked, in its order. */
  readonly asked: readonly { readonly path: string; readonly headers: IncomingMessage['headers'] }[]
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number
  /** Does so with the next requests to a register, as many as are said, or all until `behaveAgain`. */
  behave(register: Register, manner: Manner, times?: number): void
  behaveAgain(): void
  /** Answers what hangs. */
  release(): void
  /** Resolves when the next request is there. */
  nextAsked(): Promise<void>
  close(): Promise<void>
}

/** A real server that answers as postcodes.io, the Members API and MapIt document that they do. */
export async function startRegisters(seats: readonly FictionalSeat[] = []): Promise<TestRegisters> {
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const manners = new Map<Register, { manner: Manner; times: number }>()
  const hanging: (() => void)[] = []
  const waiting: (() => void)[] = []
  let [underWay, mostAtOnce] = [0, 0]

  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ path, headers: request.headers })
    mostAtOnce = Math.max(mostAtOnce, ++underWay)
    response.on('close', () => underWay--)
    const answer = () => send(response, answerTo(registers, path))
    const manner = mannerFor(registerOf(path))
    if (manner) misbehave(response, manner, answer)
    else answer()
    for (const resolve of waiting.splice(0)) resolve()
  })

  function mannerFor(register: Register): Manner | null {
    const due = manners.get(register)
    if (!due || due.times <= 0) return null
    due.times--
    return due.manner
  }

  function misbehave(response: ServerResponse, manner: Manner, answer: () => void) {
    switch (manner.do) {
      case 'answer-with':
        return send(response, manner, manner.headers)
      case 'hang':
        return void hanging.push(answer)
      case 'drop':
        return void response.socket?.destroy()
      case 'cut-off':
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' })
        response.write('{"status": 200, "result": {', () => response.socket?.destroy())
    }
  }

  const port = await freePort() // closed, it must be nobody else's
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const registers: TestRegisters = {
    url: `http://127.0.0.1:${port}`,
    seats,
    terminated: [],
    asked,
    get mostAtOnce() {
      return mostAtOnce
    },
    behave: (register, manner, times = Number.POSITIVE_INFINITY) =>
      void manners.set(register, { manner, times }),
    behaveAgain: () => manners.clear(),
    release() {
      for (const answer of hanging.splice(0)) answer()
    },
    nextAsked: () => new Promise(resolve => waiting.push(resolve)),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  onTestFinished(() => registers.close())
  return registers
}

function registerOf(path: string): Register {
  if (path.startsWith('/api/')) return 'members-api'
  return path.startsWith('/postcodes/') ? 'postcodes.io' : 'mapit'
}

interface Answer {
  readonly status: number
  readonly body: object | string
}

function answerTo(registers: TestRegisters, path: string): Answer {
  const url = new URL(path, 'http://registers.example')
  switch (registerOf(path)) {
    case 'postcodes.io':
      return askPostcodesIo(registers, url)
    case 'mapit':
      return askMapit(registers, url)
    case 'members-api':
      return askMembersApi(registers, url)
  }
}

function askPostcodesIo({ seats, terminated }: TestRegisters, { pathname }: URL): Answer {
  const postcode = spaced(pathname.slice('/postcodes/'.length))
  const seat = seats.find(({ postcodes }) => postcodes.includes(postcode))
  if (seat) return { status: 200, body: postcodesIoFound(postcode, seat) }
  if (postcode.startsWith(nowhere)) return { status: 200, body: postcodesIoFound(postcode, null) }
  if (/^\d/.test(postcode)) return { status: 404, body: { status: 404, error: 'Invalid postcode' } }
  const former = { postcode, year_terminated: 1996, month_terminated: 6, longitude: -2.2, latitude: 57.1 }
  const known = terminated.includes(postcode) ? { terminated: former } : {}
  return { status: 404, body: { status: 404, error: 'Postcode not found', ...known } }
}

function askMapit({ seats }: TestRegisters, { pathname }: URL): Answer {
  const postcode = spaced(pathname.slice('/postcode/'.length))
  if (/^\d/.test(postcode))
    return { status: 400, body: { code: 400, error: `Postcode '${postcode}' is not valid.` } }
  const seat = seats.find(({ postcodes }) => postcodes.includes(postcode))
  if (seat) return { status: 200, body: mapitFound(postcode, seat) }
  if (postcode.startsWith(nowhere)) return { status: 200, body: mapitFound(postcode, null) }
  return { status: 404, body: { code: 404, error: 'No Postcode matches the given query.' } }
}

function askMembersApi({ seats }: TestRegisters, { pathname, searchParams }: URL): Answer {
  const page = (items: readonly object[]) => {
    const [skip, take] = [Number(searchParams.get('skip')), Number(searchParams.get('take'))]
    const body = { items: items.slice(skip, skip + take), totalResults: items.length, resultContext: '' }
    return { status: 200, body: { ...body, skip, take, links: [], resultType: null } }
  }
  const contact = /^\/api\/Members\/(\d+)\/Contact$/.exec(pathname)
  if (contact) {
    const member = seats.map(seat => seat.member).find(one => one?.id === Number(contact[1]))
    return member ? { status: 200, body: contactItems(member) } : { status: 404, body: '' }
  }
  if (pathname === '/api/Members/Search')
    return page(seats.flatMap(seat => (seat.member ? [memberItem(seat, seat.member)] : [])))
  const text = searchParams.get('searchText')
  return page((text === null ? seats : searched(seats, text)).map(seatItem))
}

/** A full postcode, else everything in its outward code. */
function searched(seats: readonly FictionalSeat[], text: string): readonly FictionalSeat[] {
  const exact = seats.filter(({ postcodes }) => postcodes.includes(text))
  if (exact.length > 0) return exact
  const [outward = ''] = text.split(' ')
  return seats.filter(({ postcodes }) => postcodes.some(postcode => postcode.startsWith(`${outward} `)))
}

/** Postcodes that begin so exist and lie in no constituency, as those of the Isle of Man do. */
const nowhere = 'ZZ0 '

/** `ZZ11AA` as it is written. */
function spaced(compact: string): string {
  return `${compact.slice(0, -3)} ${compact.slice(-3)}`
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const type = text.startsWith('<') ? 'text/html' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(text)
}
