/** A lower-case name made of a title, as `slugSchema` wants it; '' where the title has no letter or digit for one. */
export function suggestedSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugAtMost)
  return words.replace(/^-+|-+$/g, '')
}

const slugAtMost = 60
