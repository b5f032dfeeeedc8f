import type { Store } from '../../app/domain/store'
import type { Database } from '../database'
import { access } from './access'
import { campaigns } from './campaigns'
import { choosing } from './choosing'
import { confirming } from './confirming'
import { counting } from './counting'
import { exporting } from './exporting'
import { leaving } from './leaving'
import { locating } from './locating'
import { outbox } from './outbox'
import type { StoreOptions } from './parts'
import { places } from './places'
import { publishing } from './publishing'
import { reading } from './reading'
import { recording } from './recording'
import { sending } from './sending'
import { supporter } from './supporter'

/** The store, whatever database it stands on. */
export function storeOn(database: Database, options: StoreOptions): Store {
  const parts = { database, tables: database.tables, ...options }
  return {
    ...campaigns(parts),
    ...recording(parts),
    ...confirming(parts),
    ...reading(parts),
    ...supporter(parts),
    ...leaving(parts),
    ...choosing(parts),
    ...outbox(parts),
    ...sending(parts),
    ...counting(parts),
    ...exporting(parts),
    ...places(parts),
    ...locating(parts),
    ...publishing(parts),
    ...access(parts),
    close: () => database.close(),
  }
}
