/** What came of a letter, as its writer says. */
export type ReplyAnswer =
  | 'answered'
  | 'acknowledged' // they say that they got it, and no more
  | 'none'
  | 'not-expected' // by its writer, who is not asked again

/** Where a reply puts its sender, as its reader understood it. */
export type ReplyPosition = 'agrees' | 'agrees-in-part' | 'disagrees' | 'takes-none'
