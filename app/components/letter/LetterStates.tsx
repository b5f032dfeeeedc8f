import type { CountedState, LettersReport } from '../../domain/letter/report'
import type { HoldReason } from '../../domain/outbox/outbox'
import { heldWords } from '../../domain/place/words'
import { figure } from '../figure/figures'
import { StatusTable } from '../figure/StatusTable'
import { command } from '../page/command-line'

type LetterStatesProps = { readonly slug: string } & Pick<LettersReport, 'states' | 'held'>

/** How far a campaign's letters are, what each word means, and what to do about those that wait for somebody. */
export function LetterStates({ slug, states, held }: LetterStatesProps) {
  const counted = Object.values(states).some(letters => letters > 0)
  if (!counted) return <p>No letter has been confirmed yet. They are counted here once there are some.</p>
  return (
    <>
      <StatusTable
        heading="By state"
        level={3}
        figures
        columns={['State', 'Letters']}
        rows={everyState.map(state => ({
          name: stateNames[state],
          under: meanings[state],
          says: figure(states[state] ?? 0),
        }))}
      />
      <StatusTable
        heading="Why letters are held"
        level={3}
        figures
        columns={['Why', 'Letters']}
        rows={Object.entries(held).map(([why, letters]) => ({
          name: heldWords[why as HoldReason],
          under: whatToDo[why as HoldReason],
          says: figure(letters),
        }))}
      />
      {held['too-alike'] ? <Decide slug={slug} /> : null}
    </>
  )
}

function Decide({ slug }: { readonly slug: string }) {
  return (
    <div className="callout">
      <h3>Look at those that are much like others</h3>
      <p>On the server: see what they say, then let each go or refuse it, or all of them at once.</p>
      <pre>
        {[
          `letter held ${slug} --words`,
          'letter release LETTER_ID',
          'letter refuse LETTER_ID',
          `letter release --all ${slug}`,
          `letter refuse --all ${slug}`,
        ]
          .map(command)
          .join('\n')}
      </pre>
      <p>One that is refused is mailed back to its writer, and their signature counts as before.</p>
    </div>
  )
}

export const stateNames: Readonly<Record<CountedState, string>> = {
  queued: 'queued',
  sending: 'sending',
  accepted: 'accepted',
  deferred: 'deferred',
  bounced: 'bounced',
  'gave-up': 'gave up',
  held: 'held',
  unknown: 'unknown',
}

export const everyState = Object.keys(stateNames) as CountedState[]

const meanings: Readonly<Record<CountedState, string>> = {
  queued: 'Ready, or in line before their office, which gets a few an hour. They go by themselves.',
  sending: 'On their way to a mail system at this moment.',
  accepted: 'A mail system took them. Whether anybody read them nobody can say.',
  deferred: 'A mail system could not take them yet. We keep trying for four days.',
  bounced: 'Refused by a mail system, or sent back later. Each was mailed back to its writer.',
  'gave-up': 'Could not be sent in four days, or you refused them. Each was mailed back to its writer.',
  held: 'They wait for somebody or something. Each reason is below.',
  unknown:
    'The connection broke while they were sent, so nobody can say whether they arrived. They are never sent again by themselves.',
}

const whatToDo: Readonly<Record<HoldReason, string>> = {
  'no-constituency': 'They go once it is known; their writers can choose it themselves.',
  vacant: 'They go to whoever is elected. You need do nothing.',
  dissolved: 'They go to whoever is elected. You need do nothing.',
  'not-known': 'They go once members are brought in: ask whoever runs the server.',
  ended: 'They stay until it is known who sits for their writers now: ask whoever runs the server.',
  'no-email': 'Their writers have the letter to print and post. They go if an address is published.',
  'no-longer-named': 'They stay: your campaign file names somebody else now.',
  'names-former-member': 'Their writers were mailed a link to look again. You need do nothing.',
  'cannot-compose': 'Something is broken: ask whoever runs the server.',
  'too-alike': 'They wait for you. What to do is below.',
  'taken-down': 'They go once your campaign is back on the site.',
  'office-paused': 'They go when the office wants letters again. You need do nothing.',
  'update-paused': 'They go when you resume the update.',
}
