import type { ReactNode } from 'react'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import type { Desk } from '../signature/SignaturesPage'
import { Done } from './Done'
import { OrganisePage } from './OrganisePage'

/** A deed whose reason was refused, with what was typed. */
export interface RefusedReason {
  readonly problems: FieldProblems
  /** What its button sent. */
  readonly intent: string
  readonly reason: string
}

interface ReasonPageProps {
  readonly desk: Desk
  readonly heading: string
  /** What was just done, as the address says, and the words for each. */
  readonly done: string | null
  readonly doneWords: Readonly<Record<string, string>>
  readonly refused: RefusedReason | null
  readonly scripts?: readonly string[]
  readonly children: ReactNode
}

/** A page of a campaign's desk whose forms ask why (`ReasonForm`): above its heading stands what came of the last. */
export function ReasonPage({ desk, heading, done, doneWords, refused, scripts, children }: ReasonPageProps) {
  return (
    <OrganisePage
      heading={heading}
      {...desk}
      refused={refused !== null}
      {...(scripts ? { scripts } : {})}
      before={
        <>
          <ErrorSummary
            problems={refused?.problems ?? {}}
            places={{ reason: `reason-${refused?.intent ?? ''}` }}
            elsewhere="main"
            wide
          />
          {refused ? null : <Done done={done} words={doneWords} />}
        </>
      }
    >
      {children}
    </OrganisePage>
  )
}

/** What the form of a deed shows again. */
export function typedAgain(refused: RefusedReason | null, intent: string) {
  return refused?.intent === intent ? { value: refused.reason, problem: refused.problems.reason } : {}
}
