import type { Campaign } from '../campaign/campaign'
import type { CsvPage } from '../csv'
import type { PaperSignatureId } from '../id'
import type { Ports } from '../ports'

const columns = 'paper_id,name,address,postcode,constituency_code,signed_on,counts_as'

const pageSize = 1000

/** Every signature from paper, page by page so that memory stays flat. */
export async function* paperPages(
  { store }: Ports,
  { id: campaignId }: Pick<Campaign, 'id'>,
): AsyncGenerator<CsvPage> {
  yield [columns.split(',')]
  let after: PaperSignatureId | null = null
  do {
    const page: Awaited<ReturnType<typeof store.paperAfter>> = await store.paperAfter(
      campaignId,
      null,
      after,
      pageSize,
    )
    yield page.map(({ id, name, address, postcode, constituencyCode, signedOn, state }) => [
      ...[id, name, address, postcode],
      ...[constituencyCode, signedOn, state],
    ])
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}
