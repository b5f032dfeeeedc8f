import { expect, test } from 'vitest'
import { choiceQuery, exportFile, readChoice } from '../../app/domain/export/choice'
import { isProblem } from '../../app/domain/problem'

test.each([
  ['counts', 'from=2026-03-01', 'from'],
  ['counts', 'profile=mailchimp', 'profile'],
  ['by-day', 'constituency=Z14000101', 'constituency'],
  ['letters', 'principle=zebra', 'principle'],
  ['signatures', 'from=2026-02-30', 'from'],
  ['signatures', 'from=2026-03-02&to=2026-03-01', 'to'],
  ['signatures', 'constituency=Ashford', 'constituency'],
  ['signatures', 'state=withdrawn', 'state'],
  ['signatures', 'state=pending&updates=yes', 'state'],
  ['signatures', 'profile=civicrm&state=pending', 'state'],
  ['signatures', 'principle=../zebra', 'principle'],
  ['signatures', 'updates=no', 'updates'],
  ['signatures', 'profile=word', 'profile'],
  ['signatures', 'part=0', 'part'],
  ['signatures', 'part=1e9', 'part'],
  ['people', '', 'export'],
])('%s is not taken out with %s', (name, query, field) => {
  expect(problemsOf(name, query)).toEqual([field])
})

test.each(['from', 'to', 'constituency', 'state', 'principle', 'updates'])(
  'an empty %s takes nothing away',
  field => {
    expect(readChoice('counts', new URLSearchParams([[field, ' ']]))).toEqual(
      readChoice('counts', new URLSearchParams()),
    )
  },
)

test.each(['action-network', 'mailchimp', 'nationbuilder', 'civicrm', 'civicrm-activities'])(
  '%s gets those who asked for updates, unless everyone was named',
  profile => {
    const asked = (query: string) =>
      readChoice('signatures', new URLSearchParams(`profile=${profile}${query}`))
    expect(asked('').filter).toMatchObject({ state: 'confirmed', updates: 'yes' })
    expect(asked('&updates=any').filter).toMatchObject({ state: 'confirmed', updates: 'any' })
  },
)

test('an address says the same choice in one way, whatever the order it was typed in', () => {
  const typed = new URLSearchParams('to=2026-03-02&profile=excel&from=2026-03-01&part=1&stray=1&state=')
  const query = choiceQuery(readChoice('signatures', typed))
  expect(query.toString()).toBe('profile=excel&from=2026-03-01&to=2026-03-02')
  expect(readChoice('signatures', query)).toEqual(readChoice('signatures', typed))
})

test.each([
  ['', 'fair-hearing-signatures.csv'],
  ['profile=excel', 'fair-hearing-signatures.csv'],
  ['profile=mailchimp', 'fair-hearing-mailchimp.csv'],
  ['profile=nationbuilder&part=3', 'fair-hearing-nationbuilder-3.csv'],
])('signatures with “%s” are kept as %s', (query, file) => {
  expect(exportFile('fair-hearing', readChoice('signatures', new URLSearchParams(query)))).toBe(file)
})

function problemsOf(name: string, query: string): readonly string[] {
  try {
    readChoice(name, new URLSearchParams(query))
  } catch (thrown) {
    if (isProblem(thrown) && thrown.code === 'invalid') return Object.keys(thrown.fields)
    throw thrown
  }
  return []
}
