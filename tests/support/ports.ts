import { uuidv7 } from 'uuidv7'
import { createWebhook } from '../../app/domain/connection/webhook'
import type { AnyId } from '../../app/domain/id'
import { earlierLetters } from '../../app/domain/likeness/earlier-letters'
import { noLimits } from '../../app/domain/limit'
import type { Registers } from '../../app/domain/place/register'
import type { Ports } from '../../app/domain/ports'
import type { Store } from '../../app/domain/store'
import { createTokens } from '../../app/domain/token'
import { rangeNamer } from '../../app/front/network'
import { readPaperFile } from '../../app/lookup/files/paper-file'
import { readPlaceFiles } from '../../app/lookup/files/read-files'
import { importedPlaces } from '../../app/lookup/imported'
import { printPack } from '../../app/print/pack'
import { openProving } from '../../app/proving/proving'
import type { Clock } from './clock'
import { testSecret } from './store'

/** What asks nobody: only files are read. */
export const noRegisters: Registers = {
  readFiles: readPlaceFiles,
  postcodes: [],
  members: null,
}

/** Ports over a real store and a clock that the test moves. */
export function testPorts(store: Store, clock: Clock): Ports {
  return {
    store,
    places: importedPlaces(store, clock.now),
    registers: noRegisters,
    tokens: createTokens(testSecret),
    earlierLetters: earlierLetters(store, clock.now),
    limits: noLimits,
    proving: openProving('http://localhost:3000'),
    readSheet: readPaperFile,
    networksIn: rangeNamer(testSecret),
    bounceWebhook: createWebhook(testSecret, 'bounces'),
    printPack,
    senderDomain: {
      from: 'undersigned.example',
      bounces: 'undersigned.example',
      lookUp: async () => ({ kind: 'away' }),
    },
    now: clock.now,
    newId: <Id extends AnyId>() => uuidv7() as Id,
    settings: {
      publicOrigin: 'http://localhost:3000',
      formMinMs: 3000,
      reportTo: 'abuse@undersigned.example',
    },
  }
}
