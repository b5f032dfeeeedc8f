import { spawn, spawnSync } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotRun } from './figure'
import { kept, measured, pin } from './process'

/** Letters of one round, ours or `smtp-source`'s. */
export const lettersARound = 10_000

/** As many connections as our mailer has (`app/mailer/run.ts`). */
export const sessions = 20

/** Where both send to: Postfix's `smtp-sink`, which takes every mail and forgets it. */
export interface Sink {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
}

/** @throws CannotRun where Postfix's tools are missing */
export async function startSmtpSink(): Promise<Sink> {
  for (const tool of ['smtp-source', 'smtp-sink']) needTool(tool)
  const port = await freePort()
  const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : []
  const child = kept(spawn('smtp-sink', [...asRoot, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' }))
  pin(child, 'load')
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100) throw new Error('smtp-sink does not answer')
    await wait(50)
  }
  return { port, url: `smtp://127.0.0.1:${port}`, stop: measured(child).stop }
}

/**
 * A round of `smtp-source`.
 * @param bytes how long each of its mails is
 * @param connections a new one for each mail, as it does by itself, or kept (`-d`)
 */
export async function smtpSource(sink: Sink, bytes: number, connections: 'new' | 'kept' = 'new') {
  const began = performance.now()
  const child = kept(
    spawn('smtp-source', [
      ...(connections === 'kept' ? ['-d'] : []),
      ...['-s', String(sessions), '-m', String(lettersARound), '-l', String(bytes)],
      ...['-f', 'from@undersigned.example', '-t', 'to@parliament.example', `127.0.0.1:${sink.port}`],
    ]),
  )
  pin(child, 'server')
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`smtp-source ended with ${code}`)
  return { perSecond: (lettersARound * 1000) / (performance.now() - began) }
}

function needTool(tool: string): void {
  const { error } = spawnSync(tool, ['-?'])
  if (error) throw new CannotRun(`there is no ${tool} (Debian: apt-get install postfix)`)
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    }),
  )
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
