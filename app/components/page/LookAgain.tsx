import type { ReactNode } from 'react'

/** The file that reads again what stands in it. */
export const lookAgainScripts = ['look-again.js'] as const

interface LookAgainProps {
  /** How it stands: once that is another word, the whole page is loaded again. Null where nothing is under way. */
  readonly state: string | null
  /** The page's own address. */
  readonly address: string
  readonly children: ReactNode
}

/** What shows how far something is: by itself while it is under way, and by a link without JavaScript. */
export function LookAgain({ state, address, children }: LookAgainProps) {
  if (state === null) return <div>{children}</div>
  return (
    <div data-look-again={state}>
      {children}
      <p>
        <a href={address}>Look again</a> to see how far it is.
      </p>
    </div>
  )
}
