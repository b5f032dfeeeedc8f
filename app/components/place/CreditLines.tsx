import { creditParts } from '../../domain/place/licence'

/** What licences ask to be shown, each of them linked where a line names one. */
export function CreditLines({ credits }: { readonly credits: readonly string[] }) {
  if (credits.length === 0) return null
  return (
    <ul className="credits">
      {credits.map(line => (
        <li key={line}>
          {creditParts(line).map(({ text, href }) =>
            href === null ? (
              text
            ) : (
              <a key={text} href={href}>
                {text}
              </a>
            ),
          )}
        </li>
      ))}
    </ul>
  )
}
