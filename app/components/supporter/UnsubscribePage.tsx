import { PlainPage } from '../page/PlainPage'

interface UnsubscribePageProps {
  readonly campaign: {
    readonly slug: string
    readonly title: string
    readonly organisation: { readonly name: string }
  }
  /** What its reader gets as things stand. */
  readonly gets: 'updates' | 'nothing'
  /** Whether they signed too. */
  readonly signed: boolean
  readonly done: string | null
}

/** The way out of a campaign's updates, and back: one press each, and no question asked. */
export function UnsubscribePage({ campaign, gets, signed, done }: UnsubscribePageProps) {
  const { title, organisation, slug } = campaign
  const eyebrow = <a href={`/campaigns/${slug}`}>{title}</a>
  if (gets === 'nothing')
    return (
      <PlainPage heading="You are unsubscribed" eyebrow={eyebrow}>
        <p className="lead" role={done === 'left' ? 'status' : undefined}>
          {organisation.name} sends no more updates on this campaign to your address.
        </p>
        <StillComes signed={signed} />
        <form method="post" className="find">
          <button type="submit" className="button" name="intent" value="again">
            Subscribe again
          </button>
        </form>
      </PlainPage>
    )
  return (
    <PlainPage
      heading={done === 'again' ? 'You are subscribed again' : 'Unsubscribe from updates'}
      eyebrow={eyebrow}
    >
      <p className="lead">
        {done === 'again'
          ? `${organisation.name} sends you updates on this campaign again.`
          : `Press the button, and ${organisation.name} sends no more updates on this campaign to your address.`}
      </p>
      <StillComes signed={signed} />
      <form method="post" className="find">
        <button type="submit" className="button primary" name="intent" value="left">
          Unsubscribe
        </button>
      </form>
    </PlainPage>
  )
}

function StillComes({ signed }: { readonly signed: boolean }) {
  return (
    <p>
      {signed
        ? 'Your signature goes on counting. If you wrote a letter, we still ask you once or twice whether there was a reply. '
        : ''}
      To see, change or erase everything that is held about you, go to <a href="/my">your data</a>.
    </p>
  )
}
