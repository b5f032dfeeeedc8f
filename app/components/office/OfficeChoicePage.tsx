import { type OfficeMode, officeModes } from '../../domain/office/office'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary, Wrong } from '../form/ErrorSummary'
import { described } from '../form/Field'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'

interface OfficeChoicePageProps {
  /** How letters come now. */
  readonly mode: OfficeMode
  readonly problems: FieldProblems
}

const heading = 'How letters reach your office'

/** An office says how its letters come, for every campaign. */
export function OfficeChoicePage({ mode, problems }: OfficeChoicePageProps) {
  return (
    <Page
      title={heading}
      refused={problems.mode !== undefined}
      before={<ErrorSummary problems={problems} places={{ mode: 'mode' }} elsewhere="mode" />}
    >
      <div className="column">
        <h1>{heading}</h1>
        <Flourish />
        <p className="lead">
          For every letter that comes through Undersigned here, whichever campaign it was written with.
        </p>
        <form method="post" noValidate className="sheet">
          <div className={problems.mode ? 'wrong' : undefined}>
            <fieldset>
              <legend>Letters come</legend>
              <Wrong id="mode-error" words={problems.mode} />
              {officeModes.map((one, place) => (
                <Way
                  key={one}
                  way={one}
                  id={place === 0 ? 'mode' : `mode-${one}`}
                  now={mode}
                  problem={problems.mode}
                />
              ))}
            </fieldset>
          </div>
          <button type="submit" className="button primary">
            Save our choice
          </button>
        </form>
        <p className="hint">Nothing changes until you press the button. You can choose again at any time.</p>
      </div>
    </Page>
  )
}

interface WayProps {
  readonly way: OfficeMode
  readonly id: string
  readonly now: OfficeMode
  readonly problem: string | undefined
}

function Way({ way, id, now, problem }: WayProps) {
  const { label, hint } = ways[way]
  return (
    <div className="tick">
      <input
        type="radio"
        id={id}
        name="mode"
        value={way}
        defaultChecked={way === now}
        {...described('mode', undefined, problem)}
      />
      <label htmlFor={id}>
        {label}
        {way === now ? ' (as they do now)' : ''}
        <span className="hint">{hint}</span>
      </label>
    </div>
  )
}

const ways: Readonly<Record<OfficeMode, { readonly label: string; readonly hint: string }>> = {
  individual: {
    label: 'Each by itself',
    hint: 'Soon after it was confirmed. Where many come at once they are spread out, so that your inbox stays usable.',
  },
  daily: {
    label: 'All of a day in one mail',
    hint: 'At seven in the morning: how many there are and what they ask for, then every letter whole, with its writer’s name, address and e-mail address.',
  },
  paused: {
    label: 'None for now',
    hint: 'Letters are kept, and their writers are told that your office asked for none through us. They come once you choose otherwise.',
  },
}
