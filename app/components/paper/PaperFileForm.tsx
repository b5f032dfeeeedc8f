import { FileField } from '../form/FileField'
import type { ShownSheet } from './PaperPage'
import { EnterGood } from './PaperSheetForm'

/** A file of lines, or lines copied out of a spreadsheet. */
export function PaperFileForm({ sheet }: { readonly sheet: ShownSheet }) {
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <h2>Bring in a file</h2>
      <input type="hidden" name="from" value="file" />
      <FileField
        label="CSV file"
        hint="Its first line names its columns, in any order: name and postcode, and address and signed where you have them. Up to 5,000 lines and 2 MB at a time."
        accept=".csv,text/csv"
      />
      <div className="field">
        <label htmlFor="text">Or paste its lines here</label>
        <textarea id="text" name="text" rows={6} defaultValue={sheet.text ?? ''} spellCheck={false} />
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
