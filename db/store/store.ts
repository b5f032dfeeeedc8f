import type { Store } from '../../app/domain/store'
import type { Database } from '../database'
import { access } from './access'
import { adopting } from './adopting'
import { auditing } from './auditing'
import { bouncing } from './bouncing'
import { campaigns } from './campaigns'
import { choosing } from './choosing'
import { comparing } from './comparing'
import { confirming } from './confirming'
import { counting } from './counting'
import { delivering } from './delivering'
import { digests } from './digests'
import { drafting } from './drafting'
import { exporting } from './exporting'
import { exportingLetters } from './exporting-letters'
import { holding } from './holding'
import { importing } from './importing'
import { invalidations } from './invalidations'
import { invitations } from './invitations'
import { leaving } from './leaving'
import { line } from './line'
import { moderating } from './moderating'
import { notices } from './notices'
import { offices } from './offices'
import { organiserSessions } from './organiser-sessions'
import { organisers } from './organisers'
import { outbox } from './outbox'
import { paper } from './paper'
import { parliament } from './parliament'
import type { StoreOptions } from './parts'
import { placeFacts } from './place-facts'
import { publishing } from './publishing'
import { reading } from './reading'
import { recording } from './recording'
import { releasing } from './releasing'
import { replying } from './replying'
import { revising } from './revising'
import { seats } from './seats'
import { sending } from './sending'
import { settling } from './settling'
import { subscribing } from './subscribing'
import { supporter } from './supporter'
import { takingDown } from './taking-down'
import { toDo } from './to-do'
import { unplacedSignatures } from './unplaced'
import { unsubscribing } from './unsubscribing'
import { updateCounting } from './update-counting'
import { updateFilling } from './update-filling'
import { updates } from './updates'
import { webhooks } from './webhooks'

/** The store, whatever database it stands on. */
export function storeOn(database: Database, options: StoreOptions): Store {
  const parts = { database, tables: database.tables, ...options }
  return {
    ...campaigns(parts),
    ...drafting(parts),
    ...recording(parts),
    ...confirming(parts),
    ...reading(parts),
    ...comparing(parts),
    ...supporter(parts),
    ...leaving(parts),
    ...revising(parts),
    ...holding(parts),
    ...choosing(parts),
    ...outbox(parts),
    ...line(parts),
    ...digests(parts),
    ...offices(parts),
    ...bouncing(parts),
    ...sending(parts),
    ...replying(parts),
    ...counting(parts),
    ...exporting(parts),
    ...exportingLetters(parts),
    ...seats(parts),
    ...importing(parts),
    ...adopting(parts),
    ...parliament(parts),
    ...releasing(parts),
    ...unplacedSignatures(parts),
    ...placeFacts(parts),
    ...publishing(parts),
    ...access(parts),
    ...organisers(parts),
    ...organiserSessions(parts),
    ...invitations(parts),
    ...auditing(parts),
    ...moderating(parts),
    ...invalidations(parts),
    ...toDo(parts),
    ...settling(parts),
    ...paper(parts),
    ...takingDown(parts),
    ...updates(parts),
    ...updateFilling(parts),
    ...updateCounting(parts),
    ...subscribing(parts),
    ...unsubscribing(parts),
    ...notices(parts),
    ...webhooks(parts),
    ...delivering(parts),
    close: () => database.close(),
  }
}
