import type { Campaign } from '../campaign/campaign'
import { type CsvRow, isRun } from '../csv'
import { splitName } from './split-name'
import type { SignatureRow } from './store'

/** Other people's tools, each with the columns that its import knows by their names. */
export const toolProfiles = [
  'action-network',
  'mailchimp',
  'nationbuilder',
  'civicrm',
  'civicrm-activities',
] as const
export type ToolProfile = (typeof toolProfiles)[number]

/** The rows of one file, where a tool takes no longer ones. */
export const rowsOfPart: Readonly<Partial<Record<ToolProfile, number>>> = {
  // 20 MB a file; a row is at most 400 bytes (an address of 254, a name of 100 twice would be a rare one), mostly 200.
  nationbuilder: 50_000,
}

/** The columns of a profile, in the order of the cells. */
export function toolColumns(profile: ToolProfile): CsvRow {
  return layouts[profile].columns.split(',')
}

/**
 * One supporter as a tool takes them, or null where it would take them wrongly: an address that a spreadsheet would run, or that the
 * tool refuses. Such a one is left out and counted, since an address that was changed may be somebody else's.
 */
export function toolCells(
  profile: ToolProfile,
  signature: SignatureRow,
  campaign: Pick<Campaign, 'slug' | 'text'>,
): CsvRow | null {
  const { email } = signature.person
  if (isRun(email) || (profile === 'mailchimp' && !isPlainAscii(email))) return null
  return layouts[profile].cells(known(signature, campaign))
}

/** What a layout is filled from. */
interface Known {
  readonly id: string
  readonly email: string
  readonly first: string
  readonly last: string
  readonly full: string
  readonly postcode: string
  readonly country: string
  readonly optIn: 'Y' | 'N'
  /** When it was confirmed, in the calendar of UTC. */
  readonly day: string
  readonly confirmedAt: string
  readonly campaign: string
  readonly principles: readonly string[]
  /** The campaign and what they stand for. */
  readonly tags: string
}

function known(
  { id, person, country, principles, updates, state, signedAt, confirmedAt }: SignatureRow,
  { slug, text }: Pick<Campaign, 'slug' | 'text'>,
): Known {
  const at = (confirmedAt ?? signedAt).toISOString()
  return {
    ...{ id, country, principles, email: person.email, postcode: person.postcode },
    ...splitName(person.name),
    full: person.name,
    optIn: updates && state === 'confirmed' ? 'Y' : 'N',
    day: at.slice(0, 10),
    confirmedAt: at,
    campaign: text.title,
    tags: [slug, ...principles].join(','),
  }
}

interface Layout {
  readonly columns: string
  cells(one: Known): CsvRow
}

/**
 * No street or town: a signature has none, and what a letter had is for its office alone. A stable `external_id` lets each tool
 * know again whom it was given before.
 */
const layouts: Readonly<Record<ToolProfile, Layout>> = {
  // Headers are matched to its own fields by name; what is left over becomes a custom field.
  'action-network': {
    columns: 'Email,First name,Last name,ZIP/Postal code,Country,Full name,Campaign,Principles,external_id',
    cells: ({ email, first, last, postcode, country, full, campaign, principles, id }) => [
      ...[email, first, last, postcode, country, full, campaign, principles.join(' '), id],
    ],
  },
  mailchimp: {
    columns: 'Email Address,First Name,Last Name,Full Name,Postcode,Country,Tags,External ID',
    cells: ({ email, first, last, full, postcode, country, tags, id }) =>
      [email, first, last, full, postcode, country, tags, id].map(cell => within255Bytes(cell)),
  },
  nationbuilder: {
    columns:
      'email,email_opt_in,first_name,last_name,full_name,zip,country_code,created_at,note,tag_list,external_id',
    cells: ({ email, optIn, first, last, full, postcode, country, confirmedAt, campaign, tags, id }) => [
      ...[email, optIn, first, last, full, postcode, country, confirmedAt, `Signed: ${campaign}`, tags, id],
    ],
  },
  civicrm: {
    columns:
      'Contact Type,First Name,Last Name,Full Name,Email,Postal Code,Country,Source,External Identifier',
    cells: ({ first, last, full, email, postcode, country, campaign, id }) => [
      ...['Individual', first, last, full, email, postcode, country, within255Bytes(campaign), id],
    ],
  },
  'civicrm-activities': {
    columns: 'Activity Type,Activity Date,Subject,External Identifier',
    cells: ({ day, campaign, id }) => ['Petition', day, within255Bytes(campaign), id],
  },
}

/** Cut where a character ends: Mailchimp and CiviCRM keep no longer text. */
function within255Bytes(text: string): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= 255) return text
  let end = 255
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end-- // amid a character
  return new TextDecoder().decode(bytes.subarray(0, end))
}

function isPlainAscii(email: string): boolean {
  return /^[\x21-\x7e]+$/.test(email)
}
