/** Lets so many run at once; the others wait in the order in which they came, and past a number nobody waits. */
export interface Turns {
  /** @throws whatever `act` throws, and `noTurn` where too many wait already */
  take<Outcome>(act: () => Promise<Outcome>): Promise<Outcome>
}

export function openTurns(atOnce: number, waitingAtMost: number, noTurn: () => Error): Turns {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async take(act) {
      if (running < atOnce) running++
      else if (waiting.length >= waitingAtMost) throw noTurn()
      else await new Promise<void>(mine => waiting.push(mine))
      try {
        return await act()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
