import { tenthWords } from '../../domain/likeness/likeness'
import type { LikenessSpread } from '../../domain/likeness/spread'
import { counted, inPercent } from '../figure/figures'
import { TenthsTable } from '../figure/TenthsTable'

interface LikenessReportProps {
  readonly spread: LikenessSpread
  /** Letters more alike than this are held; null where none are for that. */
  readonly holdAbove: number | null
}

/** How alike the letters are that people wrote. */
export function LikenessReport({ spread, holdAbove }: LikenessReportProps) {
  return (
    <>
      <Written spread={spread} />
      <Limit holdAbove={holdAbove} />
    </>
  )
}

function Written({
  spread: { letters, tenths, muchAlike, medianTenth },
}: Pick<LikenessReportProps, 'spread'>) {
  if (muchAlike === null || medianTenth === null)
    return (
      <p>
        No letter has been confirmed yet. Each is compared with all before it: 0 is nothing shared, 1 the same
        words.
      </p>
    )
  return (
    <>
      <p className="lead">
        {muchAlike === 0 ? 'None' : inPercent(muchAlike)} of {counted(letters, 'letter is', 'letters are')} at
        least half like one before; the one in the middle is {tenthWords(medianTenth)}.
      </p>
      <p>
        0 is nothing shared, 1 the same words; WriteToThem refuses letters above 0.5. Each letter counts by
        the nearest of all before it, so they come nearer as there are more of them, though nobody copies.
        Where many are at 0.5 or above, give each sentence more ways to be said: the samples below name the
        weakest.
      </p>
      <TenthsTable
        caption="Letters by their likeness to the nearest before them"
        what="Letters"
        tenths={tenths}
      />
    </>
  )
}

function Limit({ holdAbove }: Pick<LikenessReportProps, 'holdAbove'>) {
  return holdAbove === null ? (
    <p>
      Your campaign sets no limit: no letter is held for being like others. “Hold letters more alike than” at
      the end of its letter’s text, such as 0.9, holds copies until you have looked at them.
    </p>
  ) : (
    <p>Your campaign holds letters above {holdAbove} until you have looked at them.</p>
  )
}
