import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { MailLink } from '../page/MailLink'

type Link = PublicCampaign['links'][number]

const headings: Readonly<Record<Link['kind'], string>> = {
  related: 'Read more',
  donate: 'Give',
  news: 'Stay in touch',
}

/** Where else the campaign leads: related stories, a gift, news. */
export function CampaignLinks({ links }: { readonly links: readonly Link[] }) {
  const kinds = (Object.keys(headings) as Link['kind'][]).filter(kind => links.some(one => one.kind === kind))
  if (kinds.length === 0) return null
  return (
    <div className="links">
      {kinds.map(kind => (
        <section key={kind} aria-labelledby={`links-${kind}`} className={`links-${kind}`}>
          <h2 id={`links-${kind}`}>{headings[kind]}</h2>
          <ul>
            {links
              .filter(one => one.kind === kind)
              .map(({ url, title, summary }) => (
                <li key={url}>
                  <a href={url} rel="noopener">
                    {title}
                  </a>
                  {summary ? <p>{summary}</p> : null}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Who runs the campaign and how to reach them. */
export function OrganisationFoot({ organisation }: Pick<PublicCampaign, 'organisation'>) {
  const { name, contact, website, charityNumber } = organisation
  return (
    <section className="organisation" aria-labelledby="organisation-title">
      <h2 id="organisation-title">Who runs this campaign</h2>
      <p>
        {name}
        {charityNumber ? `, registered charity number ${charityNumber}` : ''}. Write to{' '}
        <MailLink address={contact} />
        {website ? (
          <>
            {' '}
            or visit{' '}
            <a href={website} rel="noopener">
              {website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </a>
          </>
        ) : null}
        .
      </p>
    </section>
  )
}
