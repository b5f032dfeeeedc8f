import { PlainPage } from './PlainPage'

/** A link from a mail that leads to nothing. */
export function UnknownLink() {
  return (
    <PlainPage heading="We do not know this link">
      <p className="lead">It may have been cut short. Please copy the whole link from the mail.</p>
      <YourData />
    </PlainPage>
  )
}

export function YourData() {
  return (
    <p>
      You can see everything held about you at <a href="/my">your data</a>.
    </p>
  )
}
