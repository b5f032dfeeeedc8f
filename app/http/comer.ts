import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Comer } from '../domain/sign-in/sign-in'
import { readKnownCookie } from './session-cookie'

/** Who asks, and by what browser. */
export function comerOf({ request, context }: LoaderFunctionArgs): Comer {
  const known = readKnownCookie(request, context.ports.settings.publicOrigin)
  return { visitor: context.visitor, agent: agentWords(request.headers.get('User-Agent') ?? ''), known }
}

/** A browser as its owner would call it, such as "Firefox on Windows": what it says of itself in full says too much. */
function agentWords(userAgent: string): string {
  const browser = browsers.find(([sign]) => sign.test(userAgent))?.[1] ?? 'A browser'
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1]
  return system ? `${browser} on ${system}` : browser
}

/** The first that fits: each says that it is those below it too. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]
