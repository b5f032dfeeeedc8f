import type { LettersReport } from '../../domain/letter/report'
import { MemberReplies } from '../reply/MemberReplies'
import { ReplySummary } from '../reply/ReplySummary'

/** What came of the letters, as their writers told; nothing is hidden from whoever runs the campaign. */
export function RepliesReport({ campaign, replies }: Pick<LettersReport, 'campaign' | 'replies'>) {
  return (
    <>
      {replies.all.letters === 0 ? (
        <p>
          No mail system has accepted a letter yet. Two weeks after one does, its writer is asked whether
          their MP replied.
        </p>
      ) : (
        <>
          <ReplySummary figures={replies.all} />
          <p>
            Each writer is asked two weeks after their letter went, and once more. Not everybody answers, and
            what an MP thinks is as the reader of their reply understood it.
          </p>
          <MemberReplies members={replies.members} level={3} />
        </>
      )}
      <Published campaign={campaign} />
    </>
  )
}

function Published({ campaign: { slug, publishesReplies } }: Pick<LettersReport, 'campaign'>) {
  return publishesReplies ? (
    <p>
      <a href={`/campaigns/${slug}/replies`}>The same is public</a>, without small numbers.
    </p>
  ) : (
    <p>
      Organisers alone see this. Under <i>Edit</i>, <i>Organisation and consent</i>, you can publish it,
      without small numbers.
    </p>
  )
}
