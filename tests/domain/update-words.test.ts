import { describe, expect, test } from 'vitest'
import { isProblem } from '../../app/domain/problem'
import { isInAudience, mayBecome } from '../../app/domain/update/campaign-update'
import { updateFor } from '../../app/domain/update/mail'
import { checkUpdateWords } from '../../app/domain/update/words'
import { campaignText } from '../support/campaign'

const campaign = { text: campaignText() }
const words = { subject: 'News', body: 'Hello.', audience: { constituencies: [], principles: [] } }

function problemsOf(odd: Partial<typeof words>): unknown {
  try {
    checkUpdateWords({ ...words, ...odd }, campaign)
  } catch (thrown) {
    if (isProblem(thrown)) return thrown.fields
    throw thrown
  }
  return null
}

describe('the words of an update', () => {
  test('must be there, and hold only blanks that an update has, each told with its line', () => {
    expect(problemsOf({ subject: ' ', body: '' })).toEqual({
      subject: 'Enter a subject',
      body: 'Write the update',
    })
    expect(problemsOf({ subject: 'For {{mp}}' })).toHaveProperty('subject')
    expect(problemsOf({ body: '{{name}}\r\n\r\n{{mp}}' })).toEqual({
      body: expect.stringMatching(/^Line 3: \{\{mp\}\} is no blank/),
    })
    expect(problemsOf({ body: '{{ name }} {{campaign}} {{organisation}}' })).toBeNull()
  })

  test('lose principles that the campaign does not have', () => {
    const audience = { constituencies: [], principles: ['zebra', 'gone'] }
    expect(checkUpdateWords({ ...words, audience } as never, campaign).audience.principles).toEqual(['zebra'])
  })

  test('are filled once, and what fills them is never read as a blank or as Markdown', () => {
    const update = { subject: '{{name}}!', body: '{{name}} [here](https://a.example/) of {{organisation}}' }
    expect(updateFor(update, campaign, '{{campaign}} **x** <b>')).toEqual({
      subject: '{{campaign}} **x** <b>!',
      text: '{{campaign}} **x** <b> here (https://a.example/) of Walk Together',
      html: expect.stringContaining('{{campaign}} **x** &#60;b&#62; <a href="https://a.example/"'),
    })
  })
})

test('an update goes to who lives in one of its places and chose one of its principles', () => {
  const audience = { constituencies: ['Z14000101'], principles: ['zebra', 'lights'] }
  const supporter = { constituencyCode: 'Z14000101', principles: ['lights'] }
  expect(isInAudience(audience, supporter)).toBe(true)
  expect(isInAudience(audience, { ...supporter, constituencyCode: null })).toBe(false)
  expect(isInAudience(audience, { ...supporter, principles: [] })).toBe(false)
})

test('what was sent or cancelled is never sent again', () => {
  for (const to of ['draft', 'scheduled', 'sending', 'paused'] as const)
    for (const from of ['sent', 'cancelled'] as const) expect(mayBecome(from, to)).toBe(false)
})
