import type { MadeBackup } from '../domain/backup'
import { Problem } from '../domain/problem'
import { fromCaller } from './caller'
import type { Io, Verb } from './verb'

export const backup: Verb = {
  words: 'backup',
  takes: ['DIR'],
  does: 'Makes a verified backup, one file in DIR, while everything runs, and prints its name',
  more: 'The file holds the database and the wrapped keys. SECRET_KEY is not in it: keep that apart, for nothing opens\nwithout it. DIR must exist. See docs/backup.md.',
  prepare: async ({ given: [folder = ''] }) => ({
    async withBackups(backups, io) {
      const watch = { report: io.progress, stop: io.stopping() }
      const made = await backups.make(fromCaller(folder), watch)
      tell(made, io)
      await io.out(`${made.file}\n`)
      if (made.wrongTallies > 0)
        throw new Problem(
          'refused',
          `The backup is whole, but ${made.wrongTallies} of its tallies are wrong, as in the database itself: tally verify names them.`,
        )
    },
  }),
}

function tell({ bytes, manifest, unreadable }: MadeBackup, io: Io): void {
  const { signature = 0, letter = 0, outgoing = 0 } = manifest.rows
  io.note(
    `${(bytes / 1e6).toFixed(1)} MB, verified: ${signature} signatures, ${letter} letters, ${outgoing} mails in the outbox; key ${manifest.key_fingerprint}`,
  )
  for (const slug of unreadable)
    io.note(`${slug} has no key in DATA_DIR/keys: its personal data cannot be read, here or in the backup.`)
}
