import { bodyOf, type SaidLetter, type SaidSentence } from '../letter/say'
import { keptWindows, normalised } from '../likeness/likeness'

/**
 * The way of saying a sentence that makes letters alike more than any other. The likeness of two letters is a sum over the
 * windows that both have kept, and each window begins in some sentence: the likeness of all pairs is shared out among the
 * ways, half of each window to the way in which it begins in the one letter and half to that in the other.
 */
export interface WeakestWay {
  /** Where it stands in the campaign file, `letter.openings.0.2`; `ours` and more where the campaign gives no words of its own. */
  readonly at: string
  /** As one of the letters says it. */
  readonly words: string
  /** In how many ways its sentence can be said. */
  readonly ways: number
  /** How many of the letters say it. */
  readonly letters: number
  /** How much of the likeness of all pairs it makes, 0 to 1. */
  readonly share: number
  readonly advice: string
}

/** Null where no two letters share anything. */
export function weakestWay(letters: readonly SaidLetter[]): WeakestWay | null {
  const shares = [...likenessByWay(letters.map(measured))].sort(([, one], [, other]) => other - one)
  const [first] = shares
  if (!first) return null
  const [place, most] = first
  const said = letters.flatMap(({ paragraphs }) => paragraphs.flat()).filter(one => placeOf(one) === place)
  const ways = said[0]?.of ?? 0
  return {
    at: place,
    words: said[0]?.words ?? '',
    ways,
    letters: said.length,
    share: most / shares.reduce((sum, [, share]) => sum + share, 0),
    advice: adviceFor(place, ways),
  }
}

function adviceFor(place: string, ways: number): string {
  if (place.startsWith('ours.')) return 'Give the campaign letter.joinings of its own, in many ways.'
  if (ways === 1) return 'It is in every letter that has its sentence: write three more ways of saying it.'
  return `Write more ways of saying it than these ${ways}, or make it shorter.`
}

/** The place of the way in which each window that was kept of a letter begins. */
type Measured = ReadonlyMap<number, string>

function measured(letter: SaidLetter): Measured {
  const sentences = letter.paragraphs.flat()
  const ends: number[] = []
  for (const { words } of sentences) ends.push((ends.at(-1) ?? 0) + normalised(words).length)
  const begins = keptWindows(bodyOf(letter)).flatMap(({ crc, start }) => {
    const sentence = sentences[ends.findIndex(end => start < end)]
    return sentence ? [[crc, placeOf(sentence)] as const] : []
  })
  return new Map(begins)
}

function placeOf({ at, way }: SaidSentence): string {
  return `${at}.${way}`
}

function likenessByWay(letters: readonly Measured[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>()
  for (const [index, one] of letters.entries())
    for (const other of letters.slice(0, index))
      for (const [crc, mine] of one) {
        const theirs = other.get(crc)
        if (theirs === undefined) continue
        for (const place of [mine, theirs])
          shares.set(place, (shares.get(place) ?? 0) + 1 / (one.size + other.size))
      }
  return shares
}
