import { basename } from 'node:path'

/** The npm that started us where it did, as it need not be the one on the PATH (or on it at all). */
export function npm(...args) {
  const started = process.env.npm_execpath ?? ''
  if (basename(started) !== 'npm-cli.js') return { command: 'npm', args }
  return { command: process.execPath, args: [started, ...args] }
}
