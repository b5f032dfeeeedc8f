import type { Context } from '../../app/context.server'
import { openContext } from '../../app/context.server'
import type { Campaign } from '../../app/domain/campaign/campaign'
import { campaignNamed } from '../../app/domain/campaign/publish'
import { writeCsv } from '../../app/domain/csv'
import { wholeExport } from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import { readSettings } from '../../app/env.server'
import { alternate } from './alternate'
import { databaseIn, productEnv } from './children'
import { type Benchmark, median } from './figure'
import { filled, million } from './filled'
import { needSqliteTool, printCsv } from './sqlite-tool'

const rounds = 5

/** How often an export is written in a round: each takes milliseconds, and the tool's CPU is told in ticks of 10 ms. */
const times = 200

/**
 * The CPU of writing the counts of a campaign of a million signatures as CSV, 650 seats with their members, against
 * the `sqlite3` tool that joins the same tables to the same rows. Neither counts signatures: the tallies are kept.
 */
export const countsExport: Benchmark = async say => {
  needSqliteTool()
  const folder = await filled(million, say)
  const context = await openContext(readSettings(productEnv(folder)))
  const campaign = await campaignNamed(context.ports, 'fair-hearing')
  const file = databaseIn(folder)
  const sameRows = await expectSameRows(context, campaign, file)
  const { measured, reference, ratio, references, things } = await alternate(
    rounds,
    async () => {
      const cpu = process.cpuUsage()
      for (let time = 0; time < times; time++) await countsCsv(context, campaign)
      const { user, system } = process.cpuUsage(cpu)
      return cost(user + system)
    },
    async () => cost((await printCsv(file, query, times)).cpuUs),
    say,
  )
  await context.close()
  const tool = 'sqlite3 -csv of the same rows'
  return [
    {
      benchmark: 'counts-export',
      what: 'counts of 1 M signatures, a second of CPU',
      unit: 'exports',
      measured,
      reference: { what: tool, measured: reference },
      ratio,
      about: { rows: sameRows },
    },
    {
      benchmark: 'counts-export',
      what: 'CPU of an export of counts',
      unit: 'ms',
      measured: median(things.map(({ ms }) => ms)),
      reference: { what: tool, measured: median(references.map(({ ms }) => ms)) },
      ratio: null,
    },
  ]
}

function cost(cpuUs: number) {
  return { perSecond: (times * 1_000_000) / cpuUs, ms: cpuUs / times / 1000 }
}

async function countsCsv({ ports }: Context, campaign: Campaign): Promise<string> {
  let csv = ''
  for await (const chunk of writeCsv(exportPages(ports, campaign, wholeExport('counts')), 'machine'))
    csv += chunk
  return csv
}

const query = `
select t.key, seat.name, seat.region, seat.country, member.name, t.count,
  coalesce(waiting.count, 0), coalesce(accepted.count, 0), coalesce(failed.count, 0), 0
from campaign
join tally t on t.campaign_id = campaign.id and t.measure = 'by-constituency'
left join constituency seat on seat.code = t.key
left join membership on membership.constituency_code = t.key and membership.until is null
left join member on member.id = membership.member_id
${['waiting', 'accepted', 'failed']
  .map(
    fate =>
      `left join tally ${fate} on ${fate}.campaign_id = t.campaign_id and ${fate}.measure = 'letters' and ${fate}.key = '${fate}|' || t.key`,
  )
  .join('\n')}
where campaign.slug = 'fair-hearing'
order by t.key = '', t.key`

/** @throws Error where the tool prints other rows, but for its quotation marks; what is no like is not compared */
async function expectSameRows(context: Context, campaign: Campaign, file: string): Promise<number> {
  const [, ...ours] = plain(await countsCsv(context, campaign)) // the first names the columns
  const theirs = plain((await printCsv(file, query, 1, true)).text)
  if (ours.length === 0 || ours.join('\n') !== theirs.join('\n'))
    throw new Error(
      `sqlite3 prints other rows: ${theirs[0]} instead of ${ours[0]}, ${theirs.length} instead of ${ours.length}`,
    )
  return ours.length
}

function plain(csv: string): readonly string[] {
  return csv.replaceAll('"', '').trimEnd().split('\r\n')
}
