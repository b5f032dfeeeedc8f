import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { demoPostcodes, seedDemo } from '../db/demo/seed'
import { type Context, openContext, type RequestContext } from './context.server'
import { renewConsentWordings } from './domain/campaign/publish'
import { readOpenCampaigns } from './domain/likeness/earlier-letters'
import { areFictional } from './domain/place/change'
import { describeFault, isProblem, Problem } from './domain/problem'
import { readSettings, type Settings } from './env.server'
import { frontHandler } from './front/handler'
import { securityHeaders, setHeaders } from './front/headers'
import { answerHealth } from './front/health'
import { type PublicPages, publicPages } from './front/public-pages'
import { type RemixHandler, remixHandler, remixRender } from './front/remix'
import { startKeeping } from './lookup/keeping'
import { runMailer } from './mailer/run'
import { startDelivering } from './webhooks/deliver'
import { openReach } from './webhooks/reach'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** How long a stop waits for what is under way. */
const drainMs = 10_000

try {
  await serve(readSettings())
} catch (fault) {
  if (!isProblem(fault)) throw fault
  process.stderr.write(`${fault.message}\n`)
  process.exit(1)
}

/** Listens first, so that a port that is taken is said before anything is touched; then opens the store and serves. */
async function serve(settings: Settings): Promise<void> {
  let handler: Handler = (request, response) => {
    setHeaders(response, securityHeaders(settings.publicOrigin ?? ''))
    answerHealth(request, response, null)
  }
  const timeouts = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }
  const server = createServer(timeouts, (request, response) => handler(request, response))
  const port = await listen(server, settings)
  const context = await openContext(
    settings,
    settings.publicOrigin ?? `http://localhost:${port}`,
    'in a thread',
  )
  await prepareStore(context)
  const mailer = settings.mailer === 'embedded' ? await runMailer(context) : null
  // Once the answer is out: claiming writes, and the wait for it would tell that there is a mail to send (SEC-12).
  if (mailer) context.onWritten(() => setTimeout(mailer.wake, 50))
  const keeping = startKeeping(context)
  const delivering =
    settings.mailer === 'embedded' ? startDelivering({ ...context, reach: openReach(settings) }) : null
  const reading = readLetters(context)
  const shown = areFictional(await context.ports.places.seats()) ? { postcodes: demoPostcodes } : null
  const { routes, pages } = await remix(server, context, shown)
  handler = frontHandler(context, routes, port, shown, pages)
  process.stdout.write(`listening on http://${settings.host}:${port}\n`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    context.stopping.abort()
    const forced = setTimeout(() => server.closeAllConnections(), drainMs)
    await Promise.all([
      new Promise(closed => server.close(closed)),
      mailer?.stop(),
      keeping.stop(),
      delivering?.stop(),
      reading,
      server.closeIdleConnections(),
    ])
    clearTimeout(forced)
    await context.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function listen(server: Server, { host, port }: Settings): Promise<number> {
  return new Promise((ready, fail) => {
    server.once('error', (fault: NodeJS.ErrnoException) => fail(cannotListen(fault, host, port)))
    server.listen(port, host, () => {
      const address = server.address()
      ready(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function cannotListen(fault: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Stop what runs there, or give another: PORT=${port + 1} npm start`,
    EACCES: `Port ${port} needs more rights than this user has. Give one above 1023: PORT=3000 npm start`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
    ENOTFOUND: `HOST ${host} is no address of this machine.`,
  }
  const reason = reasons[fault.code ?? '']
  return reason ? new Problem('refused', reason) : fault
}

/** The demo for an empty store outside production; the wording of consent as this release has it for every campaign. */
async function prepareStore({ ports, settings }: Context): Promise<void> {
  if (!settings.production) await seedDemo(ports.store, ports.now())
  await renewConsentWordings(ports)
}

/** Whoever asks before it has ended waits for it, and where it fails reads them anew. */
async function readLetters({ ports, log }: Context): Promise<void> {
  try {
    await readOpenCampaigns(ports)
  } catch (fault) {
    log.warn({ fault: describeFault(fault) }, 'earlier letters were not read')
  }
}

interface Routes {
  readonly routes: RemixHandler
  readonly pages: PublicPages | null
}

/** The built routes, and their public pages from memory; in development Vite gives them, renewed with each change. */
async function remix(server: Server, context: Context, demo: RequestContext['demo']): Promise<Routes> {
  const { log, ports } = context
  if (process.env.UNDERSIGNED_DEV) {
    const { createServer: createVite } = await import('vite')
    const vite = await createVite({
      configFile: 'remix.config.js',
      server: { middlewareMode: true, hmr: { server } },
      appType: 'custom',
    })
    const renewed = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
    return { routes: remixHandler(renewed), pages: null }
  }
  const built = resolve('build/server/index.js')
  if (!existsSync(built))
    throw new Problem('refused', 'The routes are not built. Start with npm start, which builds them.')
  const build = (await import(/* @vite-ignore */ pathToFileURL(built).href)) as ServerBuild
  const { faults } = build.entry.module as unknown as typeof import('./entry.server')
  faults.report = fault => log.error({ fault: describeFault(fault) }, 'a page failed') // the words may quote a person
  const known = Object.values(build.routes).flatMap(route => route ?? [])
  const render = remixRender(build, ports.settings.publicOrigin)
  return { routes: remixHandler(build), pages: publicPages(context, demo, known, render) }
}
