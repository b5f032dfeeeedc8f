/* Suggests an address while the title is typed. */

const title = document.getElementById('title')
const slug = document.getElementById('slug')

/** As `suggestedSlug` makes it. */
function suggested(words) {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

let last = suggested(title.value)
title.addEventListener('input', () => {
  const own = slug.value !== '' && slug.value !== last
  last = suggested(title.value)
  if (!own) slug.value = last
})
