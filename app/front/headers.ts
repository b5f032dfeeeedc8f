import type { ServerResponse } from 'node:http'

/** For every page: nothing but our own styles, images and forms; no script at all (`safety.md`, SEC-05). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const passkeyFeatures = ['publickey-credentials-create', 'publickey-credentials-get']

const features = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  ...passkeyFeatures,
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

const permissionsPolicy = features.map(feature => `${feature}=()`).join(', ')

/** For the pages by which organisers come in: there a browser may make passkeys and show them. */
export const passkeysAllowed: Readonly<Record<string, string>> = {
  'Permissions-Policy': features
    .map(feature => `${feature}=${passkeyFeatures.includes(feature) ? '(self)' : '()'}`)
    .join(', '),
}

/** Headers of every answer, whoever makes it (SEC-06). A route may set its own for any of them. */
export function securityHeaders(publicOrigin: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy,
    'Permissions-Policy': permissionsPolicy,
    'X-Content-Type-Options': 'nosniff',
    // `no-referrer` would make browsers send `Origin: null` and break every form.
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(publicOrigin.startsWith('https:')
      ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
      : {}),
  }
}

export function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}
