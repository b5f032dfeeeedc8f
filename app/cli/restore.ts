import type { RestoredBackup } from '../domain/backup'
import { fromCaller } from './caller'
import type { Io, Verb } from './verb'

export const restore: Verb = {
  words: 'restore',
  takes: ['FILE'],
  options: { replace: { shown: '--replace', required: false, takes: 'nothing' } },
  does: 'Puts a backup where DATABASE_URL and DATA_DIR point, with sending paused',
  more: 'Stop the server and the mailer first. SECRET_KEY must be the one of the installation that the backup is of. Where\nthere is a database or a key already it is refused, unless you say --replace: that keeps what is there beside it.',
  prepare: async ({ given: [file = ''], options }) => ({
    async withBackups(backups, io) {
      const where = options.replace ? 'in-place' : 'empty'
      const watch = { report: io.progress, stop: io.stopping() }
      tell(await backups.restore(fromCaller(file), where, watch), io)
      await io.out('Restored. Sending is paused.\n')
    },
  }),
}

function tell({ manifest, kept, moved }: RestoredBackup, io: Io): void {
  const { signature = 0, letter = 0 } = manifest.rows
  io.note(`As it was at ${manifest.made_at}: ${signature} signatures, ${letter} letters.`)
  for (const path of kept) io.note(`What was there before: ${path}`)
  if (moved)
    io.note(
      `The installation that was here lives in PostgreSQL (${moved}), and what was restored is an earlier state of it. Never run both: people would sign here and there, and be written to twice.`,
    )
  io.note(
    [
      'What to do next:',
      '  1. npm start: people can read and sign again; their mails wait.',
      '  2. Look: npm run --silent cli -- sending status. Letters that were sent after the backup was made wait in it still.',
      '  3. Erase again whoever asked for it since then: the backup holds them.',
      '  4. npm run --silent cli -- sending resume',
    ].join('\n'),
  )
}
