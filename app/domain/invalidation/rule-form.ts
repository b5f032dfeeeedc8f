import { isDay } from '../calendar/day'
import { endOfDay, startOfDay } from '../campaign/campaign'
import { readPostcode } from '../place/postcode'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { canonicalMailbox, mailDomain, smtpAddress } from '../signature/mailbox'
import { everySignature, type SignatureRule } from './invalidation'

/** What a rule is asked for by; all that is filled in must hold. */
export const ruleFields = ['mailbox', 'domain', 'network', 'postcode', 'from', 'until'] as const
export type RuleField = (typeof ruleFields)[number]
export type RuleValues = Readonly<Record<RuleField, string>>

export function readRuleValues(form: URLSearchParams): RuleValues {
  const value = (name: RuleField) => [name, (form.get(name) ?? '').trim()] as const
  return Object.fromEntries(ruleFields.map(value)) as RuleValues
}

/** @throws Problem `invalid` with a word for each field that is wrong */
export function readRule(ports: Pick<Ports, 'networksIn'>, values: RuleValues): SignatureRule {
  const problems: Partial<Record<RuleField, string>> = {}
  const read = <Value>(field: RuleField, reading: (typed: string) => Value | string): Value | null => {
    if (values[field] === '') return null
    const value = reading(values[field])
    if (typeof value !== 'string') return value
    problems[field] = value
    return null
  }
  const rule: SignatureRule = {
    ...everySignature,
    mailbox: read('mailbox', readMailbox)?.mailbox ?? null,
    mailDomain: read('domain', readDomain)?.domain ?? null,
    network: read('network', typed => readNetwork(ports, typed)),
    postcode: read('postcode', typed => readPostcode(typed) ?? 'Enter a whole postcode, such as SW1A 1AA'),
    signedFrom: read('from', readDay)?.begins ?? null,
    signedBefore: read('until', readDay)?.ends ?? null,
  }
  if (ruleFields.every(field => values[field] === ''))
    problems.mailbox = 'Fill in one field at least: an empty rule would be about everybody'
  else if (rule.signedFrom && rule.signedBefore && rule.signedFrom >= rule.signedBefore)
    problems.until = 'The last day must not be before the first'
  if (Object.keys(problems).length > 0) throw new Problem('invalid', 'There is a problem', problems)
  return rule
}

function readMailbox(typed: string) {
  const address = smtpAddress(typed)
  return address === null
    ? 'Enter a whole e-mail address, such as name@example.org'
    : { mailbox: canonicalMailbox(address) }
}

/** With or without the sign before it. */
function readDomain(typed: string) {
  const address = smtpAddress(`x@${typed.replace(/^@/, '')}`)
  return address === null
    ? 'Enter what stands behind the @, such as example.org'
    : { domain: mailDomain(address) }
}

function readNetwork({ networksIn }: Pick<Ports, 'networksIn'>, typed: string) {
  const range = networksIn(typed)
  if (range === 'too-wide') return 'That is too wide: a range may be an IPv4 /20 or an IPv6 /52 at most'
  return range ?? 'Enter an IP address or a range, such as 192.0.2.7 or 192.0.2.0/24'
}

function readDay(typed: string) {
  if (!isDay(typed)) return 'Enter a day, such as 2026-01-31'
  return { begins: startOfDay(typed).toISOString(), ends: endOfDay(typed).toISOString() }
}

/** A rule in words, one for each part. A mailbox is not kept in words, so that whoever is erased is in no rule. */
export function ruleWords(rule: SignatureRule): readonly (readonly [part: string, words: string])[] {
  const parts: readonly (readonly [string, string | null | undefined])[] = [
    ['Signature', rule.signature],
    ['Mailbox', rule.mailbox && 'one e-mail address, which is not kept in words'],
    ['Mail domain', rule.mailDomain],
    ['Network', rule.network?.typed],
    ['Postcode', rule.postcode?.full],
    ['Signed from', rule.signedFrom],
    ['Signed before', rule.signedBefore],
  ]
  return parts.flatMap(([part, words]) => (words ? [[part, words] as const] : []))
}
