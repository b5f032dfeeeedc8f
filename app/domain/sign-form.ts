import { z } from 'zod'
import type { Campaign } from './campaign'
import { countryName } from './country'
import type { LetterWords } from './letter'
import { emailSchema } from './mailbox'
import { type Postcode, readPostcode } from './postcode'
import { Problem } from './problem'
import type { Tokens } from './token'

/** The single fields of the sign form, as the public contract names them. */
export const singleFields = [
  'name',
  'email',
  'postcode',
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
] as const
export type SingleField = (typeof singleFields)[number]
export type FieldName = SingleField | 'principle'

/** What was typed, kept whatever is wrong with it, so that no page loses it. */
export interface SignFields {
  readonly values: Readonly<Record<SingleField, string>>
  /** In the supporter's order, each once. */
  readonly principles: readonly string[]
  readonly repeated: readonly SingleField[]
  readonly honeypot: 'empty' | 'filled' | 'missing'
}

export function readFields(form: URLSearchParams): SignFields {
  const values = Object.fromEntries(singleFields.map(field => [field, form.get(field) ?? '']))
  return {
    values: { ...(values as Record<SingleField, string>), country: form.get('country') || 'GB' },
    principles: [...new Set(form.getAll('principle'))],
    repeated: singleFields.filter(field => form.getAll(field).length > 1),
    honeypot: !form.has('website')
      ? 'missing'
      : form.getAll('website').some(typed => typed !== '')
        ? 'filled'
        : 'empty',
  }
}

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
  /** A GSS code, used only where the postcode does not settle it. */
  readonly constituency: string | null
  readonly letter: LetterWords | null
  readonly verdict: 'person' | 'bot'
  /** What the supporter was shown, from the page's token. */
  readonly shown: ShownForm
}

/** What a page's token says of its rendering. */
export interface ShownForm {
  readonly campaignId: number
  readonly version: number
  readonly consentVersion: number
  readonly issuedAt: Date
}

/** The page of a form may be sent for so long. */
const formLifeMs = 24 * 3_600_000

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
  const person = checkPerson(fields, campaign)
  const letter = fields.values.letter === 'yes' ? check(letterSchema, fields.values) : null
  const shown = readFormToken(tokens, fields.values.form, campaign, at, formMinMs)
  const problems = {
    ...person.problems,
    ...(fields.values.agree === 'yes'
      ? {}
      : { agree: 'Tick the box to agree: without it we may not record your support' }),
    ...(/^(yes|no)$/.test(fields.values.updates) ? {} : { updates: 'Choose Yes or No' }),
    ...letter?.problems,
    ...(typeof shown === 'string' ? { form: shown } : {}),
    ...repeatedProblems(fields),
  }
  if (
    Object.keys(problems).length > 0 ||
    !person.checked ||
    letter?.checked === null ||
    typeof shown === 'string'
  )
    throw new Problem('invalid', 'There is a problem', problems)
  return {
    ...person.checked,
    updates: fields.values.updates === 'yes',
    letter: letter?.checked ?? null,
    verdict: fields.honeypot === 'empty' ? 'person' : 'bot',
    shown,
  }
}

/** What the letter page needs to know of its writer; consent is asked for when it is sent. */
export type WriterForm = Pick<
  SignForm,
  'name' | 'email' | 'postcode' | 'country' | 'principles' | 'constituency' | 'source'
>

/** @throws Problem `invalid` with each wrong field */
export function checkWriterForm(fields: SignFields, campaign: Campaign): WriterForm {
  const { checked, problems } = checkPerson(fields, campaign)
  const all = { ...problems, ...repeatedProblems(fields) }
  if (!checked || Object.keys(all).length > 0) throw new Problem('invalid', 'There is a problem', all)
  return checked
}

/** The token of a page: the same for everyone who sees that rendering. */
export function makeFormToken(tokens: Tokens, campaign: Campaign, at: Date): string {
  const subject = Buffer.alloc(12)
  subject.writeUInt32BE(campaign.id, 0)
  subject.writeUInt32BE(campaign.version, 4)
  subject.writeUInt32BE(campaign.consentVersion, 8)
  return tokens.make('form', subject, new Date(at.getTime() + formLifeMs))
}

/** The token for a page that is shown again: the one it had while that is good, so that waiting a moment suffices. */
export function renewFormToken(tokens: Tokens, token: string, campaign: Campaign, at: Date): string {
  const kept = readFormToken(tokens, token, campaign, at, 0)
  return typeof kept === 'string' ? makeFormToken(tokens, campaign, at) : token
}

