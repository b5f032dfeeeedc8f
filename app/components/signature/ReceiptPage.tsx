import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { type ShownFate, standings } from '../../domain/letter/fate'
import type { ReturnedLetter } from '../../domain/letter/returned-letter'
import type { SeatChoice } from '../../domain/place/seat-choice'
import type { SignatureState } from '../../domain/signature/signature'
import type { Addressee } from '../../domain/target/addressee'
import { CampaignLinks } from '../campaign/CampaignLinks'
import { ShareLinks } from '../campaign/ShareLinks'
import { figure } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { GivenBack } from '../letter/GivenBack'
import { LetterFate } from '../letter/LetterFate'
import { MailLink } from '../page/MailLink'
import { Flourish } from '../page/Mark'
import { Markdown } from '../page/Markdown'
import { Page } from '../page/Page'
import { SourcesLine } from '../place/PlacesSources'
import { SeatPicker } from '../place/SeatPicker'
import { WhatIsSigned } from './ConfirmPage'
import { WhereYouLive } from './WhereYouLive'

/** What a signature's own pages show of it. */
export interface ShownReceipt {
  readonly campaign: {
    readonly slug: string
    readonly title: string
    readonly organisation: { readonly name: string; readonly contact: string }
    readonly links: PublicCampaign['links']
    /** What the organiser says to whoever has confirmed, as Markdown; '' for nothing. */
    readonly thanks: string
    /** The campaign's whole address, to share. */
    readonly address: string
  }
  readonly state: SignatureState
  readonly number: number | null
  readonly name: string
  readonly postcode: string
  readonly updates: boolean
  /** Titles, in the supporter's order. */
  readonly principles: readonly string[]
  readonly constituency: string | null
  readonly mp: string | null
  readonly addressees: readonly Addressee[]
  readonly letter:
    | (ShownFate & {
        readonly subject: string | null
        readonly whole: string | null
        /** What its writer needs to send it where we do not. */
        readonly toSend: readonly ReturnedLetter[]
      })
    | null
  /** Null where the constituency is settled. */
  readonly choice: SeatChoice | null
  /** Whether the places are invented. */
  readonly demo: boolean
}

/** What was chosen is not one constituency. */
export interface UnclearChoice {
  readonly typed: string
  readonly problem: string
}

interface ReceiptPageProps {
  readonly receipt: ShownReceipt
  readonly unclear: UnclearChoice | null
}

/** Thank you, and what has become of it. */
export function ReceiptPage({ receipt, unclear }: ReceiptPageProps) {
  const { campaign, number, constituency, mp, letter, addressees, choice } = receipt
  const heading = headingFor(receipt)
  return (
    <Page
      title={heading}
      refused={unclear !== null}
      before={
        <ErrorSummary
          problems={unclear ? { constituency: unclear.problem } : {}}
          places={{ constituency: 'constituency' }}
          elsewhere="main"
        />
      }
    >
      <div className="column">
        <p className="eyebrow">{campaign.organisation.name}</p>
        <h1>{heading}</h1>
        <Flourish />
        {receipt.state === 'confirmed' && number !== null ? (
          <p className="your-number">
            You are number <strong>{figure(number)}</strong>
          </p>
        ) : null}
        {receipt.state === 'confirmed' && campaign.thanks ? <Markdown text={campaign.thanks} /> : null}
        <WhatIsSigned receipt={receipt} />
        {constituency && mp ? (
          <p>
            Your MP is {mp}, for {constituency}.
          </p>
        ) : null}
        {letter ? <LetterFate {...letter} /> : null}
        {letter ? <GivenBack letters={letter.toSend} id="yours" alone demo={receipt.demo} /> : null}
        <WhereYouLive
          addressees={addressees}
          postcode={receipt.postcode}
          choice={choice}
          on={letter && standings[letter.state] === 'waiting' ? 'page-with-letter' : 'page-without-letter'}
        />
        {choice && choice.seats.length > 0 ? (
          <form method="post" noValidate className="find">
            <SeatPicker choice={choice} typed={unclear?.typed ?? ''} problem={unclear?.problem} />
            <button type="submit" className="button">
              This is my constituency
            </button>
          </form>
        ) : null}
        {receipt.state === 'confirmed' ? (
          <ShareLinks title={campaign.title} address={campaign.address} />
        ) : null}
        <CampaignLinks links={campaign.links} />
        <p className="notice">
          You can see, correct, withdraw or erase what is held about you at any time:{' '}
          <a href="/my">your data</a>. To ask about the campaign, write to{' '}
          <MailLink address={campaign.organisation.contact} />.
        </p>
        <SourcesLine />
      </div>
    </Page>
  )
}

function headingFor({ state, name }: ShownReceipt): string {
  const headings: Readonly<Record<SignatureState, string>> = {
    confirmed: `Thank you, ${name}`,
    pending: 'Your signature waits to be confirmed',
    withdrawn: 'You have withdrawn your name',
    invalidated: 'This signature does not count',
  }
  return headings[state]
}
