/** In characters: enough to see what was wrong, little enough for a table. */
const replyAtMost = 200

/** A mail system's words on one line, as they are kept: whoever they name, they name by address. */
export function tidyReply(words: string): string {
  const tidy = words
    .split(/[\s\p{Cc}]+/u) // PostgreSQL keeps no NUL
    .filter(word => word !== '')
    .map(word => (word.includes('@') ? '<address>' : word))
    .join(' ')
  return [...tidy.slice(0, 2 * replyAtMost)].slice(0, replyAtMost).join('')
}
