import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * libfiu stands between a program and the C library, and lets its calls fail when it is told to. SQLite's build in
 * better-sqlite3 calls `fsync` (never `fdatasync`) and `pwrite64`; libuv writes to sockets and pipes by other calls.
 */
export type FailingCall = 'posix/io/sync/fsync' | 'posix/io/rw/pwrite'

/** Why no call can be made to fail here, or null. */
export function fiuMissing(): string | null {
  try {
    execFileSync('fiu-run', ['-x', '-f', '', 'true'], { stdio: 'ignore' })
    return null
  } catch {
    return 'libfiu is missing: apt-get install fiu-utils'
  }
}

/** What a program starts under: `fiu-run` becomes it, so that its process id is the program's. */
export function underFiu(folder: string): readonly string[] {
  return ['fiu-run', '-x', '-f', control(folder)]
}

/** The next such call of the process fails with EIO (5 in `errno.h`), the ones after it do not. */
export async function failOnce(call: FailingCall, folder: string, pid: number): Promise<void> {
  const command = `enable name=${call},failinfo=5,onetime`
  const { stdout } = await run('fiu-ctrl', ['-f', control(folder), '-c', command, String(pid)])
  if (stdout.trim()) throw new Error(stdout)
}

/** Named pipes, to which the process id is appended. */
function control(folder: string): string {
  return join(folder, 'fiu')
}
