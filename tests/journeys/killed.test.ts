import { expect, onTestFinished, test } from 'vitest'
import { killsOnSqlite } from '../chaos/kills'
import { noFindings, type Outcome } from '../chaos/outcome'

test('killed twenty times under load, it keeps all that it acknowledged and sends no mail twice', async () => {
  const times = 20
  const outcome = (await killsOnSqlite(onTestFinished, { times, say() {} })) as Outcome
  expect(outcome.findings).toEqual(noFindings())
  expect(outcome.counts.mailsUnknown).toBeGreaterThan(0) // some kills did land inside DATA
  const told = Object.entries(outcome.counts).map(([what, count]) => `${count} ${what}`)
  process.stdout.write(`killed ${times} times: ${told.join(', ')}; nothing lost, nothing twice\n`)
})
