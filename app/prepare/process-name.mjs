import { readdirSync, readFileSync } from 'node:fs'

/** Names a process by its id and, where the system tells, when it began: ids are used again, in containers soon. */
export function nameOf(pid) {
  const began = procStat(pid)?.began
  return began ? `${pid}-${began}` : `${pid}`
}

export function isAlive(name) {
  const [pid, began] = name.split('-')
  if (!hasProc()) return answers(Number(pid)) && Number(pid) !== process.pid
  const stat = procStat(pid)
  return stat?.began === began && isRunning(stat)
}

/**
 * Whether anything still runs in the process group that the process of this name leads, or led before it ended.
 * Where the system does not tell when a process began, the answer is no: the group may be someone else's by now.
 */
export function isGroupAlive(name) {
  const [id, began] = name.split('-')
  if (!began) return false
  const leader = procStat(id)
  if (leader && leader.began !== began) return false
  return readdirSync('/proc')
    .map(procStat)
    .some(stat => stat?.group === id && isRunning(stat))
}

const hasProc = () => procStat('self') !== undefined

/** One that ended stays listed until its parent collects it, which in a container may be never. */
const isRunning = stat => stat.state !== 'Z' && stat.state !== 'X'

/** Fields 3, 5 and 22 of proc(5)'s stat, counted from behind the bracketed program name, which may hold spaces. */
function procStat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
    return { state: fields[0], group: fields[2], began: fields[19] }
  } catch {
    return undefined
  }
}

function answers(id) {
  try {
    process.kill(id, 0)
    return true
  } catch (problem) {
    return problem.code === 'EPERM'
  }
}
