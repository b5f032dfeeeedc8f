/** Where a letter to any member is posted, wherever their office is (parliament.uk, “Contact your MP”). */
const houseOfCommons = ['House of Commons', 'London', 'SW1A 0AA'] as const

/** What stands on the envelope of a letter to a member. @param fullTitle such as "Rowan Ashby MP" */
export function envelopeTo(fullTitle: string): string {
  return [fullTitle, ...houseOfCommons].join('\n')
}
