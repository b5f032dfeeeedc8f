import { describe, expect, test } from 'vitest'
import { lately } from '../../app/front/lately'
import { clockAt } from '../support/clock'

/** A look-up that says which of its calls answered. */
function counted(answer: (call: number) => string | null = call => `answer ${call}`) {
  const clock = clockAt()
  let calls = 0
  const lookUp = lately(async (key: string) => {
    const found = answer(++calls)
    return found && `${key}: ${found}`
  }, clock.now)
  return { lookUp, clock, calls: () => calls }
}

describe('what was looked up lately', () => {
  test('is asked for again once a second has passed', async () => {
    const { lookUp, clock } = counted()
    expect(await lookUp('a')).toBe('a: answer 1')
    clock.advance(999)
    expect(await lookUp('a')).toBe('a: answer 1')
    clock.advance(1)
    expect(await lookUp('a')).toBe('a: answer 2')
  })

  test('is asked for again where the clock was set back', async () => {
    const { lookUp, clock } = counted()
    await lookUp('a')
    clock.advance(-1)
    expect(await lookUp('a')).toBe('a: answer 2')
  })

  test('is asked for once by all who come together, and by each key for itself', async () => {
    const { lookUp } = counted()
    expect(await Promise.all(['a', 'a', 'b'].map(lookUp))).toEqual([
      'a: answer 1',
      'a: answer 1',
      'b: answer 2',
    ])
  })

  test('is forgotten at once where there is nothing', async () => {
    const { lookUp } = counted(call => (call === 1 ? null : 'here now'))
    expect([await lookUp('a'), await lookUp('a')]).toEqual([null, 'a: here now'])
  })

  test('is forgotten at once where looking failed', async () => {
    const { lookUp } = counted(call => {
      if (call === 1) throw new Error('the store is away')
      return 'back'
    })
    await expect(lookUp('a')).rejects.toThrow('away')
    expect(await lookUp('a')).toBe('a: back')
  })
})
