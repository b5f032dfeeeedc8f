import type { ExportName, ExportProfile } from '../../domain/export/choice'

/** What each export is, for somebody who has not seen its columns. */
export const exportWords: Readonly<Record<ExportName, { readonly title: string; readonly holds: string }>> = {
  counts: {
    title: 'Counts by constituency',
    holds: 'A row for each constituency: its MP, signatures, letters and replies. Nobody is named.',
  },
  'by-day': {
    title: 'Counts by day',
    holds: 'A row for each day: signatures confirmed and letters accepted. Nobody is named.',
  },
  'by-principle': {
    title: 'Counts by principle',
    holds: 'How many chose each principle, by constituency. Nobody is named.',
  },
  signatures: {
    title: 'Signatures',
    holds: 'A row for each person: name, e-mail address, postcode, when they signed and what for.',
  },
  letters: {
    title: 'Letters',
    holds: 'A row for each letter: whom it went to, how far it is, and what the office’s mail system said.',
  },
  replies: {
    title: 'Replies',
    holds: 'A row for each reply that somebody told of, with its words where they gave them.',
  },
}

export const profileWords: Readonly<Record<ExportProfile, string>> = {
  spreadsheet: 'A spreadsheet: LibreOffice, Numbers or Google Sheets',
  excel: 'Microsoft Excel',
  machine: 'A program: every cell as it is. Do not open this one in a spreadsheet',
  'action-network': 'Action Network',
  mailchimp: 'Mailchimp',
  nationbuilder: 'NationBuilder',
  civicrm: 'CiviCRM: contacts',
  'civicrm-activities': 'CiviCRM: their signatures as activities, to import after the contacts',
}
