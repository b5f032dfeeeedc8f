import { backup } from './backup'
import { bounce } from './bounce'
import { campaignImport } from './campaign-import'
import { campaignList } from './campaign-list'
import { campaignClose, campaignOpen, campaignPause } from './campaign-state'
import { exportCsv } from './export'
import { migrateToPostgres } from './migrate-to-postgres'
import { placesImport } from './places-import'
import { placesParliament } from './places-parliament'
import { placesStatus } from './places-status'
import { placesSync } from './places-sync'
import { placesVacate } from './places-vacate'
import { restore } from './restore'
import { sendingPause, sendingResume, sendingStatus } from './sending'
import { signatureInvalidate } from './signature-invalidate'
import { tallyVerify } from './tally-verify'
import { tokenCreate } from './token-create'
import type { Verb } from './verb'

/** The operator's verbs, in the order that the help lists them. */
export const verbs: readonly Verb[] = [
  campaignImport,
  campaignList,
  campaignOpen,
  campaignPause,
  campaignClose,
  placesImport,
  placesSync,
  placesStatus,
  placesParliament,
  placesVacate,
  exportCsv,
  tokenCreate,
  tallyVerify,
  signatureInvalidate,
  sendingStatus,
  sendingPause,
  sendingResume,
  bounce,
  backup,
  restore,
  migrateToPostgres,
]
