import type { LineFault, SheetLine, SheetRead } from '../../domain/paper/sheet'
import { Problem } from '../../domain/problem'
import { findColumns } from './columns'
import { readCsv, type TakeRecord } from './csv-file'
import type { Faults } from './faults'
import type { OpenedFile } from './opened-file'

/**
 * Reads a CSV of signatures from paper, its columns in any order and called whatever people call them.
 * @throws Problem `invalid` where not even its header can be read
 */
export async function readPaperFile(bytes: Uint8Array): Promise<SheetRead> {
  const lines: SheetLine[] = []
  const faults = keepFaults()
  const watch = { report() {}, stop: new AbortController().signal }
  const begin = (columns: readonly string[]): TakeRecord => {
    const at = findColumns(columns, called, ['name', 'postcode'], faults)
    const cell = (cells: readonly string[], name: keyof typeof called) => oneLine(cells[at[name]] ?? '')
    return (cells, line) => {
      lines.push({
        line,
        name: cell(cells, 'name'),
        address: cell(cells, 'address'),
        postcode: cell(cells, 'postcode'),
        signedOn: cell(cells, 'signed'),
      })
    }
  }
  await readCsv(openedBytes(bytes), faults, watch, begin, 'any')
  return { lines, faults: faults.kept }
}

/** An address may stand on several lines of its cell. */
function oneLine(cell: string): string {
  return cell.trim().replace(/\s*\n\s*/g, ', ')
}

const called = {
  name: [/^(full_)?name$/, /^signatory$/, /^supporter$/],
  address: [/^address(_line)?(_1)?$/, /^street(_address)?$/],
  postcode: [/^post_?code$/, /^pcds?$/],
  signed: [/^(signed|signed_on|date|day|date_signed|day_signed|signed_at)$/],
}

/** What is wrong in a line is told beside the good ones; what is wrong in the header ends it. */
function keepFaults(): Faults & { readonly kept: LineFault[] } {
  const kept: LineFault[] = []
  const problem = () =>
    new Problem('invalid', kept.map(({ line, words }) => `Line ${line} ${words}`).join('. '))
  return {
    kept,
    add: (line, words) => void kept.push({ line, words }),
    end(line, words) {
      kept.push({ line, words })
      throw problem()
    },
    throwIfAny() {
      if (kept.some(({ line }) => line === 1)) throw problem()
    },
  }
}

function openedBytes(bytes: Uint8Array): OpenedFile {
  return {
    path: 'signatures.csv',
    names: [],
    changed: new Date(0),
    async *chunks() {
      yield Buffer.from(bytes)
    },
    part: () => 1,
  }
}
