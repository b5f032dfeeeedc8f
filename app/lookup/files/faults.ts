import { Problem } from '../../domain/problem'

/** What is wrong in a file, told together: a line `FILE:LINE: words` each. */
export interface Faults {
  add(line: number, words: string): void
  /** For what nothing behind it can be read after. @throws Problem `invalid` with all that was found */
  end(line: number, words: string): never
  /** @throws Problem `invalid` */
  throwIfAny(): void
}

/** A screenful. Whoever has mended those knows how to mend the rest. */
const toldAtMost = 20

/** @param file how it is named in each line */
export function collectFaults(file: string): Faults {
  const told: (readonly [line: number, words: string])[] = []
  let more = 0
  const faults: Faults = {
    add(line, words) {
      if (told.length < toldAtMost) told.push([line, words])
      else more++
    },
    end(line, words) {
      told.push([line, words]) // even where it is one too many: it says why nothing follows
      throw problem()
    },
    throwIfAny() {
      if (told.length > 0) throw problem()
    },
  }
  function problem(): Problem {
    const inOrder = told.toSorted(([one], [other]) => one - other)
    const lines = inOrder.map(([line, words]) => `${file}:${line}: ${words}`)
    return new Problem('invalid', [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
  }
  return faults
}

/** Tells of what stands in a file a second time, with the line of the first. */
export function refuseRepeated(faults: Faults): (what: string, line: number) => void {
  const lines = new Map<string, number>()
  return (what, line) => {
    const before = lines.get(what)
    if (before !== undefined) faults.add(line, `${what} stands in line ${before} already`)
    else lines.set(what, line)
  }
}

/** What a file holds, as a terminal may show it: a hostile cell would otherwise write over what stands there. */
export function quote(cell: string): string {
  const plain = cell.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
  return `“${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}”`
}
