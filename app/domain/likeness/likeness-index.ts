import { at, grown } from '../int32'
import { addOne, atLeast, type Bitmap, bitCounter, ones } from './bit-counter'
import { type Fingerprint, muchAlike } from './likeness'
import { windowTable } from './window-table'

/** How alike a letter is to those before it. */
export interface Likenesses {
  /** The greatest likeness to any of them, 0 to 1. */
  readonly greatest: number
  /** How many are `muchAlike` or more. */
  readonly alike: number
}

/** Letters by their fingerprints: what `likeness` to each would say, without comparing with each. */
export interface LikenessIndex {
  add(kept: Fingerprint): void
  /** @param former the fingerprint of one letter that is left out, if it is there: what this one takes the place of */
  compare(kept: Fingerprint, former?: Fingerprint | null): Likenesses
  /** How many were added. */
  readonly letters: number
  /** Memory that it takes. */
  readonly bytes: number
}

/**
 * Letters made from a campaign's sentences share most of their windows with thousands of others, so that visiting every holder
 * of every window is nearly a scan. Here 32 letters are counted at once (see `bitCounter`), and what the counts come to is
 * decided 32 at once too: the letters of a word have as many windows as each other, so one limit is for all of them.
 */
export function likenessIndex(): LikenessIndex {
  const windows = windowTable()
  const countBits = bitCounter()
  /** How many windows each letter of a word has. */
  let sizes: Int32Array = new Int32Array(64)
  let words = 0
  /** Where the next letter of a size goes. */
  const next = new Map<number, number>()
  let letters = 0

  function slotFor(size: number): number {
    const free = next.get(size) ?? 0
    const slot = free % 32 === 0 ? openWord(size) : free
    next.set(size, slot + 1)
    return slot
  }

  function openWord(size: number): number {
    if (words === sizes.length) sizes = grown(sizes, 2 * words)
    sizes[words] = size
    return 32 * words++
  }

  /** How many of these windows each letter holds. */
  function countShared(kept: Fingerprint): readonly Bitmap[] {
    const many = kept.flatMap(crc => windows.many(crc) ?? [])
    const planes = countBits(many, words, kept.length)
    const count = (slot: number) => addOne(planes, slot)
    for (const crc of kept) windows.few(crc, count)
    return planes
  }

  /** A letter with exactly these windows; -1 where there is none. */
  function slotOf(kept: Fingerprint): number {
    const planes = countShared(kept)
    for (let word = 0; word < words; word++) {
      const same = sizes[word] === kept.length ? atLeast(planes, word, kept.length) : 0
      if (same !== 0) return 32 * word + 31 - Math.clz32(same)
    }
    return -1
  }

  return {
    add(kept) {
      letters++
      if (kept.length === 0) return // like no other
      const slot = slotFor(kept.length)
      for (const crc of kept) windows.add(crc, slot)
    },

    compare(kept, former = null) {
      if (kept.length === 0) return { greatest: 0, alike: 0 }
      const leftOut = former && former.length > 0 ? slotOf(former) : -1
      return judge(countShared(kept), sizes.subarray(0, words), kept.length, leftOut)
    },

    get letters() {
      return letters
    },
    get bytes() {
      return windows.bytes + sizes.byteLength
    },
  }
}

/** What counts of shared windows come to. @param sizes how many windows each letter of a word has; @param size how many this one has */
function judge(planes: readonly Bitmap[], sizes: Int32Array, size: number, leftOut: number): Likenesses {
  let [shared, among, alike] = [0, 1, 0] // the greatest so far is 2 × shared ÷ among
  for (let word = 0; word < sizes.length; word++) {
    const both = size + at(sizes, word)
    const enough = Math.ceil((muchAlike * both) / 2)
    let more = Math.floor((shared * both) / among) + 1
    const others = leftOut >>> 5 === word ? ~(1 << leftOut) : -1
    if ((atLeast(planes, word, Math.min(enough, more)) & others) === 0) continue
    alike += ones(atLeast(planes, word, enough) & others)
    for (; (atLeast(planes, word, more) & others) !== 0; more++) [shared, among] = [more, both]
  }
  return { greatest: (2 * shared) / among, alike }
}
