import { expect, test } from 'vitest'
import { runCommand } from '../../app/cli/command'
import { silentIo, terminal } from './terminal'

const run = terminal(null)

test.each([[['help']], [['--help']], [['-h']]])('%j lists every verb on standard output', async argv => {
  const { exitCode, out, notes } = await run(...argv)
  expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: '' })
  for (const verb of verbs) expect(out).toContain(`  ${verb}`)
})

test.each(verbsOf())('%s explains itself with --help and does nothing', async verb => {
  const { exitCode, out } = await run(...verb.split(' '), '--help')
  expect(exitCode).toBe(0)
  expect(out).toContain(`npm run --silent cli -- ${verb}`)
  expect(await run('help', ...verb.split(' '))).toEqual({ exitCode: 0, out, notes: '' })
})

test.each([
  [[], 'No verb was given'],
  [['doctor'], 'doctor is not known'],
  [['places'], 'places needs another word'],
  [['places', 'import'], 'Give at least one of'],
  [['places', 'sync', 'now'], 'now is one word too many'],
  [['campaign'], 'campaign needs another word'],
  [['campaign', 'delete', 'x'], 'campaign delete is not known'],
  [['campaign', 'import'], 'FILE is missing'],
  [['campaign', 'open', 'a', 'b'], 'b is one word too many'],
  [['campaign', 'lint'], 'FILE|SLUG is missing'],
  [['campaign', 'sample', 'x', '--letters', 'all'], '--letters must be a whole number up to 100, not all'],
  [['campaign', 'sample', 'x', '--seed', '-1'], '--seed'],
  [['campaign', 'list', '--all'], "Unknown option '--all'"],
  [
    ['export', 'everything', 'fair-hearing'],
    'must be one of counts, by-day, by-principle, signatures, letters, replies, not everything',
  ],
  [['export', 'counts', 'fair-hearing', '--profile', 'word'], '--profile must be one of'],
  [['export', 'counts', 'fair-hearing', '--profile'], '--profile'],
  [['backup'], 'DIR is missing'],
  [['restore'], 'FILE is missing'],
  [['restore', 'a.tar', '--replace=now'], '--replace'],
  [['migrate-to-postgres'], 'URL is missing'],
  [['migrate-to-postgres', 'db.example.org'], 'URL must begin with postgres://'],
  [['token', 'create'], '--scope is missing'],
  [['token', 'create', '--scope', 'root'], '--scope must be one of export, export-personal, not root'],
  [['help', 'doctor'], 'doctor is not known'],
])('%j is not understood: exit code 2, nothing on standard output, nothing opened', async (argv, words) => {
  const { exitCode, out, notes } = await run(...argv)
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
  expect(notes).toContain(words)
})

test('an unknown verb is answered with the list of verbs', async () => {
  const { notes } = await run('retention', 'run')
  for (const verb of verbs) expect(notes).toContain(`  ${verb}`)
})

test('a file that cannot be read is refused before the store is opened', async () => {
  const { exitCode, notes } = await run('campaign', 'import', 'nowhere.yaml')
  expect({ exitCode, notes }).toEqual({ exitCode: 1, notes: 'nowhere.yaml does not exist\n' })
})

test('a fault is told by its cause, without the values of a failed query', async () => {
  const notes: string[] = []
  const query = new Error('Failed query: select … params: rosa@example.org', {
    cause: new Error('disk full'),
  })
  const exitCode = await runCommand(
    ['campaign', 'list'],
    { ...silentIo, note: line => void notes.push(line) },
    {
      open: () => Promise.reject(query),
      backups: () => Promise.reject(query) as never,
      moving: () => Promise.reject(query) as never,
    },
  )
  expect(exitCode).toBe(1)
  expect(notes.join()).toContain('disk full')
  expect(notes.join()).not.toContain('rosa@example.org')
})

const verbs = verbsOf()

function verbsOf(): string[] {
  return [
    'campaign import',
    'campaign lint',
    'campaign sample',
    'campaign list',
    'campaign open',
    'campaign pause',
    'campaign close',
    'campaign take-down',
    'campaign put-back',
    'places import',
    'places sync',
    'places status',
    'places parliament',
    'places vacate',
    'organiser invite',
    'organiser list',
    'organiser disable',
    'export',
    'token create',
    'tally verify',
    'audit verify',
    'signature invalidate',
    'signature restore',
    'invalidation list',
    'invalidation undo',
    'letter held',
    'letter release',
    'letter refuse',
    'letter likeness',
    'sending status',
    'sending pause',
    'sending resume',
    'bounce',
    'backup',
    'restore',
    'migrate-to-postgres',
  ]
}
