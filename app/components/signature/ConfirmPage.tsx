import { ErrorSummary } from '../form/ErrorSummary'
import { toWhom } from '../letter/Addressees'
import { LetterSheet } from '../letter/LetterSheet'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { SourcesLine } from '../place/PlacesSources'
import { SeatPicker } from '../place/SeatPicker'
import type { ShownReceipt, UnclearChoice } from './ReceiptPage'
import { WhereYouLive } from './WhereYouLive'

interface ConfirmPageProps {
  readonly receipt: ShownReceipt
  readonly unclear: UnclearChoice | null
}

/** What the link in a confirmation mail would do, named in full, and the button that does it. */
export function ConfirmPage({ receipt, unclear }: ConfirmPageProps) {
  const { campaign, letter, addressees } = receipt
  const to = toWhom(addressees)
  const letterAlone = receipt.state === 'confirmed'
  const heading = letterAlone ? 'Is this letter yours?' : 'Is this signature yours?'
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
        <p className="lead">
          {letterAlone
            ? `You have signed “${campaign.title}” already. Press the button below ${to ? 'and your letter goes too' : 'to confirm your letter'}.`
            : 'Nothing counts until you press the button below.'}
        </p>
        <WhatIsSigned receipt={receipt} />
        {letter?.whole ? (
          <section aria-labelledby="letter-title">
            <h2 id="letter-title">Your letter</h2>
            <LetterSheet addressees={addressees} subject={letter.subject ?? ''} text={letter.whole} />
          </section>
        ) : null}
        <WhereYouLive
          addressees={addressees}
          postcode={receipt.postcode}
          choice={receipt.choice}
          on={letter ? 'page-with-letter' : 'page-without-letter'}
        />
        <form method="post" noValidate>
          {receipt.choice && receipt.choice.seats.length > 0 ? (
            <SeatPicker
              choice={receipt.choice}
              typed={unclear?.typed ?? ''}
              problem={unclear?.problem}
              none="You may leave it open."
            />
          ) : null}
          <button type="submit" className="button primary">
            {buttonWords(letterAlone, letter !== null, to)}
          </button>
        </form>
        <p className="hint">
          If this is not yours, close this page. Without the button, nothing counts and nothing is sent.
        </p>
        <SourcesLine />
      </div>
    </Page>
  )
}

export function WhatIsSigned({ receipt }: { readonly receipt: ShownReceipt }) {
  const { campaign, name, principles, constituency } = receipt
  return (
    <dl className="facts">
      <div>
        <dt>Campaign</dt>
        <dd>
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </dd>
      </div>
      <div>
        <dt>Signed by</dt>
        <dd className="signed">{name}</dd>
      </div>
      <div>
        <dt>{principles.length === 1 ? 'Principle' : 'Principles'}</dt>
        <dd>
          <ul>
            {principles.map(title => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </dd>
      </div>
      {receipt.state === 'pending' ? (
        <div>
          <dt>News of this campaign by e-mail</dt>
          <dd>{receipt.updates ? 'Yes, please' : 'No, thank you'}</dd>
        </div>
      ) : null}
      {constituency ? (
        <div>
          <dt>Constituency</dt>
          <dd>{constituency}</dd>
        </div>
      ) : null}
    </dl>
  )
}

function buttonWords(letterAlone: boolean, hasLetter: boolean, to: string | null): string {
  if (letterAlone) return to ? 'Confirm and send my letter' : 'Confirm my letter'
  if (!hasLetter) return 'Confirm my signature'
  return to ? 'Confirm my signature and send my letter' : 'Confirm my signature and keep my letter'
}
