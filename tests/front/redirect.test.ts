import { expect, test } from 'vitest'
import { redirecting } from '../../app/front/redirect'
import { type Answer, serving } from './asking'

const headers = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' }

/** A server that redirects for the campaign that its path names, in a second of our own. */
async function servingRedirects() {
  const redirect = redirecting(headers)
  let second = 1
  const { ask } = await serving((request, response) =>
    redirect(response, request.url?.slice(1) ?? '', second * 1000),
  )
  return { to: (slug: string) => ask({ path: `/${slug}` }), later: () => second++ }
}

function dateless({ headers: { date: _date, ...others }, ...answer }: Answer) {
  return { ...answer, headers: others }
}

test('whoever signed is led on, with every header of every answer and no body', async () => {
  const { to } = await servingRedirects()
  expect(dateless(await to('safer-crossings'))).toEqual({
    status: 303,
    headers: {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      location: '/campaigns/safer-crossings/check-your-email',
      'content-length': '0',
      connection: 'keep-alive',
      'keep-alive': 'timeout=5',
    },
    body: '',
  })
})

test('it is said again to the letter within a second and in the next, and each campaign has its own', async () => {
  const { to, later } = await servingRedirects()
  const [first, other] = [dateless(await to('one')), dateless(await to('other'))]
  expect([first, other].map(answer => answer.headers.location)).toEqual([
    '/campaigns/one/check-your-email',
    '/campaigns/other/check-your-email',
  ])
  expect([dateless(await to('one')), dateless(await to('other'))]).toEqual([first, other])
  later()
  expect(dateless(await to('one'))).toEqual(first)
})
