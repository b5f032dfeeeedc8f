import { describe, expect, test } from 'vitest'
import { publicReplies, repliesJson } from '../../app/domain/reply/public-replies'
import { replyAnswers, replyPositions } from '../../app/domain/reply/reply'
import { replyReport } from '../../app/domain/reply/report'
import { type Count, letterDeltas, sumDeltas } from '../../app/domain/tally/tally'
import { openWorld, type World } from '../store/contract/world'
import { brookside, campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import fc from '../support/seeded'
import { openTestStore } from '../support/store'

const count = (measure: Count['measure'], key: string, count: number): Count => ({ measure, key, count })

test('a report adds up letters, answers, days and positions, of all and by MP', () => {
  const report = replyReport([
    count('letters', 'accepted|Z1', 9),
    count('letters', 'accepted|', 2),
    count('letters', 'waiting|Z1', 40),
    count('letters-by-member', '12', 3),
    count('letters-by-member', '4', 6),
    count('replies-by-member', '4|answered|agrees|2', 2),
    count('replies-by-member', '4|answered|disagrees|10', 1),
    count('replies-by-member', '4|acknowledged||0', 1),
    count('replies-by-member', '4|none||', 1),
    count('replies-by-member', '12|not-expected||', 1),
    count('replies-by-member', '|answered|takes-none|30', 1),
  ])
  expect(report.all).toEqual({
    letters: 11,
    answers: { answered: 4, acknowledged: 1, none: 1, 'not-expected': 1 },
    medianDays: 6, // 2 2 10 30
    positions: { agrees: 2, 'agrees-in-part': 0, disagrees: 1, 'takes-none': 1 },
  })
  expect(report.members).toEqual([
    {
      memberId: 4,
      letters: 6,
      answers: { answered: 3, acknowledged: 1, none: 1, 'not-expected': 0 },
      medianDays: 2,
      positions: { agrees: 2, 'agrees-in-part': 0, disagrees: 1, 'takes-none': 0 },
    },
    {
      memberId: 12,
      letters: 3,
      answers: { answered: 0, acknowledged: 0, none: 0, 'not-expected': 1 },
      medianDays: null,
      positions: { agrees: 0, 'agrees-in-part': 0, disagrees: 0, 'takes-none': 0 },
    },
  ])
})

test('of nothing it reports nothing', () => {
  const { all, members } = replyReport([])
  expect([all.letters, all.medianDays, members]).toEqual([0, null, []])
})

test('whatever replies there are, it says of their tallies what the replies themselves say', () => {
  const reply = fc.record({
    memberId: fc.constantFrom(1, 2, null),
    answer: fc.constantFrom(...replyAnswers),
    position: fc.constantFrom(...replyPositions),
    days: fc.nat(60),
  })
  fc.assert(
    fc.property(fc.array(reply), replies => {
      const deltas = replies.flatMap(({ memberId, answer, position, days }) =>
        letterDeltas(
          {
            ...{ campaignId: 1, constituencyCode: null, state: 'accepted', acceptedAt: null, likeness: null },
            memberId,
            reply: { answer, position: answer === 'answered' ? position : null, days },
          },
          1,
        ),
      )
      const report = replyReport(sumDeltas(deltas).map(({ measure, key, by }) => count(measure, key, by)))
      const answered = replies.filter(({ answer }) => answer === 'answered')
      const days = answered.map(one => one.days).sort((one, other) => one - other)
      const middle = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]]
      expect(report.all.letters).toBe(replies.length)
      expect(report.all.medianDays).toBe(days.length ? ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2 : null)
      for (const position of replyPositions)
        expect(report.all.positions[position]).toBe(answered.filter(one => one.position === position).length)
      const ofOne = replies.filter(({ memberId }) => memberId === 1)
      expect(report.members.find(({ memberId }) => memberId === 1)?.letters ?? 0).toBe(ofOne.length)
    }),
  )
})

