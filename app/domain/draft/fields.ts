/**
 * A campaign's text as it is typed: the words in each field, by its place in the campaign file (`letter.openings.0`). The ways
 * of saying a sentence are the lines of one field. Nothing in it need be right, so nothing typed is ever lost.
 */
export type DraftFields = Readonly<Record<string, string>>

export const draftParts = {
  texts: 'Texts',
  principles: 'Principles',
  letter: 'Letter',
  target: 'Target, goal and dates',
  organisation: 'Organisation and consent',
  after: 'After signing',
  languages: 'Languages',
  links: 'Links and sources',
} as const
export type DraftPart = keyof typeof draftParts

export function isDraftPart(word: string): word is DraftPart {
  return Object.hasOwn(draftParts, word)
}

export interface FieldKind {
  readonly part: DraftPart
  /** `line` and `text` are words; `ways` has one of them on each line; the empty field of any kind says nothing. */
  readonly kind: 'line' | 'text' | 'ways' | 'number'
  /** `#` stands for the number of the item, from 1. */
  readonly label: string
}

/** Every field there is: in a name `#` stands for the number of an item, from 0, and `@` for a language. */
const table: Readonly<Record<DraftPart, readonly (readonly [string, FieldKind['kind'], string])[]>> = {
  texts: [
    ['title', 'line', 'Title'],
    ['summary', 'text', 'Summary'],
    ['statement', 'text', 'Statement'],
    ['conclusion', 'text', 'Conclusion'],
  ],
  principles: [
    ['principles.#.title', 'line', 'Title of principle #'],
    ['principles.#.slug', 'line', 'Short name of principle #'],
    ['principles.#.explanation', 'text', 'Explanation of principle #'],
    ['principles.#.paragraph.#', 'ways', 'Principle #, sentence #'],
  ],
  letter: [
    ['letter.subjects', 'ways', 'Subjects'],
    ['letter.openings.#', 'ways', 'Opening sentence #'],
    ['letter.closings.#', 'ways', 'Closing sentence #'],
    ...(['only', 'first', 'middle', 'last'] as const).flatMap(place => [
      [`letter.joinings.${place}.use`, 'line', 'Whose words'] as const,
      [`letter.joinings.${place}.ways`, 'ways', 'Your own words'] as const,
    ]),
    ['letter.asks.speaker.#', 'ways', 'To the Speaker, sentence #'],
    ['letter.asks.minister.#', 'ways', 'To a minister, sentence #'],
    ['letter.asks.does-not-sit.#', 'ways', 'To an MP who does not sit, sentence #'],
    ['letter.chase.#', 'ways', 'Reminder, sentence #'],
    ['letter.own_words.prompt', 'line', 'Question to the writer'],
    ['letter.own_words.min', 'number', 'Fewest characters of their own'],
    ['letter.own_words.max', 'number', 'Most characters of their own'],
    ['letter.hold_above', 'number', 'Hold letters more alike than'],
    ['letter.hours', 'line', 'When letters reach an office'],
  ],
  target: [
    ['target.#.kind', 'line', 'Target #'],
    ['target.#.name', 'line', 'Name of target #'],
    ['target.#.salutation', 'line', 'How target # is greeted'],
    ['target.#.email', 'line', 'E-mail address of target #'],
    ['goal', 'number', 'Goal'],
    ['goal_steps', 'line', 'When the goal is reached'],
    ['opens', 'line', 'Opens on'],
    ['closes', 'line', 'Closes on'],
  ],
  organisation: [
    ['organisation.name', 'line', 'Name of the organisation'],
    ['organisation.contact', 'line', 'E-mail address for questions'],
    ['organisation.website', 'line', 'Website'],
    ['organisation.charity_number', 'line', 'Registered charity number'],
    ['consent.basis', 'line', 'On what ground you send news'],
    ['consent.words', 'line', 'Beside the consent box'],
    ['consent.updates', 'line', 'Above the Yes and No for news'],
    ['consent.notice', 'text', 'What you add to the privacy notice'],
    ['small_counts', 'line', 'Numbers by constituency'],
    ['replies', 'line', 'What came of the letters'],
  ],
  after: [
    ['thanks', 'text', 'With the thanks'],
    ['paused', 'text', 'While it is paused'],
    ['outcome', 'text', 'What came of it'],
  ],
  languages: [
    ['languages.@.title', 'line', 'Title'],
    ['languages.@.summary', 'text', 'Summary'],
    ['languages.@.statement', 'text', 'Statement'],
    ['languages.@.conclusion', 'text', 'Conclusion'],
  ],
  links: [
    ['links.#.kind', 'line', 'Kind of link #'],
    ['links.#.title', 'line', 'Title of link #'],
    ['links.#.summary', 'line', 'Words under link #'],
    ['links.#.url', 'line', 'Address of link #'],
    ['sources', 'ways', 'Sources'],
  ],
}

const known = Object.entries(table).flatMap(([part, fields]) =>
  fields.map(([name, kind, label]) => ({
    field: { part: part as DraftPart, kind, label },
    pattern: new RegExp(
      `^${name.replaceAll('.', '\\.').replaceAll('#', '(\\d{1,2})').replaceAll('@', '[a-z]{2,3}')}$`,
    ),
  })),
)

/** What a field is, its label with the numbers of its items; null for a name that is none. */
export function fieldKind(name: string): FieldKind | null {
  for (const { field, pattern } of known) {
    const found = pattern.exec(name)
    if (!found) continue
    const numbers = found.slice(1).map(index => String(Number(index) + 1))
    return { ...field, label: field.label.replaceAll('#', () => numbers.shift() ?? '') }
  }
  return null
}

/**
 * A place of a campaign file as the editor calls it: “Opening sentence 1, line 3” for `letter.openings.0.2`; as it is where
 * the editor has no field for it.
 */
export function placeInWords(at: string): string {
  const whole = fieldKind(at)
  if (whole) return whole.label
  const [, sentence = '', way = ''] = /^(.+)\.(\d+)$/.exec(at) ?? []
  const field = fieldKind(sentence)
  return field ? `${field.label}, line ${Number(way) + 1}` : at
}

/** Those of one part, and of no other. */
export function fieldsOfPart(fields: DraftFields, part: DraftPart): DraftFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => fieldKind(name)?.part === part))
}

/** A part as a form sent it; what no field is called is dropped, and every way of ending a line is one. */
export function readPart(pairs: Iterable<readonly [string, string]>, part: DraftPart): DraftFields {
  const fields = [...pairs].filter(([name]) => fieldKind(name)?.part === part)
  return Object.fromEntries(fields.map(([name, typed]) => [name, typed.replace(/\r\n?/g, '\n')]))
}

/** A draft with one of its parts as it is now. */
export function withPart(fields: DraftFields, part: DraftPart, now: DraftFields): DraftFields {
  const others = Object.entries(fields).filter(([name]) => fieldKind(name)?.part !== part)
  return { ...Object.fromEntries(others), ...now }
}
