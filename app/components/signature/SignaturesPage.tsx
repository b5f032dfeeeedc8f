import type { FoundRecord } from '../../domain/invalidation/store'
import type { FieldProblems } from '../../domain/problem'
import type { SearchField } from '../../domain/signature/find'
import { counted, timeInWords } from '../figure/figures'
import { ErrorSummary } from '../form/ErrorSummary'
import { Field } from '../form/Field'
import { OrganisePage } from '../page/OrganisePage'
import { signatureStateWords } from './moderation-words'

export interface SignaturesPageProps {
  readonly desk: Desk
  readonly problems: FieldProblems
  readonly found: FoundSignatures | null
}

/** Whose desk it is, as `OrganisePage` shows it. */
export type Desk = Required<Pick<Parameters<typeof OrganisePage>[0], 'organiser' | 'campaign'>>

export interface FoundSignatures {
  readonly by: SearchField
  readonly typed: string
  readonly records: readonly FoundRecord[]
  /** Where to look on; null where all were looked at. */
  readonly next: string | null
}

const fields: readonly {
  readonly by: SearchField
  readonly label: string
  readonly hint: string
}[] = [
  {
    by: 'email',
    label: 'E-mail address',
    hint: 'Whole and exact. Tags and dots that lead to one mailbox are one.',
  },
  { by: 'postcode', label: 'Postcode', hint: 'Whole, in any spacing.' },
  { by: 'id', label: 'Id', hint: 'As the export and this desk show it.' },
]

/** Where a moderator finds a signature: by what names few, since nobody may leaf through supporters. */
export function SignaturesPage({ desk, problems, found }: SignaturesPageProps) {
  const { slug } = desk.campaign
  return (
    <OrganisePage
      heading="Signatures"
      {...desk}
      refused={Object.keys(problems).length > 0}
      before={
        <ErrorSummary
          problems={problems}
          places={{ email: 'email', postcode: 'postcode', id: 'id' }}
          elsewhere="main"
          wide
        />
      }
    >
      <p className="lead">
        Find a signature by exactly one thing. Names and addresses are sealed, so there is no list of them;
        what you look for is not kept, and that you looked is in the audit log.
      </p>
      {found ? <Found slug={slug} found={found} /> : null}
      <div className="searches">
        {fields.map(({ by, label, hint }) => (
          <form key={by} method="post" noValidate>
            <Field
              name={by}
              label={label}
              hint={hint}
              value={found?.by === by ? found.typed : ''}
              problem={problems[by]}
              type={by === 'email' ? 'email' : 'text'}
              autoComplete="off"
              spellCheck={false}
            />
            <button type="submit" name="by" value={by} className="button">
              Find by {label.startsWith('E-mail') ? 'e-mail address' : label.toLowerCase()}
            </button>
          </form>
        ))}
      </div>
      <h2>Many at once</h2>
      <p>
        Signatures that came from one mail domain, network or postcode, or on one day, can be{' '}
        <a href={`/organise/campaigns/${slug}/invalidations`}>taken off the count together</a>: counted first,
        and undone whole.
      </p>
    </OrganisePage>
  )
}

function Found({ slug, found }: { readonly slug: string; readonly found: FoundSignatures }) {
  const { by, typed, records, next } = found
  return (
    <section aria-labelledby="found">
      <h2 id="found">{records.length === 0 ? 'None found' : counted(records.length, 'found', 'found')}</h2>
      {records.length === 0 ? (
        <p>{next ? 'None among those looked at so far.' : 'No signature of this campaign is that one.'}</p>
      ) : (
        <ul className="cards">
          {records.map(({ signature, ...record }) => (
            <li key={signature.id}>
              <a href={`/organise/campaigns/${slug}/signatures/${signature.id}`}>{signature.person.name}</a>
              <span>{signatureStateWords({ signature, ...record })}</span>
              <span className="hint">Signed {timeInWords(signature.signedAt)}</span>
            </li>
          ))}
        </ul>
      )}
      {next ? (
        <form method="post">
          <input type="hidden" name={by} value={typed} />
          <input type="hidden" name="after" value={next} />
          <button type="submit" name="by" value={by} className="button">
            Look on
          </button>
        </form>
      ) : null}
    </section>
  )
}
