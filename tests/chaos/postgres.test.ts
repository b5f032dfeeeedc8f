import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { openDatabase, openPostgres, ownPostgres } from '../support/postgres'

test('the PostgreSQL server of the tests is as durable as one left to itself', async context => {
  const url = await openDatabase(context)
  const shown = ['fsync', 'synchronous_commit', 'full_page_writes']
  for (const name of shown) expect(await query(url, `show ${name}`)).toEqual([{ [name]: 'on' }])
})

test('each test has a database of its own, with what the template holds', async context => {
  const server = await openPostgres(context)
  const template = await server.createDatabase()
  await query(server.url(template), 'create table said as select 1 as word')
  const [one, other] = [await openDatabase(context, template), await openDatabase(context, template)]
  await query(one, 'insert into said values (2)')
  expect(await query(one, 'select word from said order by word')).toEqual([{ word: 1 }, { word: 2 }])
  expect(await query(other, 'select word from said')).toEqual([{ word: 1 }])
})

test.for(['fast', 'immediate', 'killed'] as const)(
  'stopped (%s) and started again, it holds what was committed',
  async (how, context) => {
    const server = await ownPostgres(context)
    const url = server.url('postgres')
    await query(url, 'create table kept as select 7 as number')
    const client = new Client({ connectionString: url })
    client.on('error', () => {}) // it is cut off, as it should be
    await client.connect()
    await client.query('begin')
    await client.query('insert into kept values (8)')
    await server.stop(how)
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
    await server.start()
    expect(await query(url, 'select number from kept')).toEqual([{ number: 7 }])
  },
)

test('closed, it leaves neither process nor folder', async context => {
  const server = await ownPostgres(context)
  const pid = server.pid()
  await server.close()
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(server.folder)).toBe(false)
})

test('when the process that started it is killed, neither process nor folder stays', async context => {
  await openPostgres(context)
  const script = `
    import { startPostgres } from './tests/support/postgres-server.ts'
    const server = await startPostgres()
    process.stdout.write(JSON.stringify({ pid: server.pid(), folder: server.folder }))
  `
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const { pid, folder } = JSON.parse(said.toString())
  expect(isRunning(pid)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'close') // what tidies up holds the other end of its standard error
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(folder)).toBe(false)
})

async function query(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

function isRunning(pid: number | null): boolean {
  return pid !== null && existsSync(`/proc/${pid}`)
}
