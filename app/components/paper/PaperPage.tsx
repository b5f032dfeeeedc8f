import type { PaperBatch } from '../../domain/paper/paper-signature'
import type { LineFault, SheetLine } from '../../domain/paper/sheet'
import { counted, figure, timeInWords } from '../figure/figures'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { Desk } from '../signature/SignaturesPage'
import { PaperFileForm } from './PaperFileForm'
import { PaperSheetForm } from './PaperSheetForm'

export interface PaperPageProps {
  readonly desk: Desk
  readonly batches: readonly PaperBatch[]
  /** Where the list goes on. */
  readonly older: string | null
  readonly counts: { readonly paper: number; readonly signatures: number }
  readonly done: string | null
  readonly sheet: ShownSheet
  readonly mayExport: boolean
}

/** What was typed or brought in, and what is wrong with it. */
export interface ShownSheet {
  readonly from: 'form' | 'file'
  readonly lines: readonly SheetLine[]
  readonly text: string | null
  readonly faults: readonly LineFault[]
  /** How many of its lines could be taken. */
  readonly good: number
}

/** Signatures from paper: typed in, brought in, counted apart. */
export function PaperPage({ desk, batches, older, counts, done, sheet, mayExport }: PaperPageProps) {
  const { slug } = desk.campaign
  return (
    <OrganisePage
      heading="Paper"
      {...desk}
      refused={sheet.faults.length > 0}
      before={
        <>
          <Faults sheet={sheet} />
          <Done done={done} words={{ removed: 'The sheet is deleted, and no longer counts.' }} />
        </>
      }
    >
      <p className="lead">
        {counted(counts.paper, 'signature', 'signatures')} on paper, beside{' '}
        {counted(counts.signatures, 'signature', 'signatures')} in the browser. They are counted apart: the
        public count is the browser’s alone. Whoever signed both counts once, in the browser.
      </p>
      <PaperSheetForm sheet={sheet} />
      <PaperFileForm sheet={sheet} />
      <h2>Entered until now</h2>
      {batches.length === 0 ? (
        <p>Nothing from paper yet.</p>
      ) : (
        <ul className="cards">
          {batches.map(({ id, signatures, counted: counting, enteredAt }) => (
            <li key={id}>
              <a href={`/organise/campaigns/${slug}/paper/${id}`}>
                {counted(signatures, 'signature', 'signatures')}
                <span className="unseen"> entered {timeInWords(enteredAt)}</span>
              </a>
              <span>{figure(counting)} of them count</span>
              <span className="hint">{timeInWords(enteredAt)}</span>
            </li>
          ))}
        </ul>
      )}
      {older ? (
        <p>
          <a href={`/organise/campaigns/${slug}/paper?before=${older}`}>Earlier ones</a>
        </p>
      ) : null}
      {mayExport && counts.paper > 0 ? (
        <p>
          <a href={`/organise/campaigns/${slug}/paper/export`}>Take them out as a file (CSV)</a>
        </p>
      ) : null}
    </OrganisePage>
  )
}

/** Every line that cannot be taken, with why; nothing was stored. */
function Faults({ sheet: { faults, good, from } }: { readonly sheet: ShownSheet }) {
  if (faults.length === 0) return null
  return (
    <div className="wrap">
      {/* biome-ignore lint/a11y/noAutofocus: without a script, this is how focus moves to what went wrong */}
      <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
        <h2 id="summary-title">
          {faults.some(({ line }) => line === null)
            ? 'There is a problem'
            : `${counted(faults.length, 'line needs', 'lines need')} another look`}
          ; nothing was stored
        </h2>
        <ul>
          {faults.slice(0, faultsShown).map(({ line, words }) => (
            <li key={`${line} ${words}`}>
              <a href={from === 'form' ? `#name-${line}` : '#text'}>
                {line === null ? words : `Line ${line}: ${words}`}
              </a>
            </li>
          ))}
        </ul>
        {faults.length > faultsShown ? <p>And {figure(faults.length - faultsShown)} more.</p> : null}
        {good > 0 ? (
          <p>{counted(good, 'line is', 'lines are')} good and can be entered without these.</p>
        ) : null}
      </div>
    </div>
  )
}

/** A screenful. */
const faultsShown = 20
