import { auditVerify } from './audit-verify'
import { backup } from './backup'
import { bounce } from './bounce'
import { campaignImport } from './campaign-import'
import { campaignLint } from './campaign-lint'
import { campaignList } from './campaign-list'
import { campaignSample } from './campaign-sample'
import { campaignClose, campaignOpen, campaignPause } from './campaign-state'
import { campaignPutBack, campaignTakeDown } from './campaign-take-down'
import { exportCsv } from './export'
import { invalidationList, invalidationUndo } from './invalidation'
import { letterRefuse, letterRelease } from './letter-decision'
import { letterHeld } from './letter-held'
import { letterLikeness } from './letter-likeness'
import { migrateToPostgres } from './migrate-to-postgres'
import { organiserDisable } from './organiser-disable'
import { organiserInvite } from './organiser-invite'
import { organiserList } from './organiser-list'
import { placesImport } from './places-import'
import { placesParliament } from './places-parliament'
import { placesStatus } from './places-status'
import { placesSync } from './places-sync'
import { placesVacate } from './places-vacate'
import { restore } from './restore'
import { sendingPause, sendingResume, sendingStatus } from './sending'
import { signatureInvalidate, signatureRestore } from './signature-standing'
import { tallyVerify } from './tally-verify'
import { tokenCreate } from './token-create'
import type { Verb } from './verb'

/** The operator's verbs, in the order that the help lists them. */
export const verbs: readonly Verb[] = [
  campaignImport,
  campaignLint,
  campaignSample,
  campaignList,
  campaignOpen,
  campaignPause,
  campaignClose,
  campaignTakeDown,
  campaignPutBack,
  placesImport,
  placesSync,
  placesStatus,
  placesParliament,
  placesVacate,
  organiserInvite,
  organiserList,
  organiserDisable,
  exportCsv,
  tokenCreate,
  tallyVerify,
  auditVerify,
  signatureInvalidate,
  signatureRestore,
  invalidationList,
  invalidationUndo,
  letterHeld,
  letterRelease,
  letterRefuse,
  letterLikeness,
  sendingStatus,
  sendingPause,
  sendingResume,
  bounce,
  backup,
  restore,
  migrateToPostgres,
]
