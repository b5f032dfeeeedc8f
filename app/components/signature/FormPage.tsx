import { CampaignPage, type CampaignPageProps } from '../campaign/CampaignPage'
import { LetterPage, type LetterPageProps } from '../letter/LetterPage'
import { NotTakenPage, type NotTakenPageProps } from './NotTakenPage'

export type FormPageProps =
  | ({ readonly kind: 'campaign' } & CampaignPageProps)
  | ({ readonly kind: 'letter' } & LetterPageProps)
  | ({ readonly kind: 'not-taken' } & NotTakenPageProps)

/** Whatever page answers a form that was sent. */
export function FormPage(page: FormPageProps) {
  if (page.kind === 'letter') return <LetterPage {...page} />
  return page.kind === 'campaign' ? <CampaignPage {...page} /> : <NotTakenPage {...page} />
}
