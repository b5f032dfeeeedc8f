/**
 * Work on the database, told step by step: each `yield` is a question, and what comes back is its rows. So the store is
 * written once, for a driver that answers at once (better-sqlite3) and for one that answers later (PostgreSQL).
 */
export type Steps<Outcome> = Generator<Question, Outcome, unknown>

/** A query that Drizzle has built and nobody has run yet, or something that a driver of our own runs itself. */
export type Question =
  | { readonly wants: 'rows' | 'nothing'; readonly query: unknown }
  | { readonly wants: 'answer'; readonly ask: () => unknown }

/** All rows. */
export function* all<Row>(query: { all(): Row[] }): Steps<Row[]> {
  return (yield { wants: 'rows', query }) as Row[]
}

/** The first row, if there is one. */
export function* first<Row>(query: { all(): Row[] }): Steps<Row | undefined> {
  return (yield* all(query))[0]
}

/** Runs what has no rows to give. */
export function* run(query: { run(): unknown }): Steps<void> {
  yield { wants: 'nothing', query }
}

/** Runs what only one dialect knows; it may answer later where that dialect's driver does. */
export function* ask<Answer>(question: () => Answer | Promise<Answer>): Steps<Answer> {
  return (yield { wants: 'answer', ask: question }) as Answer
}

/** Takes all steps now. What a question throws ends the work, and with it the transaction around it. */
export function takeNow<Outcome>(steps: Steps<Outcome>): Outcome {
  let step = steps.next()
  while (!step.done) step = steps.next(answerNow(step.value))
  return step.value
}

function answerNow(question: Question): unknown {
  if (question.wants === 'answer') return question.ask()
  const query = question.query as { all(): unknown; run(): unknown }
  return question.wants === 'rows' ? query.all() : query.run()
}

/** Takes one step after another as each is answered. */
export async function takeLater<Outcome>(steps: Steps<Outcome>): Promise<Outcome> {
  let step = steps.next()
  while (!step.done) {
    const question = step.value
    step = steps.next(await (question.wants === 'answer' ? question.ask() : question.query))
  }
  return step.value
}
