import { useLoaderData } from '@remix-run/react'
import { LettersReportPage } from '../components/LettersReportPage'
import { OperatorsOnly } from '../components/OperatorsOnly'
import { lettersReport } from '../domain/letters-report'
import { campaignNamed } from '../domain/publish'
import { operatorsPage } from '../http/headers'
import { forOperators } from '../http/operator'

export const headers = operatorsPage

/** Of a draft too: its letters are sampled before anybody can sign. */
export const loader = forOperators(async ({ params, context: { ports } }) =>
  lettersReport(ports, await campaignNamed(ports, params.slug ?? '')),
)

export default function Letters() {
  const { shown } = useLoaderData<typeof loader>()
  return shown ? <LettersReportPage report={shown} /> : <OperatorsOnly path={path} verbs={verbs} />
}

/** Without the slug that was asked for: what stands here is to be pasted into a terminal. */
const path = '/organise/campaigns/YOUR-CAMPAIGN/letters'

const verbs = [
  'letter held YOUR-CAMPAIGN',
  'letter likeness YOUR-CAMPAIGN',
  'campaign sample YOUR-CAMPAIGN',
  'campaign lint YOUR-CAMPAIGN',
  'export counts YOUR-CAMPAIGN',
]
