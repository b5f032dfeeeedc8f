import { endedWith, launchProduct } from '../support/product-process'
import { startSmtpSink } from '../support/smtp'
import { audit } from './audit'
import { seededChance } from './chance'
import { gather } from './crowd'
import { postgresGround } from './ground'
import type { Chaos } from './outcome'

/** Kills PostgreSQL under a product that stays up, and starts it again. */
export const killedPostmasters: Chaos = async (later, { times, say }) => {
  const ground = await postgresGround(later)
  if ('skipped' in ground) return ground
  const sink = await startSmtpSink()
  later(() => sink.close())
  const crowd = gather(sink, seededChance(13))
  const wrong: unknown[] = []
  const env = { ...ground.env, SMTP_URL: sink.url }
  const product = await launchProduct(later, { folder: ground.folder, env })
  for (let time = 0; time < times; time++) {
    const visit = await crowd.visit(product) // anew: a mail that was left then waits for its lease to end
    await crowd.goesOn(20)
    await ground.server.stop('killed')
    await ground.server.start()
    await crowd.goesOn(20) // by the same process
    await visit.leave()
    wrong.push(...(await ground.look(store => store.recount())))
    const ended = await endedWith(product)
    if (ended) wrong.push(ended)
    if (ended) break
    say(`killed ${time + 1} of ${times} times, ${crowd.acknowledged.counted()} acknowledged`)
  }
  await product.kill()
  const { counts, findings } = await audit(ground, crowd, sink)
  findings.wrong.push(...wrong)
  return {
    fault: 'the PostgreSQL postmaster is killed (SIGKILL)',
    store: ground.store,
    times,
    counts,
    findings,
    seen: `${crowd.busy.counted()} answers 503 with Retry-After, no restart of the product; the tally was the recount after each`,
  }
}
