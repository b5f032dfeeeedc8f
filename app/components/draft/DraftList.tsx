import type { ReactNode } from 'react'
import { itemsIn } from '../../domain/draft/lists'
import { Wrong } from '../form/ErrorSummary'
import { DraftField, type DraftShown, Notes } from './DraftField'

interface DraftListProps {
  readonly draft: DraftShown
  /** Its name in a campaign file. */
  readonly list: string
  readonly heading: string
  readonly level?: 2 | 3
  readonly hint?: ReactNode
  /** One of them, as the buttons call it: "principle". */
  readonly one: string
  /** What stands in each. */
  item(index: number): ReactNode
}

/** A list whose items can be added, moved and taken out, each by a button of the form. */
export function DraftList({ draft, list, heading, level = 2, hint, one, item }: DraftListProps) {
  const count = itemsIn(draft.fields, list)
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="draft-list" id={list} tabIndex={-1} aria-labelledby={`${list}-heading`}>
      <Heading id={`${list}-heading`}>{heading}</Heading>
      {hint ? <p className="hint">{hint}</p> : null}
      <Wrong id={`${list}-error`} words={draft.problems[list]} />
      <Notes notes={draft.notes[list] ?? []} />
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, and an item has no name but its place
        <div className="draft-item" key={index}>
          {item(index)}
          <ItemButtons list={list} index={index} count={count} one={one} />
        </div>
      ))}
      <button type="submit" className="button small" name="do" value={`add ${list}`}>
        Add {/^[aeiou]/.test(one) ? 'an' : 'a'} {one}
      </button>
    </section>
  )
}

/** A list of sentences, each a field with its ways on its lines. */
export function Sentences(props: Omit<DraftListProps, 'one' | 'item'>) {
  const { draft, list } = props
  return (
    <DraftList
      {...props}
      one="sentence"
      item={index => <DraftField draft={draft} name={`${list}.${index}`} />}
    />
  )
}

interface ItemButtonsProps {
  readonly list: string
  readonly index: number
  readonly count: number
  readonly one: string
}

function ItemButtons({ list, index, count, one }: ItemButtonsProps) {
  const place = `${list}.${index}`
  const which = `${one} ${index + 1}`
  return (
    <div className="item-buttons">
      {index > 0 ? <ItemButton deed={`up ${place}`} words="Move up" which={which} /> : null}
      {index < count - 1 ? <ItemButton deed={`down ${place}`} words="Move down" which={which} /> : null}
      <ItemButton deed={`remove ${place}`} words="Take out" which={which} />
    </div>
  )
}

function ItemButton({
  deed,
  words,
  which,
}: {
  readonly deed: string
  readonly words: string
  readonly which: string
}) {
  return (
    <button type="submit" className="button small" name="do" value={deed}>
      {words}
      <span className="unseen">: {which}</span>
    </button>
  )
}
