import { isProblem, Problem } from '../app/domain/problem'
import type { Store } from '../app/domain/store'

/** The most that one commit takes: beyond it a commit's own cost no longer matters, and waiting does. */
const groupAtMost = 128

/**
 * Groups under way at once. One more than one, so that the next is read and written while a database elsewhere makes sure
 * of the last; no more, so that what arrives meanwhile comes together.
 */
const groupsAtOnce = 2

/**
 * What a second group is worth: a smaller one waits for the first to end. A commit costs as much as several signatures, and
 * with 64 people at once this makes 21 a commit of 17, for a tenth less of the processor.
 */
const worthAnother = 32

/** The most that may wait: about a second of signing on a slow disk. Beyond it we say so rather than let it grow. */
const waitingAtMost = 5_000

/**
 * A store whose signatures and confirmations that arrive together commit together, and are answered once they are
 * on disk: about eleven times as many a second as a commit each.
 * @param written called after each commit, so that a mailer need not wait for its next look
 */
export function grouping(store: Store, written: () => void): Store {
  return {
    ...store,
    recordSignatures: together(drafts => store.recordSignatures(drafts), written),
    confirmSignatures: together(confirmations => store.confirmSignatures(confirmations), written),
  }
}

interface Waiting<Item, Outcome> {
  readonly item: Item
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (fault: unknown) => void
}

/** Takes what arrives together to `commit` together; each is answered with what it gives for them. */
export function together<Item, Outcome>(
  commit: (items: readonly Item[]) => Promise<readonly Outcome[]>,
  written: () => void = () => {},
): (items: readonly Item[]) => Promise<readonly Outcome[]> {
  const queue: Waiting<Item, Outcome>[] = []
  let scheduled = false
  let underWay = 0

  async function flush(): Promise<void> {
    scheduled = false
    underWay++
    const group = queue.splice(0, groupAtMost)
    schedule()
    try {
      const failed = await answer(group)
      if (failed) await answerEach(group, failed.fault)
    } finally {
      underWay--
      schedule()
    }
  }

  /** Commits and answers, or answers nobody. */
  async function answer(group: readonly Waiting<Item, Outcome>[]): Promise<{ fault: unknown } | null> {
    let outcomes: readonly Outcome[]
    try {
      outcomes = await commit(group.map(({ item }) => item))
    } catch (fault) {
      return { fault }
    }
    for (const [index, { resolve }] of group.entries()) resolve(outcomes[index] as Outcome)
    written()
    return null
  }

  /**
   * One that cannot be written must not take its neighbours with it. Two failures in a row are no fault of theirs, and
   * neither is a store that takes nothing now.
   */
  async function answerEach(group: readonly Waiting<Item, Outcome>[], first: unknown): Promise<void> {
    let [fault, inARow] = [first, group.length === 1 || isBusy(first) ? 2 : 0]
    for (const one of group) {
      const failed = inARow < 2 ? await answer([one]) : { fault }
      inARow = failed ? inARow + 1 : 0
      fault = failed ? failed.fault : fault
      if (failed) one.reject(fault)
    }
  }

  function schedule(): void {
    const enough = underWay === 0 ? 1 : worthAnother
    if (scheduled || queue.length < enough || underWay >= groupsAtOnce) return
    scheduled = true
    setImmediate(flush)
  }

  return items => {
    if (queue.length + items.length > waitingAtMost)
      return Promise.reject(
        new Problem('busy', 'We are very busy just now. Please try again in a minute.', {}, 30),
      )
    const outcomes = items.map(
      item => new Promise<Outcome>((resolve, reject) => queue.push({ item, resolve, reject })),
    )
    schedule()
    return Promise.all(outcomes)
  }
}

function isBusy(fault: unknown): boolean {
  return isProblem(fault) && fault.code === 'busy'
}
