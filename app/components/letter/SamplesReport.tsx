import { placeInWords } from '../../domain/draft/fields'
import type { ReportedSamples } from '../../domain/letter/report'
import type { LintWarning } from '../../domain/lint/campaign'
import { inPercent } from '../figure/figures'
import { StatusTable } from '../figure/StatusTable'
import { TenthsTable } from '../figure/TenthsTable'
import { SampleSheet } from './SampleSheet'

interface SamplesReportProps {
  readonly samples: ReportedSamples
  readonly warnings: readonly LintWarning[]
}

/** What a campaign's text composes as it is now, and what to mend in it. */
export function SamplesReport({ samples, warnings }: SamplesReportProps) {
  const { tenths, median, overHalf, letters, composed } = samples
  return (
    <>
      <p className="lead">
        Of {composed} letters that your text composes now, half of the pairs are more alike than{' '}
        {median.toFixed(2)}, and {inPercent(overHalf)} are above 0.5, where WriteToThem refuses a letter as a
        copy.
      </p>
      <p>Their writers are invented, and all write to one MP; each letter is compared with each.</p>
      <TenthsTable caption="Pairs of samples by their likeness" what="Pairs" tenths={tenths} />
      <Weakest samples={samples} />
      <details className="letters">
        <summary>Read {letters.length} of these letters</summary>
        {letters.map(letter => (
          <SampleSheet key={letter.body} {...letter} words={letter.body} />
        ))}
      </details>
      {warnings.length === 0 ? (
        <>
          <h3>Nothing to mend</h3>
          <p>We see nothing in your text that an office would not read kindly.</p>
        </>
      ) : (
        <StatusTable
          heading="What to mend"
          level={3}
          columns={['Where', 'What, and what to do']}
          rows={warnings.map(({ path, words, advice }) => ({
            name: placeInWords(path.join('.')),
            says: words,
            hint: advice,
          }))}
        />
      )}
    </>
  )
}

function Weakest({ samples: { weakest, composed } }: Pick<SamplesReportProps, 'samples'>) {
  if (!weakest) return <p>No two of them share anything: there is no weakest way of saying a thing.</p>
  return (
    <div className="callout">
      <h3>The weakest way of saying a thing</h3>
      <blockquote>{weakest.words}</blockquote>
      <p>
        <strong>{placeInWords(weakest.at)}</strong> is in {weakest.letters} of {composed} letters and makes{' '}
        {inPercent(weakest.share)} of all likeness. {weakest.advice}
      </p>
    </div>
  )
}
