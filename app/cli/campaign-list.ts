import { standing } from '../domain/campaign'
import type { Verb } from './verb'

export const campaignList: Verb = {
  words: 'campaign list',
  takes: [],
  does: 'Lists the campaigns, newest first, with their confirmed signatures',
  prepare: async () => async (ports, io) => {
    const campaigns = await ports.store.campaigns()
    if (campaigns.length === 0) io.note('There is no campaign yet: campaign import FILE')
    const rows = campaigns.map(campaign => [
      `${campaign.id}`,
      campaign.slug,
      standing(campaign, ports.now()),
      `${campaign.signatures}`,
      `${campaign.version}`,
      campaign.text.title,
    ])
    await io.out(aligned([['id', 'slug', 'state', 'signatures', 'version', 'title'], ...rows]))
  },
}

/** Columns as wide as their widest cell; the last one is left as it is. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))),
    )
    .map(cells => `${cells.join('  ')}\n`)
    .join('')
}
