/** Asks again until there is an answer. */
export async function until<Answer>(ask: () => Promise<Answer | null>): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    await new Promise(resolve => setImmediate(resolve))
  }
}
