import Database from 'better-sqlite3'
import { databaseIn } from './children'

/** Of a campaign that a million signed: every so manieth wrote a letter, was marked for review, or asked for updates. */
const every = { letter: 5, held: 50, stopped: 1000, marked: 500, updates: 2 } as const

const auditEvents = 200_000
const updatesSent = 300
const batches = 2_000
const deliveries = 100_000

/**
 * What comes with so many signatures, written by SQL: letters in every state, of which a tenth wait for somebody; half of the
 * supporters asked for updates; what organisers did is in the log, with updates, sheets of paper and webhooks'
 * deliveries. Nothing of it opens or verifies: pages list it.
 */
export function crowd(folder: string): void {
  const database = new Database(databaseIn(folder))
  for (const pragma of ['journal_mode = off', 'synchronous = off', 'cache_size = -1000000'])
    database.pragma(pragma)
  for (const sql of [...supporters, ...letters, ...desk]) database.exec(sql)
  database.pragma('journal_mode = wal')
  database.close()
}

const campaignId = `(select id from campaign where slug = 'fair-hearing')`

const supporters = [
  `update signature set updates = 'yes' where rowid % ${every.updates} = 0 and campaign_id = ${campaignId}`,
  `update signature set review = 'network' where rowid % ${every.marked} = 0 and campaign_id = ${campaignId}`,
  `insert or replace into tally select campaign_id, 'updates-by-constituency', coalesce(constituency_code, ''), count(*)
   from signature where updates = 'yes' and state = 'confirmed' group by campaign_id, constituency_code`,
]

const stateOfRow = `case when rowid % ${every.stopped} = 0 then 'bounced' when rowid % ${every.held} = 0 then 'held' else 'accepted' end`

const letters = [
  `insert into letter (id, campaign_id, signature_id, version, state, fingerprint, likeness, written_at, queued_at, accepted_at)
   select id, campaign_id, id, version, ${stateOfRow}, x'', (rowid % 10) / 10.0, signed_at, confirmed_at,
     case when rowid % ${every.held} <> 0 then confirmed_at end
   from signature where rowid % ${every.letter} = 0 and state = 'confirmed' and campaign_id = ${campaignId}`,
  `insert into outgoing (id, kind, campaign_id, signature_id, letter_id, target_key, state, attempts, fence, hold_reason, created_at, settled_at)
   select id, 'letter', campaign_id, signature_id, id, 'mp', state, 1, 1,
     case when state = 'held' then 'too-alike' end, queued_at, queued_at
   from letter where fingerprint = x''`,
  `insert or replace into tally select letter.campaign_id, 'letters',
     case letter.state when 'held' then 'waiting' when 'bounced' then 'failed' else 'accepted' end || '|' || constituency_code,
     count(*) from letter join signature on signature.campaign_id = letter.campaign_id and signature.id = letter.signature_id
   group by letter.campaign_id, 3`,
  `insert or replace into tally select campaign_id, 'letters-by-state', state, count(*) from letter group by campaign_id, state`,
  `insert or replace into tally select campaign_id, 'letters-by-day', date(accepted_at / 1000, 'unixepoch'), count(*)
   from letter where accepted_at is not null group by campaign_id, 3`,
  `insert or replace into tally select campaign_id, 'likeness', cast(likeness * 10 as integer), count(*) from letter group by 1, 3`,
  `insert or replace into tally select ${campaignId}, 'letters-by-member', id, 300 from member`,
]

const numbers = (count: number) =>
  `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})`
const now = `(cast(strftime('%s', 'now') as integer) * 1000)`

const desk = [
  `insert into audit_event (number, at, actor, action, object, campaign_id, detail, previous, hash)
   ${numbers(auditEvents)} select (select coalesce(max(number), 0) from audit_event) + n, ${now}, 'operator', 'signature-found',
     'campaign:1', ${campaignId}, '{"by":"email","found":1}', randomblob(32), randomblob(32) from numbers`,
  `insert into campaign_update (id, campaign_id, number, state, subject, body, audience, revision, created_at, saved_at, queued)
   ${numbers(updatesSent)} select randomblob(16), campaign_id, number + n, 'sent', subject, body, audience, 1, ${now}, ${now}, 500000
   from numbers, (select * from campaign_update limit 1)`,
  `insert into paper_batch (id, campaign_id, signatures, counted, entered_at)
   ${numbers(batches)} select randomblob(16), ${campaignId}, 25, 25, ${now} from numbers`,
  `insert into webhook_delivery (id, webhook_id, campaign_id, event, payload, state, attempts, fence, created_at, settled_at)
   ${numbers(deliveries)} select randomblob(16), id, ${campaignId}, 'confirmed', '{}', 'delivered', 1, 1, ${now}, ${now}
   from numbers, (select id from webhook limit 1)`,
]
