import type { PublicFigures, PublicMember, PublicReplies } from '../domain/public-replies'
import { type ReplyPosition, replyPositions } from '../domain/reply'
import { counted, figure } from './figures'
import { PlainPage } from './PlainPage'

interface RepliesPageProps {
  readonly campaign: { readonly slug: string; readonly title: string; readonly organisation: string }
  readonly replies: PublicReplies
}

/** What came of a campaign's letters, by MP. */
export function RepliesPage({ campaign, replies }: RepliesPageProps) {
  const { all, members } = replies
  return (
    <PlainPage heading="What came of the letters" eyebrow={campaign.title}>
      {all ? (
        <>
          <Summary figures={all} />
          <WhatItMeans organisation={campaign.organisation} />
          <MemberTable members={members} />
        </>
      ) : (
        <p className="lead">This is published once enough people have signed: few of them would be known.</p>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>Back to the campaign</a> ·{' '}
        <a href={`/campaigns/${campaign.slug}/replies.json`}>This as data (JSON)</a>
      </p>
    </PlainPage>
  )
}

function Summary({ figures }: { readonly figures: PublicFigures }) {
  const { letters, answered, acknowledged, none, notExpected } = figures
  const told = answered + acknowledged + none + notExpected
  const days = daysWords(figures)
  const positions = positionsWords(figures)
  return (
    <>
      <p className="lead">
        {counted(letters, 'letter has', 'letters have')} been accepted by a mail system, and{' '}
        {counted(told, 'writer has', 'writers have')} told what came of it.
      </p>
      <dl className="facts">
        <Fact name="Had an answer" says={figure(answered)} />
        <Fact name="Only acknowledged" says={figure(acknowledged)} />
        <Fact name="Had no reply" says={figure(none)} />
        <Fact name="Expected none" says={figure(notExpected)} />
        {days ? <Fact name="Half came within" says={days} /> : null}
        {positions ? <Fact name="They say" says={positions} /> : null}
      </dl>
    </>
  )
}

function Fact({ name, says }: { readonly name: string; readonly says: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </div>
  )
}

function WhatItMeans({ organisation }: { readonly organisation: string }) {
  return (
    <div className="callout">
      <p>
        All of this is as constituents told {organisation}: we ask each writer two weeks after their letter
        went, and once more. Not everybody answers, a reply may have come since, and what an MP thinks is as
        the reader of their reply understood it.
      </p>
      <p>
        An MP is listed once five letters have gone to them, and what they say once five of those letters had
        an answer.
      </p>
    </div>
  )
}

function MemberTable({ members }: { readonly members: readonly PublicMember[] }) {
  if (members.length === 0) return null
  return (
    <>
      <h2 id="by-mp">By MP</h2>
      <table className="status" aria-labelledby="by-mp">
        <thead>
          <tr>
            <th scope="col">MP</th>
            <th scope="col">What came of their letters</th>
          </tr>
        </thead>
        <tbody>
          {members.map(member => (
            <tr key={`${member.code} ${member.mp}`}>
              <th scope="row">
                {member.mp}
                <span className="hint">{member.constituency}</span>
              </th>
              <td>
                {counted(member.letters, 'letter', 'letters')}, {figure(member.answered)} answered
                <span className="hint">{restWords(member)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What else is known of one MP's letters, in the order in which they come. */
function restWords(member: PublicMember): string {
  const { acknowledged, none, notExpected } = member
  const days = daysWords(member)
  return [
    positionsWords(member),
    days ? `half within ${days}` : null,
    acknowledged > 0 ? `${figure(acknowledged)} only acknowledged` : null,
    none > 0 ? `${figure(none)} without a reply` : null,
    notExpected > 0 ? `${figure(notExpected)} expected none` : null,
  ]
    .filter(words => words !== null)
    .join('; ')
}

function daysWords({ medianDays }: PublicFigures): string | null {
  return medianDays === null ? null : `${medianDays} ${medianDays === 1 ? 'day' : 'days'}`
}

function positionsWords({ positions }: PublicFigures): string | null {
  if (!positions) return null
  const said = replyPositions.filter(position => positions[position] > 0)
  return said.map(position => counted(positions[position], ...positionVerbs[position])).join(', ')
}

/** Of one, and of several. */
const positionVerbs: Readonly<Record<ReplyPosition, readonly [string, string]>> = {
  agrees: ['agrees', 'agree'],
  'agrees-in-part': ['agrees in part', 'agree in part'],
  disagrees: ['disagrees', 'disagree'],
  'takes-none': ['takes no position', 'take no position'],
}
