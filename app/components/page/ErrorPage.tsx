import { PlainPage } from './PlainPage'

interface ErrorPageProps {
  readonly status: number
  /** What is wrong, where somebody has said it; never a fault's own words. */
  readonly words: string | null
}

interface Says {
  readonly heading: string
  readonly words: string
}

const fault: Says = {
  heading: 'Something went wrong on our side',
  words: 'It is not your doing, and it has been noted. Please try again in a moment.',
}

const says: Readonly<Record<number, Says>> = {
  400: { heading: 'That could not be read', words: 'Please go back and send the form again.' },
  401: { heading: 'You may not see this', words: 'It needs a key that was not given.' },
  403: { heading: 'That was refused', words: 'Please go back to the page and try again from there.' },
  404: {
    heading: 'There is no such page',
    words: 'The address may have been cut short or mistyped. Or the page is no longer here.',
  },
  405: { heading: 'That cannot be done here', words: 'Please go back and try again from the page itself.' },
  409: { heading: 'Not at the moment', words: 'Please come back later.' },
  410: { heading: 'This link no longer works', words: 'It has expired or been used.' },
  413: { heading: 'That was too much at once', words: 'Please shorten what you wrote and send it again.' },
  429: { heading: 'Please wait a little', words: 'Then try again.' },
  503: {
    heading: 'We could not take it just now',
    words: 'Nothing was recorded. Go back, wait a moment and send it again.',
  },
}

/** Any page that says no, in words that help. */
export function ErrorPage({ status, words }: ErrorPageProps) {
  const { heading, words: advice } = says[status] ?? fault
  return (
    <PlainPage heading={heading}>
      {words ? <p className="lead">{words}</p> : null}
      <p>{advice}</p>
      <p>
        <a href="/">See all campaigns</a>
      </p>
    </PlainPage>
  )
}
