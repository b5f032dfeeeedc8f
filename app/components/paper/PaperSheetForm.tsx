import type { SheetLine } from '../../domain/paper/sheet'
import { counted } from '../figure/figures'
import type { ShownSheet } from './PaperPage'

/** A sheet to type in, a line for each that stands on it. */
export function PaperSheetForm({ sheet }: { readonly sheet: ShownSheet }) {
  const mine = sheet.from === 'form'
  return (
    <form method="post" encType="multipart/form-data" noValidate className="paper-sheet">
      <h2>Type in a sheet</h2>
      <p>Name and postcode as they stand on it; lines that you leave empty are passed over.</p>
      <input type="hidden" name="from" value="form" />
      {sheet.lines.map(line => (
        <Line key={line.line} line={line} problem={mine ? problemIn(sheet, line) : undefined} />
      ))}
      <div className="beside">
        <button type="submit" name="intent" value="enter" className="button primary">
          Enter this sheet
        </button>
        {mine ? <EnterGood sheet={sheet} /> : null}
        <button type="submit" name="intent" value="more" className="button">
          Add lines
        </button>
      </div>
    </form>
  )
}

function problemIn({ faults }: ShownSheet, { line }: SheetLine): string | undefined {
  return faults.find(fault => fault.line === line)?.words
}

/** Where some lines can be taken and some cannot. */
export function EnterGood({ sheet: { good, faults } }: { readonly sheet: ShownSheet }) {
  if (good === 0 || faults.length === 0) return null
  return (
    <button type="submit" name="intent" value="enter-good" className="button">
      Enter the {counted(good, 'good line', 'good lines')} alone
    </button>
  )
}

const cells = [
  { name: 'name', label: 'Name' },
  { name: 'address', label: 'Address' },
  { name: 'postcode', label: 'Postcode' },
  { name: 'signed', label: 'Day signed' },
] as const

function Line({ line, problem }: { readonly line: SheetLine; readonly problem: string | undefined }) {
  const number = line.line
  const values = { name: line.name, address: line.address, postcode: line.postcode, signed: line.signedOn }
  return (
    <fieldset
      className={problem ? 'line wrong' : 'line'}
      aria-describedby={problem ? `line-${number}` : undefined}
    >
      <legend>Line {number}</legend>
      {problem ? (
        <p className="wrong-words" id={`line-${number}`}>
          <span className="unseen">Error: </span>
          {problem}
        </p>
      ) : null}
      {cells.map(({ name, label }) => (
        <div key={name}>
          <label htmlFor={`${name}-${number}`}>{label}</label>
          <input
            id={`${name}-${number}`}
            name={name}
            defaultValue={values[name]}
            autoComplete="off"
            spellCheck={false}
            placeholder={name === 'signed' ? '23/11/2026' : undefined}
          />
        </div>
      ))}
    </fieldset>
  )
}
