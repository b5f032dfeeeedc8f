import type { Moved } from '../domain/move'
import { type Io, Misuse, type Verb } from './verb'

export const migrateToPostgres: Verb = {
  words: 'migrate-to-postgres',
  takes: ['URL'],
  options: { verify: { shown: '--verify', required: false, takes: 'nothing' } },
  does: 'Moves everything from the SQLite file into the empty PostgreSQL database at URL, for good',
  more: 'Stop the server and the mailer first. Every row is copied, counted and summed; --verify compares each value of\neach row as well. Interrupted, it has changed nothing, or says what is left: run it again. Afterwards the file is\nclosed to the product. SECRET_KEY and DATA_DIR/keys stay as they are. See docs/postgres.md.',
  async prepare({ given: [url = ''], options }) {
    if (!/^postgres(ql)?:\/\/./.test(url)) throw new Misuse('URL must begin with postgres://')
    return {
      async withMoving(moving, io) {
        const compare = options.verify ? 'every-row' : 'sums'
        const watch = { report: io.progress, stop: io.stopping() }
        await tell(await moving.toPostgres(url, compare, watch), compare, io)
      },
    }
  },
}

async function tell({ to, tables }: Moved, compare: 'sums' | 'every-row', io: Io): Promise<void> {
  const agrees = compare === 'sums' ? 'counts and sums agree' : 'counts and sums agree, every row is the same'
  for (const { table, rows } of tables)
    await io.out(`${table.padEnd(18)}${String(rows).padStart(10)}  ${agrees}\n`)
  if (tables.length === 0)
    io.note('PostgreSQL had everything already; only the end was left to be written down.')
  await io.out(`This installation lives in PostgreSQL now: ${to}\n`)
  io.note(
    [
      'What to do next:',
      '  1. Set DATABASE_URL to the URL that you gave, for the server, every mailer and this command.',
      '  2. Leave SECRET_KEY and DATA_DIR/keys as they are: both are needed as before, on every machine.',
      '  3. npm start. Sending is paused or running as it was.',
      '  4. The SQLite file is opened no more. Erasures do not reach it: delete it within 30 days.',
    ].join('\n'),
  )
}
