import { spawn } from 'node:child_process'

/** Says in a sentence or two what is wrong and what to do; printed without a stack. */
export class Refusal extends Error {}

/** Preparation speaks on standard error only: standard output may be someone's CSV. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Enough for a compiler's or npm's own explanation, which comes last. */
const linesShown = 40

/**
 * Runs one slow step, saying what it does and, every ten seconds, that it still does it. Its output is shown only
 * when it fails, up to `endOfReasons` if given; then this rejects with the Refusal that `because(output)` words.
 * The child leads a process group of its own, so that it can be stopped with everything it started; `onStart` is
 * told the group's id.
 */
export async function runStep(step) {
  say(`${step.doing[0].toUpperCase()}${step.doing.slice(1)} (${step.about})…`)
  const stopBeating = beat(step.doing)
  const { code, output } = await run(step).finally(stopBeating)
  if (code === 0) return
  const telling = step.endOfReasons ? output.split(step.endOfReasons)[0] : output
  for (const line of telling.trimEnd().split('\n').slice(-linesShown)) say(`  | ${line}`)
  throw new Refusal(step.because(output))
}

function run({ command, args, cwd, env, onStart }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    if (child.pid) onStart?.(child.pid)
    const chunks = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    child.once('error', problem => reject(cannotRun(command, problem)))
    child.once('close', (code, signal) => {
      if (signal) chunks.push(Buffer.from(`\nended by ${signal}`))
      resolve({ code, output: Buffer.concat(chunks).toString() })
    })
  })
}

function cannotRun(command, problem) {
  if (problem.code !== 'ENOENT') return problem
  const cure =
    command === 'npm' ? ' Install it (it comes with Node) and make sure that it is on the PATH.' : ''
  return new Refusal(`Cannot find the program ${command}.${cure}`)
}

/** On a terminal one line is redrawn each second; elsewhere (a log) a line is added every ten. */
function beat(doing) {
  const began = Date.now()
  const isTerminal = process.stderr.isTTY
  const draw = () => {
    const line = `  still ${doing} (${Math.round((Date.now() - began) / 1000)} s)…`
    process.stderr.write(isTerminal ? `\r${line}` : `${line}\n`)
  }
  const timer = setInterval(draw, isTerminal ? 1_000 : 10_000)
  return () => {
    clearInterval(timer)
    if (isTerminal) process.stderr.write('\r\x1b[K')
  }
}
