import type { OfficeMode } from '../../domain/office/office'
import type { FieldProblems } from '../../domain/problem'
import { PlainPage } from '../page/PlainPage'
import { OfficeChoicePage } from './OfficeChoicePage'

type OfficeChoosingPageProps = { readonly problems: FieldProblems } & (
  | { readonly kind: 'not-found' }
  | {
      readonly kind: 'to-choose' | 'chosen' | 'spent' | 'expired'
      readonly mode: OfficeMode
      /** The page that mails the office another link. */
      readonly askAgain: string
    }
)

/** Whatever the link leads to that was mailed to an office. */
export function OfficeChoosingPage(page: OfficeChoosingPageProps) {
  switch (page.kind) {
    case 'to-choose':
      return <OfficeChoicePage {...page} />
    case 'chosen':
      return (
        <PlainPage heading={chosen[page.mode].heading}>
          <p className="lead">{chosen[page.mode].words}</p>
          <p>
            You can choose again whenever you like: by the line under every letter, or by{' '}
            <a href={page.askAgain}>asking for another link</a>. This one has done its work.
          </p>
        </PlainPage>
      )
    case 'spent':
      return (
        <PlainPage heading="This link has been used">
          <p className="lead">Somebody of your office has chosen since it was mailed.</p>
          <AnotherLink to={page.askAgain} />
        </PlainPage>
      )
    case 'expired':
      return (
        <PlainPage heading="This link has expired">
          <p className="lead">A link to choose how letters come works for 24 hours. Nothing was changed.</p>
          <AnotherLink to={page.askAgain} />
        </PlainPage>
      )
    case 'not-found':
      return (
        <PlainPage heading="We do not know this link">
          <p className="lead">It may have been cut short. Please copy the whole link from the mail.</p>
        </PlainPage>
      )
  }
}

function AnotherLink({ to }: { readonly to: string }) {
  return (
    <p>
      To choose, <a href={to}>ask for another link</a>: it is mailed to your office’s own address.
    </p>
  )
}

const chosen: Readonly<Record<OfficeMode, { readonly heading: string; readonly words: string }>> = {
  individual: {
    heading: 'Letters come each by itself',
    words: 'From now on, those that waited too. Where many come at once they are spread out.',
  },
  daily: {
    heading: 'Letters come once a day',
    words:
      'From now on one mail comes at seven in the morning on each day that brought letters, those that wait now with the next.',
  },
  paused: {
    heading: 'No letters come for now',
    words:
      'Those that wait and those that are written from now on are kept. Their writers are told that your office asked not to get letters through us for now. When you choose another way, the letters come.',
  },
}
