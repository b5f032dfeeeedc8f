import type { ShownSheet } from './PaperPage'
import { EnterGood } from './PaperSheetForm'

/** A file of lines, or lines copied out of a spreadsheet. */
export function PaperFileForm({ sheet }: { readonly sheet: ShownSheet }) {
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <h2>Bring in a file</h2>
      <p>
        A CSV whose first line names its columns, in any order: <code>name</code> and <code>postcode</code>,
        and <code>address</code> and <code>signed</code> where you have them; up to 5,000 lines at a time.
      </p>
      <input type="hidden" name="from" value="file" />
      <div className="field">
        <label htmlFor="file">CSV file</label>
        <input type="file" id="file" name="file" accept=".csv,text/csv" />
      </div>
      <div className="field">
        <label htmlFor="text">Or paste its lines here</label>
        <textarea id="text" name="text" rows={6} defaultValue={sheet.text} spellCheck={false} />
      </div>
      <div className="beside">
        <button type="submit" name="intent" value="enter" className="button">
          Enter these lines
        </button>
        {sheet.from === 'file' ? <EnterGood sheet={sheet} /> : null}
      </div>
    </form>
  )
}
