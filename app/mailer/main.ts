import { openContext } from '../context.server'
import { isProblem } from '../domain/problem'
import { readSettings } from '../env.server'
import { startKeeping } from '../lookup/keeping'
import { startDelivering } from '../webhooks/deliver'
import { openReach } from '../webhooks/reach'
import { runMailer } from './run'

/** The mailer as its own process (`npm run mailer`); the web process then runs with `MAILER=separate`. */
try {
  await run()
} catch (fault) {
  if (!isProblem(fault)) throw fault
  process.stderr.write(`${fault.message}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const context = await openContext(readSettings(), undefined, 'in a thread')
  const mailer = await runMailer(context)
  const keeping = startKeeping(context)
  const delivering = startDelivering({ ...context, reach: openReach(context.settings) })
  process.stdout.write('mailer started\n')

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await Promise.all([mailer.stop(), keeping.stop(), delivering.stop()])
    await context.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
