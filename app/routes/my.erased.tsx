import { PlainPage } from '../components/page/PlainPage'

export default function Erased() {
  return (
    <PlainPage heading="Everything has been erased">
      <p className="lead">
        Nothing is held about your e-mail address any more, and no signature of yours counts.
      </p>
      <p>
        Copies in backups go when those are next replaced. A letter that was sent before stays with whoever
        received it.
      </p>
      <p>
        <a href="/">See all campaigns</a>
      </p>
    </PlainPage>
  )
}
