import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Later } from '../support/closing'
import { startKeeper } from '../support/keeper'
import { endedWith, launchProduct, type Product } from '../support/product-process'
import { startSmtpSink } from '../support/smtp'
import { visitor } from '../support/visitor'
import { fairHearing } from '../support/world'
import { audit } from './audit'
import { seededChance } from './chance'
import { gather } from './crowd'
import { newFolder, sqliteGround } from './ground'
import type { Chaos } from './outcome'

/** Fills the disk that the database is on under load, lets people be turned away, and frees it again. */
export const fullDisk: Chaos = async (later, { times, say }) => {
  const disk = newFolder(later)
  const problem = mountSmallDisk(later, disk)
  if (problem) return { skipped: problem }
  const sink = await startSmtpSink()
  later(() => sink.close())
  const ground = sqliteGround(later, disk)
  const crowd = gather(sink, seededChance(11))
  const wrong: unknown[] = []
  const env = { ...ground.env, SMTP_URL: sink.url }
  const product = await launchProduct(later, { folder: ground.folder, env })
  for (let time = 0; time < times; time++) {
    const visit = await crowd.visit(product)
    await crowd.goesOn(40)
    const free = fill(disk)
    // No mail goes out meanwhile, so whoever waits for theirs asks nothing.
    const newcomers = await crowd.visit(product, { waitingAtMost: Number.POSITIVE_INFINITY })
    await crowd.turnedAway(40)
    wrong.push(...(await cannotRead(product)))
    await Promise.all([visit.leave(), newcomers.leave()])
    free()
    // Mails that were under way when the disk was full wait for their lease to end, and their readers with them.
    const others = await crowd.visit(product)
    await crowd.goesOn(40) // by the same process
    await others.leave()
    wrong.push(...(await ground.look(store => store.recount())))
    const ended = await endedWith(product)
    if (ended) wrong.push(ended)
    if (ended) break
    say(`filled and freed ${time + 1} of ${times} times, ${crowd.acknowledged.counted()} acknowledged`)
  }
  await product.kill()
  const { counts, findings } = await audit(ground, crowd, sink)
  findings.wrong.push(...wrong)
  return {
    fault: 'the disk is full, then freed',
    store: ground.store,
    times,
    counts,
    findings,
    seen: `${crowd.busy.counted()} answers 503 with Retry-After, pages were read meanwhile, no restart; the tally was the recount after each`,
  }
}

/** Room for the log, which is moved into the file from 64 MB on, and for the file. */
const diskBytes = 96 * 1024 * 1024

/** Answers why not, or null. */
function mountSmallDisk(later: Later, folder: string): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    return 'no tmpfs can be mounted: it takes root, and a container that may'
  }
  const keeper = startKeeper('umount -l "$1" && rmdir "$1"', folder)
  later(() => keeper.end())
  return null
}

/** Takes all that is left; what it gives back frees it. */
function fill(disk: string): () => void {
  const ballast = join(disk, 'ballast')
  const file = openSync(ballast, 'w')
  for (const bytes of [1_048_576, 4096]) writeUntilFull(file, Buffer.alloc(bytes))
  closeSync(file)
  return () => rmSync(ballast)
}

function writeUntilFull(file: number, block: Buffer): void {
  try {
    for (;;) writeSync(file, block)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault
  }
}

async function cannotRead({ origin }: Product): Promise<readonly unknown[]> {
  const { open } = visitor(origin)
  const pages = await Promise.all(['/', fairHearing, '/petitions.json', '/healthz'].map(open))
  return pages.filter(({ status }) => status !== 200).map(({ url, status, text }) => ({ url, status, text }))
}
