import { PlainPage } from '../page/PlainPage'

/** What a letter's last line leads to: anybody may have seen it, so nothing is chosen here. */
export function OfficePage() {
  return (
    <PlainPage heading="How letters reach your office">
      <p className="lead">
        Undersigned carries letters from people to whoever represents or decides for them, each in its
        writer’s own name, once they have confirmed it.
      </p>
      <p>If they come to your office, you can choose how:</p>
      <ul>
        <li>each by itself, spread out where many come at once;</li>
        <li>all of a day in one mail, with every letter whole and how many ask for what;</li>
        <li>none for now.</li>
      </ul>
      <p>
        So that nobody else chooses for you, we mail a link to the address that the letters go to, and to no
        other. You need no account.
      </p>
      <form method="post">
        <button type="submit" className="button primary">
          Mail our office a link
        </button>
      </form>
    </PlainPage>
  )
}
