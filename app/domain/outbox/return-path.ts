/**
 * The path on our own site that a link asks to be led back to, with its query; another where it asks for anything else (SEC-04).
 * What browsers read as another host (`//e`, `/\e`, a tab before a slash) is resolved as they do it, and refused.
 */
export function returnPath(asked: string | null, publicOrigin: string, otherwise: string): string {
  if (
    !asked ||
    !/^\/(?![/\\])/.test(asked) ||
    /[\\\p{Cc}]/u.test(asked) ||
    !URL.canParse(asked, publicOrigin)
  )
    return otherwise
  const { origin, pathname, search } = new URL(asked, publicOrigin)
  return origin === new URL(publicOrigin).origin && !pathname.startsWith('//') ? pathname + search : otherwise
}
