import { relative } from 'node:path'

/**
 * What takes long begins first, so that no worker is left alone with it at the end. vitest knows it from the last run
 * alone; on a new machine it goes by the files' sizes, and the contract on PostgreSQL, of ten lines, would come last.
 */
export default class LongestFirst {
  shard(files) {
    return files
  }

  sort(files) {
    const rank = new Map(files.map(file => [file, rankOf(relative(process.cwd(), file.moduleId))]))
    return files.toSorted((one, other) => rank.get(one) - rank.get(other))
  }
}

/** Measured, the longest first; each stands for the files whose path begins so. */
const long = [
  'tests/store/postgres',
  'tests/browser/journeys',
  'tests/browser/',
  'tests/cli/migrate',
  'tests/routes/access',
  'tests/routes/hostile',
  'tests/store/',
  'tests/journeys/',
  'tests/chaos/',
  'tests/routes/',
  'tests/mailer/',
  'tests/lookup/',
  'tests/front/',
]

function rankOf(path) {
  const rank = long.findIndex(begins => path.startsWith(begins))
  return rank === -1 ? long.length : rank
}
