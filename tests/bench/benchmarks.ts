import { countsExport } from './counts-export'
import { dashboard } from './dashboard'
import { deskExports } from './desk-exports'
import { drizzle } from './drizzle'
import type { Benchmark } from './figure'
import { grouped } from './grouped'
import { letters } from './letters'
import { live } from './live'
import { migration } from './migration'
import { moderation } from './moderation'
import { pages } from './pages'
import { places } from './places'
import { postgres } from './postgres'
import { signaturesExport } from './signatures-export'
import { signing } from './signing'
import { signing1m } from './signing-1m'
import { signing10m } from './signing-10m'
import { storage } from './storage'
import { tail } from './tail'

/** In the order they run: each fill begins where a smaller one ended. */
export const benchmarks: Readonly<Record<string, readonly [Benchmark, string]>> = {
  pages: [pages, 'campaign pages a second, whole, gzip and 304, against a bare hello'],
  signing: [signing, 'durable signatures a second over HTTP, against a bare hello'],
  grouped: [grouped, 'signatures that commit together, against a commit each, and FULL against NORMAL'],
  drizzle: [drizzle, 'CPU of recording through our store, against the driver alone'],
  'signing-1m': [signing1m, 'signing with a million signatures stored, against a bare hello'],
  tail: [tail, 'the slowest answers while an export, the mailer and page reads run, against none of them'],
  places: [places, 'finding a constituency by its postcode, against a get, and bringing all postcodes in'],
  letters: [
    letters,
    'the likeness of a letter to 100,000 others, and letters sent a second, against comparing with each and smtp-source',
  ],
  storage: [storage, 'bytes that one signature takes, and megabytes that a million do'],
  dashboard: [dashboard, 'organisers’ pages with a million signatures stored, against none'],
  live: [live, 'signing while 200 and 500 watch its figures, against nobody'],
  'desk-exports': [
    deskExports,
    'exports as they are filtered, and the pack: memory and time at 100,000 and a million',
  ],
  'counts-export': [countsExport, 'CPU of exporting counts, against sqlite3 -csv'],
  'signatures-export': [signaturesExport, 'memory of exporting one and three million, and its rate'],
  moderation: [moderation, 'a million signatures searched, counted for a rule and taken off by it'],
  migration: [migration, 'signatures a second that move to PostgreSQL'],
  postgres: [postgres, 'confirming on one campaign of a PostgreSQL, against the same without a tally'],
  'signing-10m': [signing10m, 'signing with ten million signatures stored, against one'],
}
