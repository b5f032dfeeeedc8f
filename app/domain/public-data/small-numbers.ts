import type { CampaignText } from '../campaign/campaign'

// What is published of few people tells who holds which opinion. Every number that this keeps from the public is here.

/** Below this many signatures, a place with one or two of them would tell who holds an opinion. */
const smallestBreakdown = 100

/** Whether what a campaign counted is public by place and by MP too. */
export function breakdownIsPublic(text: Pick<CampaignText, 'small_counts'>, signatures: number): boolean {
  return signatures >= smallestBreakdown || text.small_counts === 'shown'
}

/** Fewer letters than these to an MP, and the MP can tell which constituents a line of figures is about. */
const fewestLetters = 5

export function lineIsPublic({ letters }: { readonly letters: number }): boolean {
  return letters >= fewestLetters
}

/** Fewer signatures than these in one place, and which principles they chose is nearly one person's opinion. */
const fewestChoices = 5

export function choicesArePublic({ signatures }: { readonly signatures: number }): boolean {
  return signatures >= fewestChoices
}

/** Fewer answers than these, and a position or the days it took is one writer's word about one letter. */
const fewestAnswers = 5

export function answersArePublic({ answered }: { readonly answered: number }): boolean {
  return answered >= fewestAnswers
}

/** Whether the whole may be told too: less what is published of its parts, it would tell of fewer answers than these. */
export function wholeIsPublic(answered: number, ofParts: readonly number[]): boolean {
  const rest = ofParts
    .filter(part => answersArePublic({ answered: part }))
    .reduce((left, part) => left - part, answered)
  return answersArePublic({ answered }) && (rest <= 0 || answersArePublic({ answered: rest }))
}
