import Database from 'better-sqlite3'

type Statement = Database.Statement<unknown[]>

/** One thing that was asked of the driver. */
interface Asked {
  readonly sql: string
  readonly how: 'run' | 'get' | 'all'
  /** Rows as arrays, as Drizzle reads them. */
  readonly raw: boolean
  readonly values: readonly unknown[]
}

/** All that is asked of better-sqlite3 in this process while something runs, in its order. */
export async function taped(work: () => Promise<void>): Promise<readonly Asked[]> {
  const tape: Asked[] = []
  const raw = new WeakSet<Statement>()
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Statement
  const { run, get, all, raw: setRaw } = statement
  const taping = (how: Asked['how'], original: (...values: unknown[]) => unknown) =>
    function (this: Statement, ...values: unknown[]) {
      tape.push({ sql: this.source, how, raw: raw.has(this), values })
      return original.apply(this, values)
    }
  Object.assign(statement, {
    run: taping('run', run),
    get: taping('get', get),
    all: taping('all', all),
    raw(this: Statement, on = true) {
      if (on) raw.add(this)
      else raw.delete(this)
      return setRaw.call(this, on)
    },
  })
  try {
    await work()
  } finally {
    Object.assign(statement, { run, get, all, raw: setRaw })
  }
  return tape
}

/** Asks the same again of a connection that nothing stands before, each statement prepared once. */
export function replayOn(database: Database.Database): (tape: readonly Asked[]) => void {
  const prepared = new Map<string, Statement>()

  function statementFor({ sql, how, raw }: Asked): Statement {
    const name = `${how} ${raw} ${sql}`
    const known = prepared.get(name)
    if (known) return known
    const made = database.prepare(sql)
    prepared.set(name, raw ? made.raw() : made)
    return made
  }

  return tape => {
    for (const asked of tape) statementFor(asked)[asked.how](...asked.values)
  }
}

/** The connections that write, of those that are opened while something runs. */
export async function writersOf<Outcome>(
  open: () => Promise<Outcome>,
): Promise<readonly [Outcome, readonly Database.Database[]]> {
  const writers = new Set<Database.Database>()
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (this: Database.Database, ...asked: Parameters<typeof pragma>) {
    if (!this.readonly) writers.add(this)
    return pragma.apply(this, asked)
  }
  try {
    return [await open(), [...writers]]
  } finally {
    Database.prototype.pragma = pragma
  }
}
