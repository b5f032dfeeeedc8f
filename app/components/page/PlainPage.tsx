import type { ReactNode } from 'react'
import { Flourish } from './Mark'
import { Page } from './Page'

interface PlainPageProps {
  readonly heading: string
  readonly eyebrow?: ReactNode
  readonly feed?: Parameters<typeof Page>[0]['feed']
  readonly children: ReactNode
}

/** A heading and a few words. */
export function PlainPage({ heading, eyebrow, feed, children }: PlainPageProps) {
  return (
    <Page title={heading} {...(feed ? { feed } : {})}>
      <div className="column">
        {eyebrow ? <p className="eyebrow">{eyebrow}</p> : null}
        <h1>{heading}</h1>
        <Flourish />
        {children}
      </div>
    </Page>
  )
}