function readFormToken(
  tokens: Tokens,
  token: string,
  campaign: Campaign,
  at: Date,
  formMinMs: number,
): ShownForm | string {
  const answer = tokens.read('form', token, at)
  if (answer.kind === 'expired')
    return 'This page had been open for more than a day. Please check it and send it again'
  if (answer.kind === 'forged' || answer.subject.length !== 12)
    return 'This page could not be read. Please send it again'
  const [campaignId, version, consentVersion] = [0, 4, 8].map(offset => answer.subject.readUInt32BE(offset))
  const issuedAt = new Date(answer.expiresAt.getTime() - formLifeMs)
  if (campaignId !== campaign.id || !version || !consentVersion)
    return 'This page belongs to another campaign. Please send it again'
  if (at.getTime() - issuedAt.getTime() < formMinMs)
    return 'That was very quick. Please wait a few seconds and send it again'
  return { campaignId, version, consentVersion, issuedAt }
}

type PersonForm = WriterForm

function checkPerson(fields: SignFields, campaign: Campaign): Checked<PersonForm> {
  const { values } = fields
  const { checked, problems } = check(personSchema, values)
  const known = fields.principles.filter(slug => campaign.text.principles.some(one => one.slug === slug))
  const principleProblems = known.length > 0 ? {} : { principle: 'Choose at least one principle' }
  const all = { ...problems, ...principleProblems }
  if (!checked || Object.keys(all).length > 0) return { checked: null, problems: all }
  return {
    checked: {
      ...checked,
      principles: known,
      source: campaign.text.sources.includes(values.source) ? values.source : null,
      constituency: /^[A-Z]\d{8}$/.test(values.constituency) ? values.constituency : null,
    },
    problems: {},
  }
}

interface Checked<Value> {
  readonly checked: Value | null
  readonly problems: Readonly<Record<string, string>>
}

function check<Value>(schema: z.ZodType<Value>, values: SignFields['values']): Checked<Value> {
  const answer = schema.safeParse(values)
  if (answer.success) return { checked: answer.data, problems: {} }
  const first = new Map<string, string>()
  for (const issue of answer.error.issues) {
    const field = String(issue.path[0])
    if (!first.has(field)) first.set(field, issue.message)
  }
  return { checked: null, problems: Object.fromEntries(first) }
}

function repeatedProblems(fields: SignFields): Record<string, string> {
  return Object.fromEntries(
    fields.repeated
      .filter(field => field !== 'website')
      .map(field => [field, 'This was sent more than once. Give it once']),
  )
}

/** C0, C1 and the characters that turn the direction of text or hide in it; line ends and tabs apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
const lineEnds = /[\t\n\r\u2028\u2029]/
const anyLink =
  /(https?:|www\.|:\/\/|[\w-]+\.(com|org|net|info|biz|io|xyz|ru|cn|top|site|online|co\.uk|org\.uk)\b)/gi

function line(what: string, longest: number) {
  return z
    .string()
    .refine(
      typed => !unseen.test(typed) && !lineEnds.test(typed.trim()),
      `${what} must be one line without invisible characters`,
    )
    .trim()
    .max(longest, `${what} must be ${longest} characters or fewer`)
}

export const nameSchema = line('Your name', 100)
  .min(1, 'Enter your full name')
  .refine(name => name === '' || /\p{L}/u.test(name), 'Enter your full name')
  .refine(name => name.search(anyLink) < 0, 'Your name must not contain a link')
  .refine(name => !/^[-=+@]/.test(name), 'Your name must begin with a letter')

const personSchema = z
  .object({
    name: nameSchema,
    email: z.string().min(1, 'Enter your e-mail address').pipe(emailSchema),
    country: z.string().refine(code => countryName(code) !== undefined, 'Choose your country from the list'),
    postcode: line('Your postcode', 20),
  })
  .transform(({ postcode: typed, ...person }, context) => {
    const postcode = readPostcode(typed)
    if (person.country !== 'GB') return { ...person, postcode: null }
    if (postcode) return { ...person, postcode }
    const message = typed === '' ? 'Enter your postcode' : 'Enter a full UK postcode, such as SW1A 1AA'
    context.addIssue({ code: 'custom', path: ['postcode'], message })
    return z.NEVER
  })

/** Long enough for anything an office will read (SEC-18). */
const bodyAtMost = 5000
const linksAtMost = 3

const letterSchema = z
  .object({
    subject: line('The subject', 150).min(1, 'Enter a subject'),
    body: z
      .string()
      .transform(typed => typed.replace(/\r\n?/g, '\n').trim())
      .pipe(
        z
          .string()
          .min(1, 'Write your letter')
          .max(bodyAtMost, `Your letter must be ${bodyAtMost.toLocaleString('en-GB')} characters or fewer`)
          .refine(
            typed => !unseen.test(typed),
            'Your letter has invisible characters in it. Please remove them',
          )
          .refine(
            typed => (typed.match(anyLink) ?? []).length <= linksAtMost,
            `Your letter must hold ${linksAtMost} links or fewer`,
          ),
      ),
    address1: line('The address', 100).min(1, 'Enter the first line of your address'),
    address2: line('The address', 100),
    town: line('The town', 100).min(1, 'Enter your town or city'),
  })
  .transform(({ subject, body, ...address }) => ({ subject, body, address }))
