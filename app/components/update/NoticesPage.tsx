import type { Notice } from '../../domain/notice/notice'
import type { Organiser } from '../../domain/organiser/organiser'
import { OrganisePage } from '../page/OrganisePage'

interface NoticesPageProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly notice: Pick<Notice, 'weekly' | 'milestones'>
  /** Where they go. */
  readonly email: string
  readonly saved: boolean
}

/** What this organiser is mailed of this campaign. */
export function NoticesPage({ organiser, campaign, notice, email, saved }: NoticesPageProps) {
  return (
    <OrganisePage heading="Mail to you" organiser={organiser} campaign={campaign}>
      {saved ? (
        <output className="callout">
          <p>Saved. {saidOf(notice)}</p>
        </output>
      ) : null}
      <p className="lead">We can tell you how this campaign goes, at {email}.</p>
      <form method="post" className="desk-form">
        <Wish name="weekly" wanted={notice.weekly} label="A summary each week">
          On Mondays at eight, London time: signatures, letters and replies of the week before.
        </Wish>
        <Wish name="milestones" wanted={notice.milestones} label="Milestones">
          At 100, 250, 500, 1,000 signatures and so on, and at the goal; each once.
        </Wish>
        <button className="button primary" type="submit">
          Save
        </button>
      </form>
      <p className="hint">Only you get these, and only while you may see the campaign.</p>
    </OrganisePage>
  )
}

interface WishProps {
  readonly name: keyof NoticesPageProps['notice']
  readonly wanted: 'yes' | 'no'
  readonly label: string
  readonly children: string
}

function Wish({ name, wanted, label, children }: WishProps) {
  return (
    <div className="tick">
      <input type="checkbox" id={name} name={name} value="yes" defaultChecked={wanted === 'yes'} />
      <label htmlFor={name}>
        {label}
        <span className="hint">{children}</span>
      </label>
    </div>
  )
}

function saidOf({ weekly, milestones }: NoticesPageProps['notice']): string {
  if (weekly === 'no' && milestones === 'no') return 'You are mailed nothing about this campaign.'
  const what = [weekly === 'yes' ? 'each week' : '', milestones === 'yes' ? 'at each milestone' : '']
  return `You are mailed ${what.filter(Boolean).join(' and ')}.`
}
