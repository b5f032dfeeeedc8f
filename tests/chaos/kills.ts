import type { Later } from '../support/closing'
import { launchProduct } from '../support/product-process'
import { type SmtpSink, startSmtpSink } from '../support/smtp'
import { audit } from './audit'
import { type Chance, seededChance } from './chance'
import { type Crowd, gather } from './crowd'
import { type Ground, postgresGround, sqliteGround } from './ground'
import type { Chaos, ChaosOptions, Outcome } from './outcome'
import { beginUpdate } from './update'

export const killsOnSqlite: Chaos = (later, options) => killsOn(sqliteGround(later), later, options)

export const killsOnPostgres: Chaos = async (later, options) => {
  const ground = await postgresGround(later)
  return 'skipped' in ground ? ground : killsOn(ground, later, options)
}

/** Fixed, so that a failure comes again as far as the machine lets it. */
const seed = 2026

/** Kills the product under load, starts it anew on what is left, and so on. */
async function killsOn(ground: Ground, later: Later, { times, say }: ChaosOptions): Promise<Outcome> {
  const sink = await startSmtpSink()
  later(() => sink.close())
  const crowd = gather(sink, seededChance(seed + 1))
  const chance = seededChance(seed)
  const disagreements: unknown[] = []
  const env = { ...ground.env, SMTP_URL: sink.url }
  for (let kill = 0; kill < times; kill++) {
    const visit = await crowd.visit(await launchProduct(later, { folder: ground.folder, env }))
    await crowd.acknowledged.more(5 + Math.floor(chance() * 30))
    await momentsToKill[kill % momentsToKill.length]?.(sink, crowd, chance)
    await visit.kill()
    sink.behave({ do: 'accept' })
    sink.release() // what had come whole is accepted, though nobody is left to be told
    disagreements.push(...(await ground.look(store => store.recount())))
    if (kill % 8 === 3) await ground.look(beginUpdate)
    if ((kill + 1) % 5 === 0)
      say(`killed ${kill + 1} of ${times} times, ${crowd.acknowledged.counted()} acknowledged`)
  }
  const { counts, findings } = await audit(ground, crowd, sink)
  findings.wrong.push(...disagreements)
  if (crowd.busy.counted() > 0) findings.wrong.push({ busy: crowd.busy.counted() })
  return {
    fault: 'the product is killed (SIGKILL)',
    store: ground.store,
    times,
    counts,
    findings,
    seen: 'the tally was the recount after each',
  }
}

/** Each comes up in its turn; what else is under way just then differs every time. */
const momentsToKill: readonly ((sink: SmtpSink, crowd: Crowd, chance: Chance) => Promise<void>)[] = [
  (_, crowd) => crowd.acknowledged.more(1),
  sink => sink.next('data'), // just before the 354
  (sink, _, chance) => stalledAt('end', sink, chance), // the whole mail has come and is not answered
  (_, crowd) => crowd.asked.more(1),
  sink => sink.next('byte'),
  (sink, _, chance) => stalledAt('recipient', sink, chance), // before DATA: it is to be sent after all
  sink => sink.next('accepted'),
]

/** When one to five mails wait there for an answer. */
async function stalledAt(stage: 'recipient' | 'end', sink: SmtpSink, chance: Chance): Promise<void> {
  sink.behave({ do: 'stall', at: stage })
  for (let mails = 1 + Math.floor(chance() * 5); mails > 0; mails--) await sink.next(stage)
}
