import type { Ports } from '../domain/ports'

/** Each campaign's title, by its number; drafts too, so for organisers alone. */
export async function campaignTitles({ store }: Pick<Ports, 'store'>): Promise<ReadonlyMap<number, string>> {
  return new Map((await store.campaigns()).map(({ id, text }) => [id, text.title]))
}
