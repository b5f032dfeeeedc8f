import { onTestFinished, type TestContext } from 'vitest'
import { type PostgresServer, postgresMissing, startPostgres } from './postgres-server'

/** One for all tests of a process, which share it by databases of their own; its keeper ends it with the process. */
let started: Promise<PostgresServer> | undefined

/** A real PostgreSQL server, or skips the test and says why. A test that stops it has one of its own (`ownPostgres`). */
export async function openPostgres(context: TestContext): Promise<PostgresServer> {
  const missing = postgresMissing()
  if (missing) return context.skip(missing)
  started ??= startPostgres()
  return started
}

/** The address of a new database that is gone when the test ends: empty, or with what the template holds. */
export async function openDatabase(context: TestContext, template?: string): Promise<string> {
  const server = await openPostgres(context)
  const name = await server.createDatabase(template)
  onTestFinished(() => server.dropDatabase(name))
  return server.url(name)
}

/** A server that this test alone has, to be stopped and killed; or skips the test and says why. */
export async function ownPostgres(context: TestContext): Promise<PostgresServer> {
  const missing = postgresMissing()
  if (missing) return context.skip(missing)
  const server = await startPostgres()
  onTestFinished(() => server.close())
  return server
}
