import { z } from 'zod'
import type { Campaign } from '../campaign/campaign'
import { checkLetter } from '../letter/form'
import type { LetterWords } from '../letter/letter'
import { countryName } from '../place/country'
import { lookalikes, postcodeProblem } from '../place/lookalike'
import { type Postcode, readPostcode } from '../place/postcode'
import { pickedOver } from '../place/seat-search'
import { Problem } from '../problem'
import { checkFields, countLinks, lineSchema } from '../text/typed-text'
import type { Tokens } from '../token'
import { readFormToken, type ShownForm } from './form-token'
import { emailSchema, smtpAddress } from './mailbox'

/**
 * The single fields of the sign form, as the public contract names them, and three that the letter's pages add: its writer's
 * own words, the mark of the words suggested (`suggestion.ts`), and what a button asks for (`letter-step.ts`).
 */
export const singleFields = [
  'name',
  'email',
  'postcode',
  'meant',
  'country',
  'agree',
  'updates',
  'form',
  'website',
  'constituency',
  'source',
  'letter',
  'subject',
  'body',
  'address1',
  'address2',
  'town',
  'own',
  'suggested',
  'step',
] as const
export type SingleField = (typeof singleFields)[number]

/** What was typed, kept whatever is wrong with it, so that no page loses it. */
export interface SignFields {
  readonly values: Readonly<Record<SingleField, string>>
  /** In the supporter's order, each once. */
  readonly principles: readonly string[]
  readonly repeated: readonly SingleField[]
  readonly honeypot: 'empty' | 'filled' | 'missing'
}

/** One pass over the fields, in whatever form they come; names that the contract does not have are dropped. */
export function readFields(form: Iterable<readonly [name: string, value: string]>): SignFields {
  const values = { ...blank }
  const seen = new Set<SingleField>()
  const repeated: SingleField[] = []
  const principles: string[] = []
  let filled = false
  for (const [name, value] of form) {
    if (name === 'principle' && !principles.includes(value)) principles.push(value)
    const field = byName.get(name)
    if (!field) continue
    if (field === 'website' && value !== '') filled = true
    const settled = seen.has(field) ? settledOf(field, values[field], value) : value
    if (settled === null) repeated.push(field)
    else values[field] = settled
    seen.add(field)
  }
  if (values.country === '') values.country = 'GB'
  if (values.meant !== '') takeMeant(values)
  return {
    values,
    principles,
    repeated: repeated.length === 0 ? repeated : singleFields.filter(field => repeated.includes(field)),
    honeypot: filled ? 'filled' : seen.has('website') ? 'empty' : 'missing',
  }
}

/** The constituency may be picked and typed; any other field is given once. */
function settledOf(field: SingleField, before: string, value: string): string | null {
  return field === 'constituency' ? pickedOver(before, value) : null
}

/** A postcode that was offered for one that cannot be read, and chosen, takes its place; anything else was never offered. */
function takeMeant(values: Record<SingleField, string>): void {
  if (lookalikes(values.postcode).includes(values.meant)) values.postcode = values.meant
  values.meant = ''
}

const blank = Object.fromEntries(singleFields.map(field => [field, ''])) as Record<SingleField, string>

/** A name cut out of a form is slow to index an object with; the same name written in the program is quick. */
const byName: ReadonlyMap<string, SingleField> = new Map(singleFields.map(field => [field, field]))

/** The fields of a page that nobody has filled yet. */
export function emptyFields(source: string): SignFields {
  return readFields(new URLSearchParams({ source, website: '' }))
}

/** A form in which nothing is wrong. */
export interface SignForm {
  readonly name: string
  readonly email: string
  readonly postcode: Postcode | null
  readonly country: string
  readonly principles: readonly string[]
  readonly updates: boolean
  readonly source: string | null
  /** A code, or a name as typed; used only where the postcode does not settle it. */
  readonly constituency: string | null
  readonly letter: LetterWords | null
  readonly verdict: 'person' | 'bot'
  /** What the supporter was shown, from the page's token. */
  readonly shown: ShownForm
}

/**
 * Checks everything for signing.
 * @throws Problem `invalid` with each wrong field
 */
