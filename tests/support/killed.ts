import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { productEnv } from './product-process'

/**
 * Runs the built command, which is killed as it says this on standard error, before it does anything more: killed by
 * whoever reads what it said, it was done by then where the reader had to wait for a processor. Gives all that it said.
 */
export async function killedSaying(
  moment: string,
  folder: string,
  ...argv: readonly string[]
): Promise<string> {
  const atOnce = `
    const write = process.stderr.write.bind(process.stderr)
    process.stderr.write = (said, ...rest) => {
      write(said, ...rest)
      if (String(said).includes(${JSON.stringify(moment)})) process.kill(process.pid, 'SIGKILL')
      return true
    }`
  const loaded = `data:text/javascript,${encodeURIComponent(atOnce)}`
  const child = spawn(process.execPath, ['--import', loaded, 'build/programs/cli.js', ...argv], {
    env: productEnv(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return text(child.stderr)
}
