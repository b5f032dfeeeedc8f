import { inLondon } from '../domain/calendar/london'
import type { Ports } from '../domain/ports'
import { readChasing } from '../domain/reply/chase'
import { replyFields } from '../domain/reply/form'
import type { Survey, Surveying } from '../domain/reply/survey'
import { inSentence } from '../domain/target/reader-words'

/** What the page behind the link shows that asks whether there was a reply; no more goes to the page. */
export async function shownSurveying(ports: Ports, surveying: Surveying, demo: boolean) {
  switch (surveying.kind) {
    case 'to-answer':
      return { kind: surveying.kind, ...(await shownSurvey(ports, surveying)), demo }
    case 'not-asked':
      return { kind: surveying.kind, campaign: { title: surveying.campaign.text.title } }
    default:
      return { kind: surveying.kind }
  }
}

async function shownSurvey(ports: Ports, survey: Survey) {
  const { campaign, acceptedAt, sentTo, reply } = survey
  const { title, organisation } = campaign.text
  const at = ports.now()
  return {
    campaign: { title, organisation: organisation.name },
    sentTo,
    acceptedOn: inLondon(acceptedAt).day,
    today: inLondon(at).day,
    fields: replyFields(reply, acceptedAt, at),
    answered: reply !== null,
    chasing: await shownChasing(ports, survey),
  }
}

async function shownChasing(ports: Ports, survey: Survey) {
  const chasing = await readChasing(ports, survey)
  if (chasing.kind !== 'possible') return chasing
  const { target, chase } = chasing
  return { kind: chasing.kind, to: inSentence(target.name), ...chase }
}
