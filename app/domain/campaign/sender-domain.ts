/** What a domain's owner has published under a name: its TXT records, `none`, or that nobody could say. */
export type TxtAnswer =
  | { readonly kind: 'records'; readonly records: readonly string[] }
  | { readonly kind: 'empty' } // the name is there, and holds no TXT
  | { readonly kind: 'none' } // there is no such name (RFC 8020: nor any below it)
  | { readonly kind: 'away' }
export type LookUpTxt = (name: string) => Promise<TxtAnswer>

/** Whose mail it is: the domain in `From` and the one that bounces come back to. */
export interface SendingDomains {
  readonly from: string
  readonly bounces: string
}

/** One of the three that mail systems ask for before they believe a sender. */
export interface SenderCheck {
  readonly what: 'SPF' | 'DKIM' | 'DMARC'
  readonly state: 'good' | 'missing' | 'look' | 'unknown'
  readonly words: string
  /** What to publish where. */
  readonly record: { readonly name: string; readonly value: string } | null
}

/** Looks up whether a campaign's mail will be believed; asks a handful of names at once. */
export async function checkSenderDomain(
  lookUp: LookUpTxt,
  { from, bounces }: SendingDomains,
  selector = '',
): Promise<readonly SenderCheck[]> {
  return Promise.all([checkSpf(lookUp, bounces), checkDkim(lookUp, from, selector), checkDmarc(lookUp, from)])
}

/** RFC 7208: whose servers may send with bounces to this domain. */
async function checkSpf(lookUp: LookUpTxt, domain: string): Promise<SenderCheck> {
  const answer = await lookUp(domain)
  if (answer.kind === 'away') return away('SPF', domain)
  const found = recordsOf(answer).filter(record => /^v=spf1( |$)/i.test(record))
  const record = { name: domain, value: 'v=spf1 include:YOUR-MAIL-PROVIDER -all' }
  if (found.length > 1)
    return {
      what: 'SPF',
      state: 'missing',
      words: `${domain} has ${found.length} SPF records, so mail systems take none of them (RFC 7208): make them one.`,
      record,
    }
  if (found.length === 0)
    return {
      what: 'SPF',
      state: 'missing',
      words: `${domain} does not say which servers may send its mail. Your mail provider tells you what to put in place of YOUR-MAIL-PROVIDER.`,
      record,
    }
  if (/[+]all\b/i.test(found[0] ?? ''))
    return {
      what: 'SPF',
      state: 'look',
      words: `${domain} lets anybody send in its name (+all): end the record in -all.`,
      record: null,
    }
  return {
    what: 'SPF',
    state: 'good',
    words: `${domain} says which servers may send its mail.`,
    record: null,
  }
}

/** Where mail providers put their keys most often; the name is the provider's choice. */
const usualSelectors = ['default', 'mail', 'dkim', 'selector1', 's1', 'k1', 'google', 'mta', 'smtp', 'fm1']

/** RFC 6376: the key that mail is signed with. */
async function checkDkim(lookUp: LookUpTxt, domain: string, selector: string): Promise<SenderCheck> {
  const asked = selector ? [selector] : usualSelectors
  const answers = await Promise.all(asked.map(one => lookUp(`${one}._domainkey.${domain}`)))
  const at = answers.findIndex(answer => recordsOf(answer).some(record => /(^|;)\s*p=[^;\s]/i.test(record)))
  if (at >= 0)
    return {
      what: 'DKIM',
      state: 'good',
      words: `${domain} publishes a key, under ${asked[at]}._domainkey: mail that is signed with it is known to be yours.`,
      record: null,
    }
  if (answers.every(({ kind }) => kind === 'away')) return away('DKIM', domain)
  const below = selector ? null : await lookUp(`_domainkey.${domain}`)
  if (below && below.kind !== 'none' && below.kind !== 'away')
    return {
      what: 'DKIM',
      state: 'look',
      words: `${domain} publishes keys under names that only your mail provider knows: type its selector below to look one up.`,
      record: null,
    }
  return {
    what: 'DKIM',
    state: 'missing',
    words: `No key is found for ${domain}. Your mail provider makes one, signs with it and tells you what to publish.`,
    record: { name: `${selector || 'SELECTOR'}._domainkey.${domain}`, value: 'v=DKIM1; k=rsa; p=YOUR-KEY' },
  }
}

/** RFC 7489: what to do with mail in this name that proves nothing; the organisation's own domain speaks for those below it. */
async function checkDmarc(lookUp: LookUpTxt, domain: string): Promise<SenderCheck> {
  const names = [domain, ...parentsOf(domain)]
  const answers = await Promise.all(names.map(name => lookUp(`_dmarc.${name}`)))
  const found = answers.flatMap(recordsOf).find(record => /^v=DMARC1\b/i.test(record))
  if (!found && answers.some(({ kind }) => kind === 'away')) return away('DMARC', domain)
  if (!found)
    return {
      what: 'DMARC',
      state: 'missing',
      words: `${domain} does not say what becomes of mail that is forged in its name. Large mail systems ask for it of whoever sends much.`,
      record: { name: `_dmarc.${domain}`, value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` },
    }
  const lax = /\bp=none\b/i.test(found)
  return {
    what: 'DMARC',
    state: lax ? 'look' : 'good',
    words: lax
      ? `${domain} asks for reports of forged mail, and to deliver it all the same (p=none): that will do to begin with.`
      : `${domain} says that mail forged in its name is not to be delivered.`,
    record: null,
  }
}

/** `mail.campaigns.example.org` has `campaigns.example.org` and `example.org` above it. */
function parentsOf(domain: string): readonly string[] {
  const labels = domain.split('.')
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'))
}

function recordsOf(answer: TxtAnswer): readonly string[] {
  return answer.kind === 'records' ? answer.records : []
}

function away(what: SenderCheck['what'], domain: string): SenderCheck {
  return {
    what,
    state: 'unknown',
    words: `${domain} could not be looked up just now: this server may be offline, or the name server slow. Load this page again to try once more.`,
    record: null,
  }
}
