import { expect, onTestFinished, type TestContext, test } from 'vitest'
import { failedSyncs, failedWrites } from './broken-disk'
import { fullDisk } from './full-disk'
import { killsOnPostgres } from './kills'
import { type Chaos, noFindings } from './outcome'
import { killedPostmasters } from './postmaster'

// Short forms of `npm run chaos`, which makes each fault more often. SQLite's kills are in journeys/killed.test.ts.

test('where a single fsync fails it ends rather than acknowledge, and starts anew with all that it acknowledged', context =>
  survives(failedSyncs, 2, context))

test('where a single write fails it ends, and starts anew with all that it acknowledged', context =>
  survives(failedWrites, 2, context))

test('on a full disk it turns people away and lets them read; freed, it goes on with nothing lost', context =>
  survives(fullDisk, 1, context))

test('on PostgreSQL, killed under load, it keeps all that it acknowledged', context =>
  survives(killsOnPostgres, 3, context))

test('when the PostgreSQL postmaster is killed under it, it goes on with nothing lost', context =>
  survives(killedPostmasters, 2, context))

async function survives(chaos: Chaos, times: number, context: TestContext): Promise<void> {
  const outcome = await chaos(onTestFinished, { times, say() {} })
  if ('skipped' in outcome) return context.skip(outcome.skipped)
  expect(outcome.findings).toEqual(noFindings())
  expect(outcome.counts.signed).toBeGreaterThan(0)
}
