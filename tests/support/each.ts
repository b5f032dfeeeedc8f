import { afterEach, beforeEach, expect, vi } from 'vitest'

// Whatever the product prints as an error is a fault that a test must not overlook.
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const said = vi.mocked(console.error).mock.calls
  vi.restoreAllMocks()
  expect(said, 'console.error was called').toEqual([])
})
