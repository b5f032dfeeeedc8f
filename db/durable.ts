import { closeSync, fsyncSync, openSync } from 'node:fs'
import { Problem } from '../app/domain/problem'

/** Puts a file's content, or a folder's list of names, on disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  SQLITE_FULL: 'the disk is full',
  EACCES: 'this account may not use it',
  EPERM: 'this account may not use it',
  SQLITE_CANTOPEN: 'it cannot be opened',
  EROFS: 'the disk can only be read',
  EIO: 'the disk reports a fault',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
}

/** What the disk said, in words that an operator can act on; anything else is a fault of ours and stays as it is. */
export function diskProblem(fault: unknown, path: string, so: string): unknown {
  const code = (fault as { code?: string }).code ?? ''
  const reason = reasons[code] ?? (code.startsWith('SQLITE_IOERR') ? 'the disk reports a fault' : undefined)
  return reason ? new Problem('refused', `${path}: ${reason} (${code}). ${so}`) : fault
}
