import type { Dashboard } from '../../domain/dashboard/dashboard'
import type { ReadFilter } from '../../domain/dashboard/figure-filter'
import type { Organiser } from '../../domain/organiser/organiser'
import { counted, figure } from '../figure/figures'
import { ReportPart } from '../figure/ReportPart'
import { ErrorSummary } from '../form/ErrorSummary'
import { OrganisePage } from '../page/OrganisePage'
import { LetterFigures, PrincipleFigures, ReplyFigures, SourceFigures } from './DashboardParts'
import { dashboardAddress, type ShownView } from './dashboard-address'
import { FilterForm } from './FilterForm'
import { filterInWords } from './filter-words'
import { HexMap } from './HexMap'
import { NowStrip } from './NowStrip'
import { OverTimeChart } from './OverTimeChart'
import { PlaceTable } from './PlaceTable'
import { TakeOut } from './TakeOut'

interface DashboardPageProps {
  readonly organiser: Organiser
  readonly campaign: { readonly id: number; readonly slug: string; readonly title: string }
  readonly view: ShownView & ReadFilter
  readonly figures: Dashboard
  readonly mayExport: boolean
}

/** How a campaign goes, at a glance: its count, when and where it was signed, and what became of the letters. */
export function DashboardPage({ organiser, campaign, view, figures, mayExport }: DashboardPageProps) {
  const { slug } = campaign
  const { now, at, goal, standing, overTime, places } = figures
  const seat = view.filter.seat
  return (
    <OrganisePage
      heading="Overview"
      organiser={organiser}
      campaign={campaign}
      refused={Object.keys(view.problems).length > 0}
      before={<ErrorSummary problems={view.problems} places={fields} elsewhere="from" wide />}
      scripts={standing === 'draft' ? [] : ['live.js']}
    >
      <NowStrip {...{ slug, now, at, goal, standing }} />
      {now.signatures === 0 ? <Begin slug={slug} standing={standing} /> : null}
      <FilterForm slug={slug} view={view} />
      <p className="chosen">
        <strong>{counted(overTime.signatures, 'signature', 'signatures')}</strong>{' '}
        {filterInWords(view.filter)}
        {seat ? (
          <>
            {' · '}
            <a href={dashboardAddress(slug, { ...view, filter: { ...view.filter, seat: null } })}>
              Every constituency
            </a>
          </>
        ) : null}
      </p>
      <ReportPart id="over-time" heading="Over time">
        {now.signatures === 0 ? (
          <p className="nothing">The first signature draws the first bar.</p>
        ) : (
          <OverTimeChart slug={slug} view={view} overTime={overTime} today={figures.today} />
        )}
      </ReportPart>
      <ReportPart id="places" heading="Where">
        <p>
          {figure(places.withSignatures)} of {counted(now.seats, 'constituency', 'constituencies')} with a
          signature.
        </p>
        <div className={places.map.length > 0 ? 'places' : undefined}>
          {places.map.length > 0 ? (
            <HexMap slug={slug} view={view} places={places} />
          ) : (
            <p className="hint">
              No source says where constituencies lie, so there is no map.{' '}
              <code>places import --hexjson</code> brings one in.
            </p>
          )}
          <PlaceTable slug={slug} view={view} places={places} />
        </div>
      </ReportPart>
      <div className="parts">
        <PrincipleFigures figures={figures} />
        <LetterFigures figures={figures} slug={slug} />
        <ReplyFigures figures={figures} slug={slug} />
        <SourceFigures figures={figures} slug={slug} />
      </div>
      {mayExport ? <TakeOut slug={slug} filter={view.filter} /> : null}
    </OrganisePage>
  )
}

const fields = { from: 'from', to: 'to', constituency: 'constituency' } as const

/** Before anybody has signed, what comes next. */
function Begin({ slug, standing }: { readonly slug: string; readonly standing: Dashboard['standing'] }) {
  if (standing === 'draft')
    return (
      <div className="callout">
        <h2>Ready to open it?</h2>
        <p>
          <a href={`/organise/campaigns/${slug}/checklist`}>The checklist</a> says what is still to be done.
          Until then nobody but organisers sees it.
        </p>
      </div>
    )
  return (
    <div className="callout">
      <h2>Nobody has signed yet</h2>
      <p>
        Send people to <a href={`/campaigns/${slug}`}>/campaigns/{slug}</a>. A signature counts here as soon
        as its supporter has confirmed it by e-mail.
      </p>
    </div>
  )
}
