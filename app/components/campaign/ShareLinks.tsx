interface ShareLinksProps {
  readonly title: string
  /** The whole address of the campaign's page. */
  readonly address: string
}

/** Plain links: no button of another site's, and nothing that watches. */
export function ShareLinks({ title, address }: ShareLinksProps) {
  const words = `I have signed “${title}”. Will you? ${address}`
  const ways = [
    { name: 'E-mail', url: `mailto:?${query({ subject: title, body: words })}` },
    { name: 'WhatsApp', url: `https://wa.me/?${query({ text: words })}` },
    { name: 'Bluesky', url: `https://bsky.app/intent/compose?${query({ text: words })}` },
    { name: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?${query({ u: address })}` },
  ]
  return (
    <section className="share" aria-labelledby="share-title">
      <h2 id="share-title">Now ask somebody else</h2>
      <p>People listen to people they know. Here are a few ways to tell them.</p>
      <ul>
        {ways.map(({ name, url }) => (
          <li key={name}>
            <a className="button" href={url} rel="noopener noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Percent-encoded throughout: mail programs read a + as a +. */
function query(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}
