import { Blanks } from './Blanks'
import { DraftChoice, DraftField, type DraftShown } from './DraftField'
import { DraftList, Sentences } from './DraftList'

interface PartProps {
  readonly draft: DraftShown
}

export function DraftPrinciples({ draft }: PartProps) {
  return (
    <>
      <p className="hint">
        Supporters choose what they stand for, and each principle adds its paragraph to their letter. Say each
        sentence of it in four ways or more, one on each line: then letters differ from one another.
      </p>
      <Blanks />
      <DraftList
        draft={draft}
        list="principles"
        heading="Principles"
        one="principle"
        item={index => <PrincipleFields draft={draft} at={`principles.${index}`} />}
      />
    </>
  )
}

function PrincipleFields({ draft, at }: PartProps & { readonly at: string }) {
  return (
    <>
      <DraftField draft={draft} name={`${at}.title`} />
      <DraftField
        draft={draft}
        name={`${at}.explanation`}
        hint="A sentence or two under the title; may stay empty."
      />
      <Sentences draft={draft} list={`${at}.paragraph`} level={3} heading="Its paragraph in the letter" />
      <DraftField
        draft={draft}
        name={`${at}.slug`}
        hint="For exports and links: letters, digits and hyphens. Leave it empty and it is made of the title. Keep it once people have signed."
        narrow
      />
    </>
  )
}

const joinings = {
  only: 'Before the paragraph of a single principle',
  first: 'Before the first of several principles',
  middle: 'Before every other one between',
  last: 'Before the last of several principles',
} as const

export function DraftLetter({ draft }: PartProps) {
  return (
    <>
      <p className="hint">
        Each sentence is a box, and each line in it is a way of saying that sentence. Any way may stand beside
        any way of the next. Salutation, sign-off and address are added for you.
      </p>
      <Blanks />
      <DraftField draft={draft} name="letter.subjects" hint="One on each line." />
      <Sentences draft={draft} list="letter.openings" heading="Opening" />
      <Sentences
        draft={draft}
        list="letter.closings"
        heading="Closing"
        hint="What you ask the reader to do, and your thanks."
      />
      <details className="more">
        <summary>What leads from one principle to the next</summary>
        {Object.entries(joinings).map(([place, legend]) => (
          <fieldset key={place}>
            <legend>{legend}</legend>
            <DraftChoice
              draft={draft}
              name={`letter.joinings.${place}.use`}
              words={{ '': 'Our words', own: 'Your own words', none: 'Nothing' }}
            />
            <DraftField draft={draft} name={`letter.joinings.${place}.ways`} hint="A way on each line." />
          </fieldset>
        ))}
      </details>
      <details className="more">
        <summary>For MPs of whom a vote or a speech cannot be asked</summary>
        <p className="hint">
          In place of the closing. Where you say nothing, we add a sentence and the closing stays.
        </p>
        <Sentences draft={draft} list="letter.asks.speaker" level={3} heading="To the Speaker" />
        <Sentences draft={draft} list="letter.asks.minister" level={3} heading="To a minister" />
        <Sentences
          draft={draft}
          list="letter.asks.does-not-sit"
          level={3}
          heading="To an MP who does not sit"
        />
      </details>
      <details className="more">
        <summary>Words of their own, reminders and limits</summary>
        <DraftField
          draft={draft}
          name="letter.own_words.prompt"
          hint="“Why does this matter to you?” unless you say otherwise."
        />
        <DraftField
          draft={draft}
          name="letter.own_words.min"
          hint="Above 0, no letter goes without them."
          narrow
        />
        <DraftField draft={draft} name="letter.own_words.max" narrow />
        <Sentences
          draft={draft}
          list="letter.chase"
          level={3}
          heading="The reminder to whoever is silent"
          hint="After the sentence with the date of the first letter. Where you say nothing, ours is sent."
        />
        <DraftField
          draft={draft}
          name="letter.hold_above"
          hint="From 0 to 1: letters more alike than this to one before wait for you. 0.9 holds copies alone; empty holds none."
          narrow
        />
        <DraftChoice
          draft={draft}
          name="letter.hours"
          words={{ '': 'At any time', office: 'In office hours alone' }}
        />
      </details>
    </>
  )
}
