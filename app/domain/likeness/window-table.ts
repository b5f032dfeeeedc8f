import { at, grown } from '../int32'
import type { Bitmap } from './bit-counter'

/** Which letters hold each window, by the window's CRC-32 and the letter's slot. */
export interface WindowTable {
  add(crc: number, slot: number): void
  /** The holders of a window that many letters hold; null for any other. */
  many(crc: number): Bitmap | null
  /** Visits each holder of a window that few hold. */
  few(crc: number, visit: (slot: number) => void): void
  /** Memory that it takes. */
  readonly bytes: number
}

/**
 * A window that a campaign suggests stands in many letters and is a bitmap of them; one that a supporter wrote stands in one
 * or a few, which are chained: 8 bytes each, where a bitmap over 100,000 letters takes 12,500. In typed arrays alone, since a
 * `Map` of 600,000 numbers takes three times as much and is gone through at each collection.
 */
export function windowTable(): WindowTable {
  const bitmaps: Bitmap[] = []
  /** Open addressing with linear probing: CRCs, and the holders of each. */
  let crcs: Int32Array = new Int32Array(1024)
  /** 0 for a free place, above it the last link of a chain, below it one less than a bitmap's number negated. */
  let heads: Int32Array = new Int32Array(1024)
  let held: Int32Array = new Int32Array(1024)
  let windows = 0
  /** Links of chains, from 1: a slot, and the link before it. */
  let slots: Int32Array = new Int32Array(1024)
  let befores: Int32Array = new Int32Array(1024)
  let links = 1
  let bitmapBytes = 0
  let highestSlot = 0

  function placeOf(crc: number): number {
    let place = hashOf(crc) & (crcs.length - 1)
    while (heads[place] !== 0 && crcs[place] !== (crc | 0)) place = (place + 1) & (crcs.length - 1)
    return place
  }

  /** At most two thirds full: beyond it, probing takes longer than it is worth. */
  function makeRoom(): void {
    if (windows * 3 < crcs.length * 2) return
    const before = { crcs, heads, held }
    crcs = new Int32Array(2 * before.crcs.length)
    heads = new Int32Array(crcs.length)
    held = new Int32Array(crcs.length)
    for (const [index, head] of before.heads.entries()) {
      if (head === 0) continue
      const crc = at(before.crcs, index)
      const place = placeOf(crc)
      crcs[place] = crc
      heads[place] = head
      held[place] = at(before.held, index)
    }
  }

  function link(place: number, slot: number): void {
    if (links === slots.length) [slots, befores] = [grown(slots, 2 * links), grown(befores, 2 * links)]
    slots[links] = slot
    befores[links] = at(heads, place)
    heads[place] = links++
  }

  function eachLinked(head: number, visit: (slot: number) => void): void {
    for (let one = head; one > 0; one = at(befores, one)) visit(at(slots, one))
  }

  function setBit(number: number, slot: number): void {
    const bitmap = wide(number, slot >>> 5)
    bitmap[slot >>> 5] = at(bitmap, slot >>> 5) | (1 << slot)
  }

  /** A bitmap, made to reach a word; those of windows that nobody suggests any more stay as short as they were. */
  function wide(number: number, word: number): Bitmap {
    const known = bitmaps[number] ?? new Int32Array(0)
    if (word < known.length) return known
    const wider = grown(known, word + (word >>> 3) + 16)
    bitmapBytes += wider.byteLength - known.byteLength
    bitmaps[number] = wider
    return wider
  }

  function toBitmap(place: number): void {
    const number = bitmaps.length
    wide(number, highestSlot >>> 5)
    eachLinked(at(heads, place), slot => setBit(number, slot))
    heads[place] = -1 - number
  }

  return {
    add(crc, slot) {
      makeRoom()
      highestSlot = Math.max(highestSlot, slot)
      const place = placeOf(crc)
      if (heads[place] === 0) windows++
      crcs[place] = crc
      held[place] = at(held, place) + 1
      const head = at(heads, place)
      if (head < 0) return setBit(-1 - head, slot)
      link(place, slot)
      if (at(held, place) > manyFrom(highestSlot)) toBitmap(place)
    },

    many(crc) {
      const head = at(heads, placeOf(crc))
      return head < 0 ? wide(-1 - head, highestSlot >>> 5) : null
    },

    few(crc, visit) {
      eachLinked(at(heads, placeOf(crc)), visit)
    },

    get bytes() {
      return 3 * crcs.byteLength + 2 * slots.byteLength + bitmapBytes
    },
  }
}

/** One in 256: there going along the chain takes as long as counting the bitmap, 4 µs at 100,000 letters. */
function manyFrom(slots: number): number {
  return Math.max(64, slots >>> 8)
}

/** The low bits of a kept CRC are zero; the others are as good as any hash. */
function hashOf(crc: number): number {
  return crc >>> 4
}
