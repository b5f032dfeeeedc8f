import type { Campaign } from '../campaign/campaign'
import { isSeatCode } from '../place/seat-code'
import { type PackChoice, type PackPart, packParts } from './choice'

const wordsAtMost = 1500
const sheetsAtMost = 50

/** What is printed where nobody says otherwise. */
function usualPack({ text }: Pick<Campaign, 'text'>): PackChoice {
  return {
    parts: ['meeting', 'places', 'hand-in'],
    constituency: '',
    petition: {
      of: 'residents of the United Kingdom',
      declares: lowerFirst(text.summary),
      requests: `urge the Government to act on this: ${text.title}`,
      sheets: 2,
    },
  }
}

/** Reads what a form or an address asks for; what it does not say, or says wrongly, is as usual. */
export function readPackChoice(campaign: Pick<Campaign, 'text'>, given: URLSearchParams): PackChoice {
  const usual = usualPack(campaign)
  const words = (name: 'of' | 'declares' | 'requests') =>
    given.get(name)?.trim().slice(0, wordsAtMost) || usual.petition[name]
  const parts = given.getAll('part').filter((one): one is PackPart => packParts.some(part => part === one))
  const constituency = given.get('constituency')?.trim() ?? ''
  const sheets = Math.trunc(Number(given.get('sheets') ?? usual.petition.sheets))
  return {
    parts: parts.length > 0 ? packParts.filter(part => parts.includes(part)) : usual.parts,
    constituency: constituency === 'none' || isSeatCode(constituency) ? constituency : '',
    petition: {
      of: words('of'),
      declares: words('declares'),
      requests: words('requests'),
      sheets: sheets >= 0 && sheets <= sheetsAtMost ? sheets : usual.petition.sheets,
    },
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
