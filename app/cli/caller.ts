import { resolve } from 'node:path'

/** A path as the operator meant it: npm runs us in the project's own folder. */
export function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path)
}
