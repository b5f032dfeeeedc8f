import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The wrapped keys in a folder, by the names of their files; none where there is no folder. */
export function wrappedKeysIn(folder: string): ReadonlyMap<string, Buffer> {
  const names = namesIn(folder).filter(name => /^(campaign-\d+|organisers)\.key$/.test(name))
  return new Map(names.map(name => [name, readFileSync(join(folder, name))]))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw fault
  }
}
