import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { freePort } from './free-port'

/** Where in the conversation something goes wrong. `end` is after the dot that ends the mail. */
type Stage = 'greeting' | 'mail' | 'recipient' | 'data' | 'end'

/** What a sink does with whatever comes. */
type Manner =
  | { readonly do: 'accept' }
  | { readonly do: 'refuse'; readonly at: Stage; readonly code: number; readonly words: string }
  | { readonly do: 'drop'; readonly at: Stage } // the connection is gone, without a word
  | { readonly do: 'stall'; readonly at: 'recipient' | 'end' } // no answer until `release`

/** A mail that was answered with 250. */
export interface SunkMail {
  readonly from: string
  readonly to: readonly string[]
  readonly source: string
  readonly parsed: ParsedMail
}

export interface SmtpSink {
  readonly url: string
  readonly mails: readonly SunkMail[]
  /** The source of every mail that came whole, whatever it was answered. */
  readonly offered: readonly string[]
  /** What happened, in its order; a test may add to it. */
  readonly events: string[]
  behave(manner: Manner): void
  /** Lets those go on that a stall keeps waiting. */
  release(): void
  /** Resolves when an event of this name comes next. */
  next(event: string): Promise<void>
  /** Nothing listens at the port. */
  away(): Promise<void>
  /** Listens again, at the same port. */
  back(): Promise<void>
  close(): Promise<void>
}

/** A real SMTP server that misbehaves when it is told to. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const offered: string[] = []
  const events: string[] = []
  let waiting: { event: string; resolve: () => void }[] = []
  let stalled: (() => void)[] = []
  let manner: Manner = { do: 'accept' }
  let server: SMTPServer = newServer()
  const port = await freePort()
  await listen(server, port)

  function happened(event: string) {
    events.push(event)
    const due = waiting.filter(one => one.event === event)
    waiting = waiting.filter(one => one.event !== event)
    for (const { resolve } of due) resolve()
  }

  /** Goes on, refuses, drops or stalls at a stage. */
  function at(stage: Stage, session: SMTPServerSession, goOn: (refusal?: Error) => void): void {
    happened(stage)
    if (!('at' in manner) || manner.at !== stage) goOn()
    else if (manner.do === 'refuse')
      goOn(Object.assign(new Error(manner.words), { responseCode: manner.code }))
    else if (manner.do === 'drop') connectionOf(session)?._socket.destroy()
    else stalled.push(goOn)
  }

  function connectionOf(session: SMTPServerSession) {
    return [...server.connections].find(({ id }) => id === session.id)
  }

  function newServer(): SMTPServer {
    const made = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onConnect(session, done) {
        answerDataFirst(session)
        at('greeting', session, done)
      },
      onMailFrom: (_, session, done) => at('mail', session, done),
      onRcptTo: (_, session, done) => at('recipient', session, done),
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.once('data', () => happened('byte'))
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const source = Buffer.concat(chunks)
          offered.push(source.toString())
          at('end', session, async refusal => {
            if (refusal) return done(refusal)
            const { mailFrom, rcptTo } = session.envelope
            mails.push({
              from: mailFrom ? mailFrom.address : '',
              to: rcptTo.map(({ address }) => address),
              source: source.toString(),
              parsed: await simpleParser(source, { skipTextToHtml: true, skipHtmlToText: true }),
            })
            done()
            happened('accepted')
          })
        })
      },
      onClose: () => happened('gone'),
    })
    made.on('error', () => {}) // a client that hangs up
    return made
  }

  /** smtp-server says 354 by itself; this lets it refuse DATA instead. */
  function answerDataFirst(session: SMTPServerSession) {
    const connection = connectionOf(session)
    if (!connection) return
    const usual = connection.handler_DATA.bind(connection)
    connection.handler_DATA = (command, done) =>
      at('data', session, refusal => {
        if (!refusal) return usual(command, done)
        connection.send((refusal as Error & { responseCode: number }).responseCode, refusal.message)
        done()
      })
  }

  async function away() {
    for (const { _socket } of server.connections) _socket.destroy()
    await new Promise<void>(resolve => server.close(resolve))
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    offered,
    events,
    behave(wanted) {
      manner = wanted
    },
    release() {
      const freed = stalled
      stalled = []
      for (const goOn of freed) goOn()
    },
    next: event => new Promise(resolve => waiting.push({ event, resolve })),
    away,
    async back() {
      server = newServer()
      await listen(server, port)
    },
    async close() {
      if (server.server.listening) await away()
    },
  }
}

async function listen(server: SMTPServer, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
}
