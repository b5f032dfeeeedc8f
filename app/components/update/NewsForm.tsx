import type { FieldProblems } from '../../domain/problem'
import { Wrong } from '../form/ErrorSummary'
import { Field } from '../form/Field'

interface NewsFormProps {
  readonly campaign: {
    readonly slug: string
    readonly organisation: { readonly name: string }
    readonly wording: { readonly news: string }
  }
  readonly typed: { readonly email: string; readonly news: string; readonly form: string }
  readonly problems: FieldProblems
}

/** Asks for a campaign's updates without signing it. */
export function NewsForm({ campaign, typed, problems }: NewsFormProps) {
  return (
    <section className="sheet" id="news" aria-labelledby="news-title">
      <h2 id="news-title">Follow it without signing</h2>
      <p>
        {campaign.organisation.name} writes when there is something to tell. You need not sign, and every mail
        has a link that stops them.
      </p>
      <form method="post" action={`/campaigns/${campaign.slug}/news`} noValidate>
        <input type="hidden" name="form" value={typed.form} />
        <div className="trap" aria-hidden="true">
          <label htmlFor="news-website">Leave this blank</label>
          <input
            id="news-website"
            name="website"
            type="text"
            tabIndex={-1}
            autoComplete="off"
            defaultValue=""
          />
        </div>
        <Field
          name="email"
          id="news-email"
          label="E-mail address for updates"
          value={typed.email}
          problem={problems['news-email']}
          type="email"
          autoComplete="email"
          spellCheck={false}
          maxLength={254}
        />
        <div className={problems.news ? 'agree wrong' : 'agree'}>
          <Wrong id="news-error" words={problems.news} />
          <div className="tick">
            <input
              type="checkbox"
              id="news-agree"
              name="news"
              value="yes"
              defaultChecked={typed.news === 'yes'}
              aria-describedby={problems.news ? 'news-error' : undefined}
              aria-invalid={problems.news ? true : undefined}
            />
            <label htmlFor="news-agree">{campaign.wording.news}</label>
          </div>
        </div>
        <div className={problems.form ? 'send wrong' : 'send'} id="news-send" tabIndex={-1}>
          <Wrong id="news-form-error" words={problems.form} />
          <button type="submit" className="button">
            Send me updates
          </button>
        </div>
        <p className="notice">
          Your address is used for that alone. In its own words:{' '}
          <a href={`/campaigns/${campaign.slug}/privacy`}>the privacy notice</a>.
        </p>
      </form>
    </section>
  )
}
