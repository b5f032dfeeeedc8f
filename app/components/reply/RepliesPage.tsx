import type { PublicReplies } from '../../domain/reply/public-replies'
import { PlainPage } from '../page/PlainPage'
import { MemberReplies } from './MemberReplies'
import { ReplySummary } from './ReplySummary'

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
          <ReplySummary figures={all} />
          <WhatItMeans organisation={campaign.organisation} />
          <MemberReplies members={members} openAtMost={Number.POSITIVE_INFINITY} />
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
