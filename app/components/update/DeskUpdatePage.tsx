import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import type { UpdateState } from '../../domain/update/campaign-update'
import type { AudienceSize, RestoredUpdate, UpdateProgress } from '../../domain/update/figures'
import { counted, timeInWords } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Done } from '../page/Done'
import { LookAgain, lookAgainScripts } from '../page/LookAgain'
import { OrganisePage } from '../page/OrganisePage'
import { type TypedWords, UpdateEditor } from './UpdateEditor'
import { type PreviewedUpdate, UpdatePreview } from './UpdatePreview'
import { UpdateProgressReport } from './UpdateProgressReport'
import { UpdateSteps } from './UpdateSteps'
import { peopleReached, updateStates } from './update-words'

export interface DeskUpdateProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly update: {
    readonly number: number
    readonly state: UpdateState
    readonly sendAt: Date | null
    readonly startedAt: Date | null
    readonly endedAt: Date | null
    readonly revision: number
  }
  readonly isPublic: boolean
  /** Whether mails go out, or are about to. */
  readonly isUnderWay: boolean
  readonly typed: TypedWords
  readonly principles: readonly { readonly slug: string; readonly title: string }[]
  readonly size: AudienceSize
  readonly progress: UpdateProgress
  readonly restored: RestoredUpdate | null
  readonly preview: PreviewedUpdate
}

interface DeskUpdatePageProps extends DeskUpdateProps {
  readonly done: string | null
  readonly refused: {
    readonly problems: FieldProblems
    /** Why something else than the words was refused. */
    readonly refusal: string | null
    readonly typed: TypedWords | null
    /** Somebody saved between; what was typed is still here. */
    readonly overtaken: boolean
  } | null
}

const places = {
  subject: 'subject',
  body: 'body',
  constituencies: 'constituencies',
  refusal: 'steps',
  overtaken: 'save',
}

/** One update: written while it is a draft, watched once it goes. */
export function DeskUpdatePage({ done, refused, ...page }: DeskUpdatePageProps) {
  const { organiser, campaign, update, preview, size, isUnderWay } = page
  const problems = problemsOf(refused)
  const desk = `/organise/campaigns/${campaign.slug}/updates`
  return (
    <OrganisePage
      heading={page.typed.subject || `Update ${update.number}`}
      organiser={organiser}
      campaign={campaign}
      refused={refused !== null}
      scripts={isUnderWay ? lookAgainScripts : []}
      before={<ErrorSummary problems={problems} places={places} elsewhere="main" wide />}
    >
      <Done done={done === 'schedule' && update.endedAt ? null : done} words={doneWords} />
      <LookAgain state={isUnderWay ? update.state : null} address={`${desk}/${update.number}`}>
        <p className="lead">
          {updateStates[update.state]}
          {update.state === 'scheduled' && update.sendAt
            ? `: it goes ${timeInWords(update.sendAt)}, to ${peopleReached(size)}`
            : null}
          {update.endedAt ? `, ${timeInWords(update.endedAt)}` : null}.
        </p>
        {page.restored ? <RestoredNote {...page.restored} /> : null}
        {update.startedAt ? <UpdateProgressReport {...page.progress} /> : null}
      </LookAgain>
      {update.state === 'draft' ? (
        <UpdateEditor
          {...page}
          typed={refused?.typed ?? page.typed}
          saved={refused?.overtaken ? page.typed : null}
          problems={problems}
        />
      ) : null}
      <UpdateSteps {...page} />
      <UpdatePreview {...preview} />
      <p>
        <a href={desk}>All updates</a>
      </p>
    </OrganisePage>
  )
}

function RestoredNote({ backupMadeAt, atMost }: RestoredUpdate) {
  return (
    <p>
      What is held here was restored from a backup made {timeInWords(backupMadeAt)}. Up to{' '}
      {counted(atMost, 'person', 'people')} may have had this update since then, and nobody can say who: if it
      goes on, they get a second copy. Ask whoever runs the server what the relay’s log says, or cancel it.
    </p>
  )
}

function problemsOf(refused: DeskUpdatePageProps['refused']): FieldProblems {
  if (!refused) return {}
  const overtaken = 'Somebody saved this draft after you opened it: nothing of theirs was overwritten'
  return {
    ...refused.problems,
    ...(refused.refusal ? { refusal: refused.refusal } : {}),
    ...(refused.overtaken ? { overtaken } : {}),
  }
}

const doneWords: Readonly<Record<string, string>> = {
  save: 'The draft is saved. How it looks is below.',
  test: 'A test is on its way to your own address.',
  schedule: 'It is on its way to the outbox, or waits there for its time.',
  unschedule: 'It is a draft again, and goes to nobody.',
  pause: 'It is paused. Mails that a relay has already cannot be called back.',
  resume: 'It goes on where it was. Nobody gets a second copy.',
  cancel: 'It is cancelled. What had not gone goes to nobody.',
  publish: 'It is a public page now.',
  unpublish: 'It is no public page any more.',
}