describe('what is public of it', () => {
  const shown = campaignText({ replies: 'public', small_counts: 'shown' })

  test.each([undefined, 'private'])('is nothing where the campaign says %s', async replies => {
    const world = await withLetters(
      campaignText({ ...(replies ? { replies } : {}), small_counts: 'shown' }),
      [],
    )
    await expect(publicOf(world)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is nothing below 100 signatures, not even how many letters there are', async () => {
    const world = await withLetters(campaignText({ replies: 'public' }), answers(8))
    expect(await publicOf(world)).toEqual({ all: null, members: [] })
    expect(repliesJson(world.campaign, await publicOf(world))).toEqual({ slug: 'safer-crossings' })
  })

  test('leaves out whoever got fewer than five letters', async () => {
    const world = await withLetters(shown, [...answers(5), ...answers(4, brookside.code)])
    const { all, members } = await publicOf(world)
    expect(all?.letters).toBe(9)
    expect(members.map(({ mp, letters }) => [mp, letters])).toEqual([['Asha Grange', 5]])
  })

  test('leaves out positions and days of fewer than five answers', async () => {
    const four = await publicOf(await withLetters(shown, [...answers(4), null]))
    expect(four.members).toMatchObject([{ answered: 4, medianDays: null, positions: null }])
    expect(four.all).toMatchObject({ answered: 4, medianDays: null, positions: null })
    const five = await publicOf(await withLetters(shown, answers(5)))
    expect(five.members).toMatchObject([{ answered: 5, medianDays: 3, positions: { agrees: 5 } }])
  })

  test('leaves out of the whole what would tell the positions and days of fewer than five answers, less the MPs listed', async () => {
    const rest = await publicOf(await withLetters(shown, [...answers(6), ...answers(4, brookside.code)]))
    expect(rest.members).toMatchObject([{ answered: 6, medianDays: 3, positions: { agrees: 6 } }])
    expect(rest.all).toMatchObject({ answered: 10, medianDays: null, positions: null })
    const both = await publicOf(await withLetters(shown, [...answers(5), ...answers(5, brookside.code)]))
    expect(both.all).toMatchObject({ answered: 10, medianDays: 3, positions: { agrees: 10 } })
  })

  test('names the MP and the constituency, and comes as JSON', async () => {
    const world = await withLetters(shown, answers(5))
    const figures = {
      letters: 5,
      answered: 5,
      acknowledged: 0,
      no_reply: 0,
      not_expected: 0,
      median_days: 3,
      positions: { agrees: 5, agrees_in_part: 0, disagrees: 0, takes_none: 0 },
    }
    expect(repliesJson(world.campaign, await publicOf(world))).toEqual({
      slug: 'safer-crossings',
      ...figures,
      members: [{ mp: 'Asha Grange', constituency: 'Ashford Vale', ons_code: 'Z14000101', ...figures }],
    })
  })

  test('still names an MP who sits no longer', async () => {
    const world = await withLetters(shown, answers(5))
    await world.store.vacateSeat('Z14000101', null, world.clock.now())
    expect((await publicOf(world)).members).toMatchObject([
      { mp: 'Asha Grange', constituency: 'Ashford Vale' },
    ])
  })
})

/** One letter each, all accepted; null told nothing. */
function answers(number: number, code = 'Z14000101'): readonly (string | null)[] {
  return Array(number).fill(code)
}

async function withLetters(
  text: ReturnType<typeof campaignText>,
  told: readonly (string | null)[],
): Promise<World> {
  const world = await openWorld(() => openTestStore().store, { text })
  for (const [index, code] of told.entries()) {
    const { letter } = await world.signAndConfirm({
      email: `p${index}@example.org`,
      letter: { ...letterDraft(), memberId: code === brookside.code ? 2 : 1 },
      constituency: { code: code ?? 'Z14000101', by: 'postcode' },
    })
    await world.collect()
    if (!letter || code === null) continue
    const reply = { answer: 'answered', position: 'agrees', days: 3, words: null } as const
    await world.store.recordReply({ letterId: letter.id, ...reply, answeredAt: world.clock.now() })
  }
  return world
}

function publicOf({ store, clock, campaign }: World) {
  return publicReplies(testPorts(store, clock), campaign)
}
