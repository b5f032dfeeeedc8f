import { PlainPage } from '../page/PlainPage'

/** For whoever asks for a form's answer without having sent the form. */
export function StartPage() {
  return (
    <PlainPage heading="Please start from the campaign">
      <p>
        <a href="/">See all campaigns</a>
      </p>
    </PlainPage>
  )
}
