import type { ReactNode } from 'react'
import { Mark } from './Mark'

interface PageProps {
  readonly title: string
  readonly description?: string
  /** Whether a form on this page was refused: its title says so first. */
  readonly refused?: boolean
  /** Above the heading: the error summary. */
  readonly before?: ReactNode
  /** What is written of this page's campaign as it goes on, for whoever reads it by a feed. */
  readonly feed?: { readonly title: string; readonly url: string }
  /** Where else an organiser may go; null where they are not in yet. Their pages have a desk's styles, and a cookie. */
  readonly desk?: ReactNode
  /** Files in `public/organise/`, for organisers alone; no page needs them. */
  readonly scripts?: readonly string[]
  readonly children: ReactNode
}

/** The whole document. Nothing inline, nothing from another site, and for the public no script. */
export function Page({
  title,
  description,
  refused = false,
  before,
  feed,
  desk,
  scripts = [],
  children,
}: PageProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${refused ? 'Error: ' : ''}${title} – Undersigned`}</title>
        {description ? <meta name="description" content={description} /> : null}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f1e6" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14161f" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
        {feed ? (
          <link rel="alternate" type="application/atom+xml" title={feed.title} href={feed.url} />
        ) : null}
        {desk === undefined ? null : <link rel="stylesheet" href="/organise.css" />}
        {scripts.map(name => (
          <script key={name} type="module" src={`/organise/${name}`} />
        ))}
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the main part
        </a>
        <Masthead leads={desk ? 'home' : 'supporters'} />
        {desk}
        <main id="main" tabIndex={-1}>
          {before}
          {children}
        </main>
        <Colophon keeps={desk === undefined ? 'nothing' : 'a session'} />
      </body>
    </html>
  )
}

/** What leads a supporter on is left out over the desk, which has ways of its own; the foot of its pages has it. */
function Masthead({ leads }: { readonly leads: 'home' | 'supporters' }) {
  return (
    <header className="masthead">
      <div className="wrap">
        <a className="brand" href="/">
          <Mark />
          <span>Undersigned</span>
        </a>
        {leads === 'supporters' ? (
          <nav aria-label="Main">
            <ul>
              <li>
                <a href="/">Campaigns</a>
              </li>
              <li>
                <a href="/my">Your data</a>
              </li>
            </ul>
          </nav>
        ) : null}
      </div>
    </header>
  )
}

/** The same help in the same place on every page (WCAG 3.2.6). */
function Colophon({ keeps }: { readonly keeps: 'nothing' | 'a session' }) {
  return (
    <footer className="colophon">
      <div className="wrap">
        <nav aria-label="Help">
          <ul>
            <li>
              <a href="/my">See, correct or erase your data</a>
            </li>
            <li>
              <a href="/constituencies">Constituencies and MPs</a>
            </li>
            <li>
              <a href="/constituencies#sources">Sources and licences</a>
            </li>
            <li>
              <a href="/">All campaigns</a>
            </li>
          </ul>
        </nav>
        <p>
          {keeps === 'nothing'
            ? 'No cookies, no tracking, no account. To ask about a campaign, write to the organisation named at the foot of its page.'
            : 'One cookie keeps an organiser signed in. No tracking, and nothing from any other site.'}
        </p>
      </div>
    </footer>
  )
}
