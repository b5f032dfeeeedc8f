import type { CampaignText } from '../campaign/campaign'
import { hiddenProblem, inFigures, tidied } from '../text/typed-text'

/** What a campaign asks its writers to say in words of their own; lengths in characters. */
export interface OwnWordsAsked {
  readonly prompt: string
  /** 0 where a letter may go without them. */
  readonly min: number
  readonly max: number
}

export function ownWordsAsked({ letter }: Pick<CampaignText, 'letter'>): OwnWordsAsked {
  const { prompt = 'Why does this matter to you?', min = 0, max = 1000 } = letter.own_words ?? {}
  return { prompt, min, max }
}

/** Why these own words cannot go, with how many characters there are and how many are wanted; null where they can. */
export function ownWordsProblem(own: string, { min, max }: OwnWordsAsked): string | null {
  const words = tidied(own)
  const count = [...words].length // as a person counts: an emoji beyond the first plane is one
  if (count === 0 && min > 0) return `Write a few words of your own: at least ${inFigures(min)} characters`
  if (count < min)
    return `Write at least ${inFigures(min)} characters of your own. So far there are ${inFigures(count)}`
  if (count > max)
    return `Write at most ${inFigures(max)} characters of your own. There are ${inFigures(count)}`
  return hiddenProblem(words, 'What you wrote yourself has')
}

/**
 * The words of a letter with its writer's own among them: a paragraph after the first, where a reader who has just been told
 * who writes is told why. A body that was emptied leaves the own words alone.
 */
export function withOwnWords(body: string, own: string): string {
  const added = tidied(own)
  if (added === '') return body
  const words = tidied(body)
  const gap = /\n[^\S\n]*\n/.exec(words)?.index ?? words.length
  return [words.slice(0, gap), added, words.slice(gap).trim()].filter(part => part !== '').join('\n\n')
}