export function checkSignForm(
  fields: SignFields,
  campaign: Campaign,
  tokens: Tokens,
  at: Date,
  formMinMs: number,
): SignForm {
  const { values } = fields
  const problems: Problems = {}
  const writer = checkWriter(fields, campaign, problems)
  if (values.agree !== 'yes')
    problems.agree = 'Tick the box to agree: without it we may not record your support'
  if (values.updates !== 'yes' && values.updates !== 'no') problems.updates = 'Choose Yes or No'
  const letter = values.letter === 'yes' ? checkLetter(values, campaign.text, problems) : null
  const shown = readFormToken(tokens, values.form, campaign, at, formMinMs)
  if (typeof shown === 'string') problems.form = shown
  refuseRepeated(fields, problems)
  if (!writer || typeof shown === 'string' || isAny(problems)) throw invalid(problems)
  return {
    updates: values.updates === 'yes',
    letter,
    verdict: fields.honeypot === 'empty' ? 'person' : 'bot',
    shown,
    ...writer, // last: with fields after it, the spread took 2 µs on Node 20 and not 0.04
  }
}

/** What is wrong with each field so far, of the whole form. */
type Problems = Record<string, string>

function isAny(problems: Problems): boolean {
  return Object.keys(problems).length > 0
}

function invalid(problems: Problems): Problem {
  return new Problem('invalid', 'There is a problem', problems)
}

/** What the letter page needs to know of its writer; consent is asked for when it is sent. */
export type WriterForm = Pick<
  SignForm,
  'name' | 'email' | 'postcode' | 'country' | 'principles' | 'constituency' | 'source'
>

/** @throws Problem `invalid` with each wrong field */
export function checkWriterForm(fields: SignFields, campaign: Campaign): WriterForm {
  const problems: Problems = {}
  const writer = checkWriter(fields, campaign, problems)
  refuseRepeated(fields, problems)
  if (!writer || isAny(problems)) throw invalid(problems)
  return writer
}

/** Null only where it has named a problem. */
function checkWriter(fields: SignFields, campaign: Campaign, problems: Problems): WriterForm | null {
  const { values } = fields
  const person = plainPerson(values) ?? checkFields(personSchema, values, problems)
  const postcode = values.country === 'GB' ? readPostcode(values.postcode) : null
  if (values.country === 'GB' && !postcode) problems.postcode = postcodeProblem(values.postcode)
  const principles = fields.principles.filter(slug => campaign.text.principles.some(one => one.slug === slug))
  if (principles.length === 0) problems.principle = 'Choose at least one principle'
  return (
    person && {
      postcode,
      principles,
      source: campaign.text.sources.includes(values.source) ? values.source : null,
      constituency: values.constituency.trim() || null,
      ...person, // last, as above
    }
  )
}

function refuseRepeated({ repeated }: SignFields, problems: Problems): void {
  for (const field of repeated)
    if (field !== 'website') problems[field] = 'This was sent more than once. Give it once'
}

type Person = z.infer<typeof personSchema>

/**
 * What `personSchema` makes of most people, 0.2 µs where zod takes 1.6; null where it might make anything else of them. A
 * name of words in ASCII letters has nothing that the schema tidies or refuses.
 */
function plainPerson({ name, email, country }: SignFields['values']): Person | null {
  if (name.length > nameAtMost || !plainName.test(name) || countryName(country) === undefined) return null
  const address = smtpAddress(email)
  return address === null ? null : { name, email: address, country }
}

const plainName = /^[a-z]+(?:[ '-][a-z]+)*$/i
const nameAtMost = 100

/** A supporter's name. Real ones hold apostrophes, stops, commas, hyphens and every script (`public-face.md`). */
export const nameSchema = lineSchema('Your name', nameAtMost)
  .refine(name => /\p{L}/u.test(name), 'Enter your full name')
  .refine(name => countLinks(name) === 0, 'Your name must not contain a link')
  // NFKC makes the full-width ＝＋－＠ into those that a spreadsheet runs
  .refine(name => !/^[-=+@]/.test(name.normalize('NFKC')), 'Your name must not begin with - = + or @')

const personSchema = z.object({
  name: nameSchema,
  email: z.string().trim().min(1, 'Enter your e-mail address').pipe(emailSchema),
  country: z.string().refine(code => countryName(code) !== undefined, 'Choose your country from the list'),
})
