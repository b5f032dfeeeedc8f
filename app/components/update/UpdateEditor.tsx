import type { FieldProblems } from '../../domain/problem'
import type { AudienceSize } from '../../domain/update/figures'
import { Wrong } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { TextArea } from '../form/TextArea'
import { peopleReached } from './update-words'

/** An update as it is typed. */
export interface TypedWords {
  readonly subject: string
  readonly body: string
  readonly principles: readonly string[]
  readonly constituencies: string
  readonly revision: number
}

interface UpdateEditorProps {
  readonly campaign: { readonly slug: string }
  readonly update: { readonly number: number; readonly revision: number }
  readonly typed: TypedWords
  /** What somebody else saved meanwhile, where they did. */
  readonly saved: TypedWords | null
  readonly principles: readonly { readonly slug: string; readonly title: string }[]
  readonly size: AudienceSize
  readonly problems: FieldProblems
}

/** Where an update is written, and to whom it goes. */
export function UpdateEditor(props: UpdateEditorProps) {
  const { campaign, update, typed, saved, principles, size, problems } = props
  const revision = saved ? update.revision : typed.revision
  return (
    <form
      method="post"
      action={`/organise/campaigns/${campaign.slug}/updates/${update.number}`}
      noValidate
      className="sheet"
    >
      <input type="hidden" name="revision" value={revision} />
      <Field
        name="subject"
        label="Subject"
        hint="Of the mail, and the heading of the page. Say what happened."
        value={typed.subject}
        problem={problems.subject}
        maxLength={150}
      />
      <TextArea
        name="body"
        label={<label htmlFor="body">What you write</label>}
        hint="Markdown: a blank line between paragraphs, **bold**, [words](https://address). {{name}}, {{campaign}} and {{organisation}} are filled in; on the public page, and for whoever did not sign, {{name}} is “friend”."
        value={typed.body}
        problem={problems.body}
        rows={16}
      />
      <details
        open={typed.principles.length > 0 || typed.constituencies !== '' || 'constituencies' in problems}
      >
        <summary>Only to some of them</summary>
        <p className="hint">Leave both empty to write to everybody who asked, those who did not sign too.</p>
        <fieldset>
          <legend>Who chose one of these principles</legend>
          {principles.map(({ slug, title }) => (
            <div className="tick" key={slug}>
              <input
                type="checkbox"
                id={`principle-${slug}`}
                name="principle"
                value={slug}
                defaultChecked={typed.principles.includes(slug)}
              />
              <label htmlFor={`principle-${slug}`}>{title}</label>
            </div>
          ))}
        </fieldset>
        <TextArea
          name="constituencies"
          label={<label htmlFor="constituencies">Who lives in one of these constituencies</label>}
          hint="Names or codes, one a line."
          value={typed.constituencies}
          problem={problems.constituencies}
          rows={4}
        />
      </details>
      <p>As it is saved, it goes to {peopleReached(size)}. A mailbox that two people share gets one copy.</p>
      {saved ? <SavedMeanwhile saved={saved} /> : null}
      <div id="save" tabIndex={-1}>
        <Wrong id="overtaken-error" words={problems.overtaken} />
        <button type="submit" className="button" name="intent" value="save">
          {saved ? 'Save mine over theirs' : 'Save and look at it'}
        </button>
      </div>
    </form>
  )
}

function SavedMeanwhile({ saved }: { readonly saved: TypedWords }) {
  return (
    <details open>
      <summary>What was saved meanwhile</summary>
      <p>
        <strong>{saved.subject}</strong>
      </p>
      <div className="letter-text">{saved.body}</div>
      <p className="hint">
        Copy what you want to keep into yours. Reload this page to take theirs and leave yours.
      </p>
    </details>
  )
}
