import { describe, expect, test } from 'vitest'
import { passkeysAllowed, securityHeaders, setHeaders } from '../../app/front/headers'
import { serving } from './asking'

const overHttps = securityHeaders('https://campaigns.charity.example')

/** The Content-Security-Policy as its directives. */
const policy = Object.fromEntries(
  (overHttps['Content-Security-Policy'] ?? '').split('; ').map(directive => {
    const [name, ...values] = directive.split(' ')
    return [name, values.join(' ')]
  }),
)

describe('the headers of every answer', () => {
  test('let a page load our own styles, images and fonts, post to us, and nothing else', () => {
    expect(policy).toEqual({
      'default-src': "'none'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
  })

  test('allow no script and nothing inline', () => {
    expect(policy).not.toHaveProperty('script-src')
    expect(overHttps['Content-Security-Policy']).not.toMatch(/unsafe-|\*|https?:/)
  })

  test('keep the referrer from other sites without hiding the origin of our own forms', () => {
    expect(overHttps['Referrer-Policy']).toBe('strict-origin-when-cross-origin')
  })

  test('keep other sites from sniffing, opening or embedding what we answer', () => {
    expect(overHttps).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
  })

  test('deny every feature of a browser', () => {
    const features = (overHttps['Permissions-Policy'] ?? '').split(', ')
    expect(features.length).toBeGreaterThan(15)
    for (const feature of features) expect(feature).toMatch(/^[a-z-]+=\(\)$/)
    for (const named of ['camera', 'geolocation', 'microphone', 'publickey-credentials-get'])
      expect(features).toContain(`${named}=()`)
  })

  test('but for passkeys, which a browser makes and shows where organisers come in', () => {
    const allowed = (passkeysAllowed['Permissions-Policy'] ?? '')
      .split(', ')
      .filter(one => !one.endsWith('=()'))
    expect(allowed).toEqual(['publickey-credentials-create=(self)', 'publickey-credentials-get=(self)'])
  })

  test('promise https for a year where we are reached by it, and never where we are not', () => {
    expect(overHttps['Strict-Transport-Security']).toBe('max-age=31536000; includeSubDomains')
    expect(securityHeaders('http://localhost:3000')).not.toHaveProperty('Strict-Transport-Security')
  })

  test('are sent, and a route may set its own for any of them', async () => {
    const { ask } = await serving((_request, response) => {
      setHeaders(response, overHttps)
      response.setHeader('Referrer-Policy', 'same-origin')
      response.end()
    })
    const { headers } = await ask()
    for (const [name, value] of Object.entries(overHttps))
      expect(headers[name.toLowerCase()]).toBe(name === 'Referrer-Policy' ? 'same-origin' : value)
  })
})
