import type { LettersReport } from '../../domain/letter/report'
import type { Organiser } from '../../domain/organiser/organiser'
import { ReportPart } from '../figure/ReportPart'
import { OrganisePage } from '../page/OrganisePage'
import { LetterStates } from './LetterStates'
import { LikenessReport } from './LikenessReport'
import { PrinciplesReport } from './PrinciplesReport'
import { RepliesReport } from './RepliesReport'
import { SamplesReport } from './SamplesReport'

interface LettersReportPageProps {
  readonly organiser: Organiser
  readonly report: LettersReport
}

/** What becomes of a campaign's letters, for whoever runs it: counts alone, and the campaign's own words. */
export function LettersReportPage({ organiser, report }: LettersReportPageProps) {
  const { campaign, states, held, likeness, samples, warnings, replies, signatures, principles } = report
  return (
    <OrganisePage heading="Letters" organiser={organiser} campaign={campaign}>
      <p className="lead">
        How far the letters of this campaign are, how they read, and what came of them. Nobody who wrote one
        is named here, and nothing that they wrote is shown.
      </p>
      <nav aria-label="On this page">
        <ul className="regions">
          {parts.map(({ id, heading }) => (
            <li key={id}>
              <a href={`#${id}`}>{heading}</a>
            </li>
          ))}
        </ul>
      </nav>
      <ReportPart {...parts[0]}>
        <LetterStates slug={campaign.slug} states={states} held={held} />
      </ReportPart>
      <ReportPart {...parts[1]}>
        <LikenessReport spread={likeness} holdAbove={campaign.holdAbove} />
      </ReportPart>
      <ReportPart {...parts[2]}>
        <SamplesReport samples={samples} warnings={warnings} />
      </ReportPart>
      <ReportPart {...parts[3]}>
        <RepliesReport campaign={campaign} replies={replies} />
      </ReportPart>
      <ReportPart {...parts[4]}>
        <PrinciplesReport signatures={signatures} principles={principles} />
      </ReportPart>
    </OrganisePage>
  )
}

const parts = [
  { id: 'states', heading: 'How far they are' },
  { id: 'likeness', heading: 'How alike they are' },
  { id: 'samples', heading: 'A hundred samples' },
  { id: 'replies', heading: 'What came of them' },
  { id: 'principles', heading: 'What moves people where' },
] as const
