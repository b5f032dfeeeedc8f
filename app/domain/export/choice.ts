import { type CsvProfile, csvProfiles } from '../csv'
import { type FieldProblems, Problem } from '../problem'
import {
  type ExportFilter,
  everything,
  type FilterName,
  filterNames,
  readFilter,
  signatureFilter,
} from './filter'
import { rowsOfPart, type ToolProfile, toolProfiles } from './tool-profile'

export const exportNames = ['counts', 'by-day', 'by-principle', 'signatures', 'letters', 'replies'] as const
export type ExportName = (typeof exportNames)[number]

/** Exports that name people or carry what they wrote to. */
export const personalExports: readonly ExportName[] = ['signatures', 'letters', 'replies']

/** Whom a file is for: a spreadsheet, a program, or one of other people's tools. */
export const exportProfiles = [...csvProfiles, ...toolProfiles] as const
export type ExportProfile = (typeof exportProfiles)[number]

/** What somebody takes out: which export, as whom it is for, and how much of it. */
export interface ExportChoice {
  readonly name: ExportName
  readonly profile: ExportProfile
  readonly filter: ExportFilter
  /** From 1, where a tool takes no file as long as all of it. */
  readonly part: number
}

/** What each export can be cut down by: tallies are kept by day, by place and by principle, and not by two of them at once. */
export const filtersOf: Readonly<Record<ExportName, readonly FilterName[]>> = {
  counts: ['constituency'],
  'by-day': ['from', 'to'],
  'by-principle': ['constituency', 'principle'],
  signatures: filterNames,
  letters: ['from', 'to', 'constituency'],
  replies: ['from', 'to', 'constituency'],
}

export function wholeExport(name: ExportName, profile: ExportProfile = 'spreadsheet'): ExportChoice {
  return { name, profile, filter: everything, part: 1 }
}

export function isToolProfile(profile: ExportProfile): profile is ToolProfile {
  return (toolProfiles as readonly ExportProfile[]).includes(profile)
}

/** How the cells of a file are written. */
export function csvProfileOf(profile: ExportProfile): CsvProfile {
  return isToolProfile(profile) ? 'spreadsheet' : profile
}

/**
 * Reads what an address or a form asks for.
 * @param named an export's name, as it was typed
 * @throws Problem `invalid`, each field with its own words
 */
export function readChoice(named: string, given: URLSearchParams): ExportChoice {
  const name = exportNames.find(one => one === named)
  const typed = given.get('profile') || 'spreadsheet'
  const profile = exportProfiles.find(one => one === typed)
  const part = Number(given.get('part') || 1)
  const { filter, problems } = readFilter(given)
  const wrong: Record<string, string> = { ...problems }
  if (!name) wrong.export = `Choose one of ${exportNames.join(', ')}`
  if (!profile) wrong.profile = `The profile is one of ${exportProfiles.join(', ')}`
  if (!Number.isInteger(part) || part < 1 || part > 10_000) wrong.part = 'Enter the number of a part, from 1'
  if (name && profile) Object.assign(wrong, contradictions(name, profile, filter))
  if (!name || !profile || Object.keys(wrong).length > 0)
    throw new Problem('invalid', Object.values(wrong).join('. '), wrong)
  return settled({ name, profile, filter, part })
}

/** What cannot be kept is refused: a file that holds more than was asked for is found out too late. */
function contradictions(name: ExportName, profile: ExportProfile, filter: ExportFilter): FieldProblems {
  const wrong: Record<string, string> = {}
  for (const one of filterNames)
    if (filter[one] !== '' && !filtersOf[name].includes(one)) wrong[one] = `${one}: ${notKeptBy(name)}`
  if (!isToolProfile(profile)) return wrong
  if (name !== 'signatures') wrong.profile = `${profile} takes supporters: it goes with the signatures`
  if (filter.state === 'pending') wrong.state = `${profile} is for those who confirmed their address`
  return wrong
}

function notKeptBy(name: ExportName): string {
  const kept = filtersOf[name].join(', ')
  return `${name} can only be cut down by ${kept}; leave this empty, or choose another export`
}

/** A tool gets those who asked for updates, unless everyone was asked for by name; never somebody whose address nobody confirmed. */
function settled(choice: ExportChoice): ExportChoice {
  const { profile, filter } = choice
  if (!isToolProfile(profile)) return choice
  return { ...choice, filter: { ...filter, state: 'confirmed', updates: filter.updates || 'yes' } }
}

/** The same as the parameters of an address, in one order; what takes nothing away is left out. */
export function choiceQuery({ profile, filter, part }: ExportChoice): URLSearchParams {
  const given = {
    profile: profile === 'spreadsheet' ? '' : profile,
    ...filter,
    part: part > 1 ? `${part}` : '',
  }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''))
}

/** Such as fair-hearing-signatures.csv; with its tool's name and part, where it is for one. */
export function exportFile(slug: string, { name, profile, part }: ExportChoice): string {
  if (!isToolProfile(profile)) return `${slug}-${name}.csv`
  return `${slug}-${profile}${rowsOfPart[profile] ? `-${part}` : ''}.csv`
}

/** Whether people get a file who never asked to hear from the campaign: a tool that mails them all would break the law. */
export function holdsUnasked({ profile, filter }: ExportChoice): boolean {
  return isToolProfile(profile) && filter.updates === 'any'
}

/** Whether the store has to look at each signature, or gives them all. */
export function isFiltered({ filter }: ExportChoice): boolean {
  return Object.values(signatureFilter(filter)).some(value => value !== null)
}

export function isPersonal({ name }: Pick<ExportChoice, 'name'>): boolean {
  return personalExports.includes(name)
}
