import type { Product } from '../support/product-process'
import type { SmtpSink } from '../support/smtp'
import { type Fields, type Page, visitor } from '../support/visitor'
import { filledIn, linkIn, weaverRow } from '../support/world'
import type { Chance } from './chance'
import { type Counter, counter } from './counter'
import { carriesUpdate } from './update'

/** Whom each campaign of the demonstration writes to for ZZ1 1AA. */
export const targets = {
  'fair-hearing': ['rowan.ashby@parliament.example'],
  'last-bus-home': ['rowan.ashby@parliament.example', 'minister@countryroads.example'],
} as const
type Slug = keyof typeof targets
const slugs = Object.keys(targets) as readonly Slug[]

/** Somebody, and what was acknowledged to them. */
export interface Supporter {
  readonly email: string
  readonly slug: Slug
  readonly letter: boolean
  /** How often they sent the form: again only where they were turned away. */
  posts: number
  mailed: boolean
  signed: boolean
  confirmed: boolean
}

interface Link {
  readonly path: string
  readonly supporter: Supporter
}

/** People who sign, wait for their mail and press its button. */
export interface Crowd {
  readonly supporters: readonly Supporter[]
  /** Whatever was answered and should not have been. */
  readonly surprises: readonly unknown[]
  /** Signatures and confirmations that were answered 303. */
  readonly acknowledged: Counter
  readonly asked: Counter
  /** Answers of 503 that say when to try again. */
  readonly busy: Counter
  /** Resolves with so many acknowledgements from now, or when far more were turned away: then it does not go on. */
  goesOn(acknowledgements: number): Promise<void>
  /** Resolves when so many more were turned away, as they should be or in another way. */
  turnedAway(times: number): Promise<void>
  visit(product: Product, options?: VisitOptions): Promise<Visit>
}

export interface VisitOptions {
  /** A product that `dies` may leave a question without an answer, by itself; `stays` unless given. */
  readonly manner?: 'stays' | 'dies'
  /**
   * How many may wait for their mail before nobody new comes; 8 unless given, so that letters, too, get their turn
   * between two faults.
   */
  readonly waitingAtMost?: number
}

export interface Visit {
  /** Kills the product under them. */
  kill(): Promise<void>
  /** They go home, each with the answer to their last question. */
  leave(): Promise<void>
}

const peopleAtOnce = 8

export function gather(sink: SmtpSink, chance: Chance): Crowd {
  const supporters: Supporter[] = []
  const toTryAgain: Supporter[] = []
  const links: Link[] = []
  const surprises: unknown[] = []
  const [acknowledged, asked, busy, turnedAway] = [counter(), counter(), counter(), counter()]
  let mailsRead = 0

  function join(): Supporter {
    const supporter = {
      email: `supporter-${supporters.length}@example.org`,
      slug: chance() < 0.3 ? ('last-bus-home' as const) : ('fair-hearing' as const),
      letter: chance() < 0.7,
      posts: 0,
      mailed: false,
      signed: false,
      confirmed: false,
    }
    supporters.push(supporter)
    return supporter
  }

  /** Finds the links in what came since the last look. */
  function readMail(): void {
    for (const mail of sink.mails.slice(mailsRead)) {
      const supporter = supporters.find(({ email }) => email === mail.to[0])
      if (!supporter || carriesUpdate(mail)) continue
      supporter.mailed = true
      links.push({ path: linkIn(mail, '/confirm'), supporter })
    }
    mailsRead = sink.mails.length
  }

  function surprised(by: unknown): void {
    surprises.push(by)
    turnedAway.count()
  }

  async function visit(
    product: Product,
    { manner = 'stays', waitingAtMost = 8 }: VisitOptions = {},
  ): Promise<Visit> {
    const { open, post } = visitor(product.origin)
    const forms = new Map<Slug, Fields>()
    for (const slug of slugs) forms.set(slug, formOn(await open(`/campaigns/${slug}`)))
    let state: 'here' | 'left' | 'killed' = 'here'
    let goHome = () => {}
    const gone = new Promise<void>(resolve => {
      goHome = resolve
    })
    if (manner === 'dies') product.ended.then(() => leave('killed'))
    const came = new Set<Supporter>()
    const waiting = () => [...came].filter(({ mailed }) => !mailed).length

    function leave(how: 'left' | 'killed'): void {
      state = how
      goHome()
    }

    /** Sends a form, and says whether the answer leads to where it should; `lost` where there was none. */
    async function ask(path: string, fields: Fields, leadsTo: RegExp) {
      const answering = post(path, fields)
      asked.count()
      const answer = await answering.catch((fault: unknown) => {
        if (state !== 'killed' && manner === 'stays') surprised({ path, fault })
      })
      if (!answer) return 'lost'
      const { status, headers, body } = answer
      const location = headers.get('location') ?? ''
      if (status === 303 && leadsTo.test(location)) {
        acknowledged.count()
        return 'done'
      }
      if (status === 503 && Number(headers.get('retry-after')) > 0) {
        busy.count()
        turnedAway.count()
        return 'busy'
      }
      surprised({ path, status, location, body })
      return 'refused'
    }

    async function sign(): Promise<void> {
      const supporter = toTryAgain.shift() ?? join()
      came.add(supporter)
      supporter.posts++
      const fields = { ...forms.get(supporter.slug), ...filledBy(supporter) }
      const answer = await ask(`/campaigns/${supporter.slug}/sign`, fields, /\/check-your-email$/)
      supporter.signed = answer === 'done'
      if (answer !== 'busy') return
      came.delete(supporter)
      toTryAgain.push(supporter)
    }

    async function confirm(link: Link): Promise<void> {
      const answer = await ask(link.path, {}, /^\/signed\//)
      if (answer === 'done') link.supporter.confirmed = true
      if (answer === 'lost' || answer === 'busy') links.push(link) // to be pressed again, as people do
    }

    async function stay(): Promise<void> {
      while (state === 'here') {
        readMail()
        const link = links.shift()
        if (link) await confirm(link)
        else if (waiting() < waitingAtMost) await sign()
        else await Promise.race([sink.next('accepted'), gone])
      }
    }

    const stayed = Promise.all(Array.from({ length: peopleAtOnce }, stay))
    return {
      async kill() {
        leave('killed')
        await product.kill()
        await stayed
      },
      async leave() {
        leave('left')
        await stayed
      },
    }
  }

  return {
    supporters,
    surprises,
    acknowledged,
    asked,
    busy,
    goesOn: times => Promise.race([acknowledged.more(times), turnedAway.more(1000)]),
    turnedAway: turnedAway.more,
    visit,
  }
}

/** What the page's form holds before anybody fills it. */
function formOn({ document }: Page): Fields {
  const valueIn = (name: string) => document.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? ''
  return { form: valueIn('form'), website: '', principle: valueIn('principle') }
}

function filledBy({ email, letter }: Supporter): Fields {
  const { principle: _, ...person } = filledIn({ email, updates: 'yes' })
  if (!letter) return person
  return {
    ...person,
    ...weaverRow,
    letter: 'yes',
    subject: 'Please act',
    body: `I ask you to act.\n\n${email}`,
  }
}
