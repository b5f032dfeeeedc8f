import type { CampaignText } from '../campaign/campaign'
import { foldName } from '../place/name'
import type { Member } from '../place/place'
import { softened } from '../target/role-words'
import { agreed, inWords } from './agreement'
import { joiningWords } from './joining-words'
import type { LetterWords } from './letter'

/** Who a letter was written to and may be named in it: by any of these names, as they are published. */
export type Named = Pick<Member, 'name' | 'salutation' | 'fullTitle'>

/**
 * Whether a letter's words name this member: by two words of their name in a row, by one after a title (`Ms Grange`), or by
 * one alone that has three letters or more. Which of them is a surname nobody can tell, so any will do. What the letter
 * was suggested from names nobody: in `You may grant this`, neither May nor Grant.
 */
export function namesMember(
  { subject, body }: Pick<LetterWords, 'subject' | 'body'>,
  { name, salutation, fullTitle }: Named,
  suggestedFrom: readonly string[],
): boolean {
  const said = asSaid(`${subject}\n${body}`)
  const suggested = suggestedFrom.map(asSaid)
  return [name, salutation, fullTitle]
    .flatMap(signsOf)
    .some(sign => said.includes(sign) && !suggested.some(text => text.includes(sign)))
}

/** Every text that a suggested letter takes its words from: the campaign's, ours, and what fills its blanks but the member's name. */
export function textsOfSuggestion(
  { letter, principles, title, organisation }: CampaignText,
  writer: { readonly name: string; readonly constituency: string | null },
): readonly string[] {
  const paragraphs = principles.map(({ paragraph }) => paragraph)
  return [
    ...stringsIn([letter, paragraphs, joiningWords, softened]).flatMap(words => [
      agreed(words, 'one'),
      agreed(words, 'several'),
    ]),
    ...principles.map((_, index) => inWords(index + 1)),
    title,
    organisation.name,
    writer.name,
    writer.constituency ?? '',
  ]
}

/** Whatever in a text would name somebody who has this name, each between blanks. */
function signsOf(name: string): readonly string[] {
  // Siobhán O'Quillan is written O Quillan too.
  return [name, name.replace(apostrophe, ' ')].flatMap(written => {
    const words = nameAlone(foldName(written).split(' '))
    const pairs = words.slice(1).map((word, before) => `${words[before]} ${word}`)
    const titled = words.flatMap(word => greetings.map(title => `${title} ${word}`))
    return [...words.filter(word => word.length >= lettersAtLeast), ...pairs, ...titled].map(
      sign => ` ${sign} `,
    )
  })
}

/** Shorter ones are initials and particles more often than names; after a title, `Mr Ng` is one all the same. */
const lettersAtLeast = 3

/** Folded as names are, between blanks, and nobody's: `Grange’s` is Grange. */
function asSaid(text: string): string {
  return ` ${foldName(text.replace(possessive, ' '))} `
}

const apostrophe = /['’‘ʼ`]/g
const possessive = /['’‘ʼ`]s(?!\p{L})/giu

/** Without the titles before a name and the letters after it; Jonathan Lord and John Major keep their last words. */
function nameAlone(words: readonly string[]): readonly string[] {
  const first = words.findIndex(word => !titles.has(word))
  const last = words.findLastIndex(word => !postNominals.has(word))
  return first < 0 ? [] : words.slice(first, last + 1)
}

const greetings = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'dame', 'lord', 'lady']

const titles: ReadonlySet<string> = new Set([
  ...greetings,
  ...['', 'the', 'rt', 'right', 'hon', 'honourable', 'rev', 'revd', 'reverend', 'baron', 'baroness', 'earl'],
  ...[
    'viscount',
    'captain',
    'colonel',
    'lieutenant',
    'major',
    'brigadier',
    'general',
    'admiral',
    'commander',
  ],
])

const postNominals: ReadonlySet<string> = new Set([
  ...[
    '',
    'mp',
    'ms',
    'mep',
    'msp',
    'mla',
    'pc',
    'kc',
    'qc',
    'jp',
    'dl',
    'phd',
    'frs',
    'kt',
    'bt',
    'vc',
    'mc',
  ],
  ...[
    'obe',
    'mbe',
    'cbe',
    'dbe',
    'kbe',
    'gbe',
    'cb',
    'dcb',
    'kcb',
    'gcb',
    'cmg',
    'dcmg',
    'kcmg',
    'gcmg',
    'cvo',
  ],
  ...['td', 'ch', 'kg', 'lg', 'rd'],
])

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
