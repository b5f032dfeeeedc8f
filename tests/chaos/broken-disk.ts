import type { Later } from '../support/closing'
import { launchProduct, type Product } from '../support/product-process'
import { startSmtpSink } from '../support/smtp'
import { audit } from './audit'
import { seededChance } from './chance'
import { type Crowd, gather } from './crowd'
import { type FailingCall, failOnce, fiuMissing, underFiu } from './fiu'
import { sqliteGround } from './ground'
import type { Chaos, ChaosOptions, Outcome, Skipped } from './outcome'

export const failedSyncs: Chaos = (later, options) => breakDisk('posix/io/sync/fsync', later, options)

export const failedWrites: Chaos = (later, options) => breakDisk('posix/io/rw/pwrite', later, options)

/**
 * Lets one call fail under load, and none after it: a product that tried again would succeed, and thank for what the disk
 * may not hold. It must end by itself, say so, and start anew on what is there.
 */
async function breakDisk(
  call: FailingCall,
  later: Later,
  { times, say }: ChaosOptions,
): Promise<Outcome | Skipped> {
  const missing = fiuMissing()
  if (missing) return { skipped: missing }
  const sink = await startSmtpSink()
  later(() => sink.close())
  const ground = sqliteGround(later)
  const crowd = gather(sink, seededChance(7))
  const wrong: unknown[] = []
  const said = new Set<string>()
  const { folder } = ground
  for (let time = 0; time < times; time++) {
    const env = { ...ground.env, SMTP_URL: sink.url }
    const product = await launchProduct(later, { folder, env, under: underFiu(folder) })
    const visit = await crowd.visit(product, { manner: 'dies' })
    await crowd.acknowledged.more(10)
    await failUntilItEnds(call, folder, product, crowd)
    const end = await endOf(product)
    if (end.code === 1 && end.said.length === 1) said.add(end.said.join())
    else wrong.push(end)
    await visit.kill()
    wrong.push(...(await ground.look(store => store.recount())))
    say(`ended ${time + 1} of ${times} times, ${crowd.acknowledged.counted()} acknowledged`)
  }
  const { counts, findings } = await audit(ground, crowd, sink)
  findings.wrong.push(...wrong)
  return {
    fault: `one ${call.split('/').at(-1)} fails with EIO, none after it`,
    store: ground.store,
    times,
    counts,
    findings,
    seen: `it ended with 1 each time, saying ${[...said].join(' or ')}; the tally was the recount after each`,
  }
}

/** SQLite does not tell of a call that fails while it moves the log into the file, for it does so again: hence the tries. */
async function failUntilItEnds(
  call: FailingCall,
  folder: string,
  product: Product,
  crowd: Crowd,
): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await failOnce(call, folder, product.pid)
    const came = await Promise.race([product.ended, crowd.acknowledged.more(200).then(() => 'it went on')])
    if (came !== 'it went on') return
  }
}

/** Its exit code, and the code of SQLite's that it gave as its reason. */
async function endOf(product: Product) {
  const code = await Promise.race([product.ended, 'it went on' as const])
  const reasons = product.printed().matchAll(/"code":"(\w+)","msg":"the disk did not keep/g)
  return { code, said: [...reasons].map(([, reason]) => reason ?? '') }
}
