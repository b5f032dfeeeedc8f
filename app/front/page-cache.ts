/** Keeps what was made last, by its address, within so many bytes. */
export interface PageCache<Kept extends { readonly size: number }> {
  get(address: string): Kept | undefined
  /** What alone takes more than the whole is not kept. */
  put(address: string, kept: Kept): void
  /** Lets go of what no longer holds. */
  keepOnly(holds: (kept: Kept) => boolean): void
  /** Bytes. */
  size(): number
}

/**
 * A cache that lets go of what was put in longest ago: unlike the least recently used, nothing has to be noted when a
 * page is served, and a page that many want is back after one rendering.
 */
export function pageCache<Kept extends { readonly size: number }>(bytesAtMost: number): PageCache<Kept> {
  const pages = new Map<string, Kept>()
  let bytes = 0

  const drop = (address: string) => {
    bytes -= pages.get(address)?.size ?? 0
    pages.delete(address)
  }

  return {
    get: address => pages.get(address),
    put(address, kept) {
      drop(address)
      if (kept.size > bytesAtMost) return
      pages.set(address, kept)
      bytes += kept.size
      for (const oldest of pages.keys()) {
        if (bytes <= bytesAtMost) return
        drop(oldest)
      }
    },
    keepOnly(holds) {
      for (const [address, kept] of pages) if (!holds(kept)) drop(address)
    },
    size: () => bytes,
  }
}
