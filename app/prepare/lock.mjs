import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { contentsOf } from './contents.mjs'
import { isAlive, isGroupAlive, nameOf } from './process-name.mjs'
import { runStep, say } from './step.mjs'

/**
 * Calls `work(runStep)` while no other command prepares this folder. Lets go however it ends: done, failed, or
 * stopped by a signal, which stops the running step too.
 *
 * The lock is the folder `.prepare/lock` with one file in it, named after its owner and naming the owner's running
 * step. It is taken by renaming a filled folder onto it, which the system refuses while the lock is filled; a dead
 * owner is removed by deleting the file of that very name. So two that wait never both take it, nor does one delete
 * what the other has just taken.
 */
export async function withLock(root, work) {
  const owner = nameOf(process.pid)
  const folder = join(root, '.prepare')
  const staged = join(folder, owner)
  const held = join(folder, 'lock', owner)
  let step
  const letGo = () => {
    rmSync(held, { force: true })
    rmSync(staged, { recursive: true, force: true })
  }
  const stop = (_signal, number) => {
    if (step) stopGroup(step)
    say('Stopped while preparing; the next command begins this step again.')
    process.exit(128 + number)
  }
  process.on('exit', letGo)
  for (const signal of signals) process.on(signal, stop)
  try {
    mkdirSync(staged, { recursive: true })
    writeFileSync(join(staged, owner), '')
    await take(staged, join(folder, 'lock'))
    await work(async options => {
      const onStart = pid => {
        step = pid
        writeFileSync(held, nameOf(pid))
      }
      await runStep({ ...options, onStart })
      step = undefined
    })
  } finally {
    letGo()
    process.off('exit', letGo)
    for (const signal of signals) process.off(signal, stop)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

async function take(staged, lock) {
  let said
  const sayOnce = line => {
    if (line !== said) say(line)
    said = line
  }
  while (!renameOnto(staged, lock)) {
    const [owner] = namesIn(lock)
    if (!owner) continue
    const step = contentsOf(join(lock, owner))
    if (isAlive(owner)) {
      sayOnce(`Waiting for another command that is preparing (process ${idIn(owner)})…`)
      await pause(200)
    } else if (isGroupAlive(step)) {
      // Its owner was killed outright; installing beside it would break both.
      sayOnce(`Ending what a killed command left running (process ${idIn(step)})…`)
      stopGroup(idIn(step))
      await pause(200)
    } else {
      rmSync(join(lock, owner), { force: true })
    }
  }
}

const idIn = name => Number.parseInt(name, 10)

function renameOnto(staged, lock) {
  try {
    renameSync(staged, lock)
    return true
  } catch (problem) {
    if (problem.code === 'ENOTEMPTY' || problem.code === 'EEXIST') return false
    throw problem
  }
}

function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** At once, and all of it: what was interrupted is begun again next time. */
function stopGroup(id) {
  try {
    process.kill(-id, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
