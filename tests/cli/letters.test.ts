import { expect, test } from 'vitest'
import { openWorld } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

/** A campaign that holds what is more than half alike, and the operator's tool. */
async function open() {
  const text = campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
  const world = await openWorld(() => openTestStore().store, { text })
  const run = terminal(testPorts(world.store, world.clock))
  let people = 0
  /** Somebody confirms a letter so alike to others. */
  async function write(likeness: number, body = 'Please paint the stripes.') {
    const letter = { ...letterDraft(body), likeness }
    await world.signAndConfirm({ email: `p${people++}@example.org`, letter })
    return letter.id
  }
  const states = (...ids: Awaited<ReturnType<typeof write>>[]) =>
    Promise.all(ids.map(async id => (await world.store.letter(id))?.state))
  return { ...world, run, write, states }
}

test('held letters are listed with what tells of nobody; their words only when asked for', async () => {
  const { run, write } = await open()
  expect(await run('letter', 'held', 'safer-crossings')).toEqual({
    exitCode: 0,
    out: '',
    notes: 'No letter of safer-crossings is held.\n',
  })
  const id = await write(0.875, 'I walk there.\n\nEvery day.')
  const listed = await run('letter', 'held', 'safer-crossings')
  expect(listed).toMatchObject({ exitCode: 0, notes: '' })
  expect(listed.out.split('\n')).toEqual([
    'id                                    confirmed                 likeness  constituency  why',
    `${id}  2026-11-23T12:00:00.000Z  0.88      Ashford Vale  it is much like others: look at it`,
    '',
  ])
  const { out } = await run('letter', 'held', 'safer-crossings', '--words')
  expect(out).toBe(
    `${id}  2026-11-23T12:00:00.000Z  0.88  Ashford Vale  it is much like others: look at it\n  Mill Lane\n\n  I walk there.\n\n  Every day.\n\n`,
  )
  for (const text of [listed.out, out]) expect(text).not.toMatch(/Rosa|example\.org|Weaver|ZZ1/)
})

test('a held letter is released or refused by its id, and each is told what came of it', async () => {
  const { run, write, states } = await open()
  const [one, other] = [await write(0.9), await write(0.9)]
  expect(await run('letter', 'release', one)).toEqual({ exitCode: 0, out: `${one}: released\n`, notes: '' })
  expect(await run('letter', 'refuse', other)).toEqual({ exitCode: 0, out: `${other}: refused\n`, notes: '' })
  expect(await states(one, other)).toEqual(['queued', 'gave-up'])
})

test.each(['release', 'refuse'])(
  'with --all, %s is for each letter of a campaign that waits so',
  async word => {
    const { run, write, states } = await open()
    const ids = [await write(0.9), await write(0.6), await write(0.1)]
    const done = word === 'release' ? 'released' : 'refused'
    const many = await run('letter', word, '--all', 'safer-crossings')
    expect(many).toEqual({ exitCode: 0, out: `safer-crossings: 2 letters ${done}\n`, notes: '' })
    const state = word === 'release' ? 'queued' : 'gave-up'
    expect(await states(...ids)).toEqual([state, state, 'queued'])
    await write(0.9)
    expect((await run('letter', word, 'safer-crossings', '--all')).out).toBe(
      `safer-crossings: 1 letter ${done}\n`,
    )
    expect((await run('letter', word, 'safer-crossings', '--all')).out).toBe(
      `safer-crossings: 0 letters ${done}\n`,
    )
  },
)

test('what is no letter, or does not wait for an organiser, is refused with a reason', async () => {
  const { run, write } = await open()
  const id = await write(0.1)
  for (const word of ['release', 'refuse']) {
    for (const unknown of ['safer-crossings', '01900000-0000-7000-8000-000000000000'])
      expect(await run('letter', word, unknown)).toEqual({
        exitCode: 1,
        out: '',
        notes: `There is no letter ${unknown}\n`,
      })
    const { exitCode, notes } = await run('letter', word, id)
    expect({ exitCode, notes }).toEqual({
      exitCode: 1,
      notes: expect.stringContaining('does not wait for you'),
    })
    expect((await run('letter', word, '--all', 'nothing-here')).notes).toContain('no campaign nothing-here')
  }
})

test('the spread of likeness is shown in tenths, with the share that is much alike and the middle', async () => {
  const { run, write } = await open()
  expect((await run('letter', 'likeness', 'safer-crossings')).out).toBe('No letter has been confirmed yet.\n')
  for (const likeness of [0, 0.05, 0.21, 0.25, 0.3, 0.49, 0.5, 1]) await write(likeness)
  const { out } = await run('letter', 'likeness', 'safer-crossings')
  const rows = out.split('\n').map(line => line.trimEnd())
  expect(rows).toEqual([
    'likeness    letters',
    `0.0 to 0.1  2        ${'#'.repeat(50)}`,
    '0.1 to 0.2  0',
    `0.2 to 0.3  2        ${'#'.repeat(50)}`,
    `0.3 to 0.4  1        ${'#'.repeat(25)}`,
    `0.4 to 0.5  1        ${'#'.repeat(25)}`,
    `0.5 to 0.6  1        ${'#'.repeat(25)}`,
    '0.6 to 0.7  0',
    '0.7 to 0.8  0',
    '0.8 to 0.9  0',
    `0.9 to 1.0  1        ${'#'.repeat(25)}`,
    '',
    '25% of 8 are 0.5 or more; the one in the middle is 0.2 to 0.3',
    '',
  ])
  expect(JSON.parse((await run('letter', 'likeness', 'safer-crossings', '--json')).out)).toEqual({
    letters: 8,
    tenths: [2, 0, 2, 1, 1, 1, 0, 0, 0, 1],
    much_alike: 0.25,
    median_tenth: 2,
  })
})

test('the spread follows what becomes of letters', async () => {
  const { run, write, store, clock, campaign } = await open()
  await write(0.95)
  const withdrawn = await write(0.15)
  const letter = await store.letter(withdrawn)
  if (letter) await store.withdrawSignature(letter.signatureId, clock.now())
  const { out } = await run('letter', 'likeness', campaign.slug, '--json')
  expect(JSON.parse(out)).toMatchObject({ letters: 1, much_alike: 1, median_tenth: 9 })
})
