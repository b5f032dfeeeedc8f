import { z } from 'zod'

/** Copies of an installation, made and put back. Neither verb opens the store: a restore must not make it first. */
export interface Backups {
  /** Writes one verified file into an existing folder, under writes. @throws Problem `refused` */
  make(folder: string, watch: Watch): Promise<MadeBackup>
  /**
   * Puts a backup where the settings point, with sending paused: all of it or nothing.
   * @throws Problem `refused` before anything is touched
   */
  restore(file: string, where: 'empty' | 'in-place', watch: Watch): Promise<RestoredBackup>
}

/** How whoever waits for a long piece of work follows it, and ends it. */
export interface Watch {
  /** @param part of the step that is done, 0 to 1 */
  report(step: string, part: number): void
  readonly stop: AbortSignal
}

export interface MadeBackup {
  readonly file: string
  readonly bytes: number
  readonly manifest: Manifest
  /** Slugs of campaigns whose personal data nobody can read, because their key was deleted. */
  readonly unreadable: readonly string[]
  /** How many tallies differ from a recount; the backup is whole all the same. */
  readonly wrongTallies: number
}

export interface RestoredBackup {
  readonly manifest: Manifest
  /** Where what stood there before now lies; none where nothing did. */
  readonly kept: readonly string[]
  /** Where what stood there before had moved to, if it had: it lives on there, later than the backup. */
  readonly moved: string | null
}

/** What a backup says of itself, in `manifest.json`, its last entry: a file that was cut off has none. */
export const manifestSchema = z.object({
  product: z.literal('undersigned'),
  /** Of the backup itself; a reader refuses one that it does not know. The first had no sum over the manifest. */
  format: z.union([z.literal(1), z.literal(2)]),
  version: z.string(),
  made_at: z.iso.datetime(),
  /** Which `SECRET_KEY` opens it; the secret itself is never in a backup. */
  key_fingerprint: z.string(),
  /** The SHA-256 of the last migration that was applied. */
  migration: z.string(),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.number()),
  files: z.record(
    z.string().regex(/^(database\.db|keys\/(campaign-\d+|organisers)\.key)$/),
    z.object({ bytes: z.number(), sha256: z.string() }),
  ),
  /** Over the manifest without this, as JSON of one line. */
  sha256: z.string().optional(),
})

export type Manifest = z.infer<typeof manifestSchema>
