import { afterAll, afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

let complaints: MockInstance<typeof console.error>

// Whatever the product prints as an error is a fault that a test must not overlook.
beforeEach(() => {
  complaints = vi.spyOn(console, 'error')
})

afterEach(() => {
  const said = complaints.mock.calls.map(call => call.join(' '))
  complaints.mockRestore()
  expect(said, 'console.error was called').toEqual([])
})

// The next file has the same process: it finds it as this one did.
const found = theProcess()
afterAll(() => {
  expect(theProcess(), 'the process was changed').toEqual(found)
})

function theProcess() {
  return { env: { ...process.env }, folder: process.cwd(), fakeTime: vi.isFakeTimers() }
}
