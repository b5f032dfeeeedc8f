import { dayInWords } from '../../domain/calendar/day-in-words'
import type { Organiser } from '../../domain/organiser/organiser'
import type { HoldReason } from '../../domain/outbox/outbox'
import type { PlacesStatus } from '../../domain/place/status'
import { emptyWords, heldWords, parliamentWords, partNames, sinceWords } from '../../domain/place/words'
import { Fact } from '../figure/Fact'
import { counted, figure, timeInWords } from '../figure/figures'
import { type StatusRow, StatusTable } from '../figure/StatusTable'
import { OrganisePage } from '../page/OrganisePage'
import { CreditLines } from './CreditLines'

interface PlacesStatusPageProps {
  readonly organiser: Organiser
  readonly status: PlacesStatus
}

/** What operators are told of the places, as `cli places status` tells it. */
export function PlacesStatusPage({ organiser, status }: PlacesStatusPageProps) {
  const { constituencies, sources, members, missed } = status
  const nothing = constituencies.total === 0 && sources.length === 0
  return (
    <OrganisePage heading="Places" organiser={organiser}>
      {nothing ? <NothingYet /> : null}
      {status.kind === 'fictional' ? (
        <p className="lead">These places are invented, for the demonstration.</p>
      ) : null}
      <Facts status={status} />
      <StatusTable heading="Sources" columns={['What', 'Where from']} rows={sources.map(sourceRow)} />
      <StatusTable
        heading="Seats without a member"
        columns={['Constituency', 'Why']}
        rows={status.empty.map(seat => ({
          name: seat.constituency,
          says: emptyWords(seat, dayInWords),
        }))}
      />
      <StatusTable
        heading="Members who publish no e-mail address"
        columns={['Member', 'Constituency']}
        rows={members.withoutAddress.map(({ name, constituency }) => ({ name, says: constituency }))}
      />
      <StatusTable
        heading="Constituencies without a GSS code so far"
        columns={['Constituency', 'GSS code']}
        rows={constituencies.withoutCode.map(name => ({
          name,
          says: 'not known yet',
        }))}
      />
      <StatusTable heading="Letters that wait" columns={['Why', 'How many']} rows={heldRows(status)} />
      <StatusTable
        heading="Postcodes asked for and not found"
        columns={['Beginning', 'How often']}
        rows={missed.first.map(({ outward, times, lastAt }) => ({
          name: outward,
          says: `${counted(times, 'time', 'times')}, last on ${dayInWords(lastAt)}`,
        }))}
        total={missed.total}
      />
      {status.credits.length > 0 ? (
        <section>
          <h2>What licences ask to be shown</h2>
          <CreditLines credits={status.credits} />
        </section>
      ) : null}
    </OrganisePage>
  )
}

function NothingYet() {
  return (
    <p className="lead">
      No places have been brought in yet. <code>cli places import</code> brings in files,{' '}
      <code>cli places sync</code> who sits where; <code>docs/operators.md</code> says more.
    </p>
  )
}

function Facts({ status }: { readonly status: PlacesStatus }) {
  const { constituencies, members, asked, membersFrom, syncedAt } = status
  const since = sinceWords(constituencies, dayInWords)
  const askedLast = syncedAt ? `last on ${timeInWords(syncedAt)}` : 'not so far'
  return (
    <dl className="facts">
      <Fact name="Parliament">{parliamentWords(status.parliament, dayInWords)}</Fact>
      <Fact name="Constituencies">
        {since ? `${figure(constituencies.total)}, ${since}` : figure(constituencies.total)}
      </Fact>
      <Fact name="Members">{figure(members.total)}</Fact>
      <Fact name="Postcodes">{figure(status.postcodes)}</Fact>
      <Fact name="Asked for postcodes">{asked.length > 0 ? asked.join(', then ') : 'no register'}</Fact>
      <Fact name="Asked for members">{membersFrom ? `${membersFrom}, ${askedLast}` : 'no register'}</Fact>
      <Fact name="Signatures that wait for their constituency">{figure(status.unplaced)}</Fact>
    </dl>
  )
}

function sourceRow({ part, total, name, from, readAt }: PlacesStatus['sources'][number]): StatusRow {
  return {
    name: `${figure(total)} ${partNames[part].toLowerCase()}`,
    says: name,
    hint: `${from}, read on ${dayInWords(readAt)}`,
  }
}

function heldRows({ held }: PlacesStatus): StatusRow[] {
  return Object.entries(held).map(([why, mails]) => ({
    name: heldWords[why as HoldReason],
    says: figure(mails),
  }))
}
