import { type DraftFields, fieldKind } from './fields'

/** A run of words that both texts have, or only one of them. */
export interface ComparedRun {
  readonly kind: 'same' | 'added' | 'gone'
  readonly words: string
}

/** A field that differs between two texts, word by word. */
export interface ComparedField {
  readonly field: string
  readonly label: string
  readonly runs: readonly ComparedRun[]
}

/** Every field that differs, in the order of the later text. Principles are told apart by their short names, wherever they stand. */
export function compareFields(before: DraftFields, after: DraftFields): readonly ComparedField[] {
  const earlier = aligned(before, after)
  const names = [...new Set([...Object.keys(after), ...Object.keys(earlier)])]
  return names
    .filter(name => (earlier[name] ?? '') !== (after[name] ?? ''))
    .map(field => ({
      field,
      label: fieldKind(field)?.label ?? field,
      runs: compareWords(earlier[field] ?? '', after[field] ?? ''),
    }))
}

/** The earlier text with each principle at the place where the later has it; those it has no longer come after. */
function aligned(before: DraftFields, after: DraftFields): DraftFields {
  const places = slugPlaces(after)
  let spare = places.size
  const moved = new Map([...slugPlaces(before)].map(([slug, place]) => [place, places.get(slug) ?? spare++]))
  const entries = Object.entries(before).map(([name, words]) => {
    const [, place, rest] = /^principles\.(\d+)(\..+)$/.exec(name) ?? []
    return [place === undefined ? name : `principles.${moved.get(place) ?? place}${rest}`, words] as const
  })
  return Object.fromEntries(entries)
}

function slugPlaces(fields: DraftFields): Map<string, string | number> {
  const places = Object.entries(fields).flatMap(([name, slug]) => {
    const [, place] = /^principles\.(\d+)\.slug$/.exec(name) ?? []
    return place === undefined ? [] : [[slug || `#${place}`, place] as const]
  })
  return new Map(places)
}

/** Longer texts are compared by lines: words of a thousand take 10 ms, and grow with the square. */
const wordsAtMost = 1000

/** The longest run of words that two texts share in their order, and what stands around it in each. */
export function compareWords(before: string, after: string): readonly ComparedRun[] {
  const split = (text: string) => text.split(/(?<=\s)/)
  const [one, other] = [split(before), split(after)]
  const isLong = one.length > wordsAtMost || other.length > wordsAtMost
  return isLong ? runsOf(before.split(/(?<=\n)/), after.split(/(?<=\n)/)) : runsOf(one, other)
}

/** By the table of longest common subsequences, read from its end. */
function runsOf(before: readonly string[], after: readonly string[]): readonly ComparedRun[] {
  const lengths = commonLengths(before, after)
  const runs: ComparedRun[] = []
  let [at, to] = [0, 0]
  while (at < before.length || to < after.length) {
    const [one, other] = [before[at], after[to]]
    if (one !== undefined && one === other) {
      add(runs, 'same', one)
      at++
      to++
    } else if (
      other === undefined ||
      (one !== undefined && lengthAt(lengths, at + 1, to) >= lengthAt(lengths, at, to + 1))
    ) {
      add(runs, 'gone', one ?? '')
      at++
    } else {
      add(runs, 'added', other)
      to++
    }
  }
  return runs
}

function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let at = before.length - 1; at >= 0; at--)
    for (let to = after.length - 1; to >= 0; to--) {
      const row = lengths[at] as Uint16Array
      row[to] =
        before[at] === after[to]
          ? lengthAt(lengths, at + 1, to + 1) + 1
          : Math.max(lengthAt(lengths, at + 1, to), lengthAt(lengths, at, to + 1))
    }
  return lengths
}

function lengthAt(lengths: readonly Uint16Array[], at: number, to: number): number {
  return lengths[at]?.[to] ?? 0
}

function add(runs: ComparedRun[], kind: ComparedRun['kind'], words: string): void {
  const last = runs.at(-1)
  if (last?.kind === kind) runs[runs.length - 1] = { kind, words: last.words + words }
  else runs.push({ kind, words })
}
