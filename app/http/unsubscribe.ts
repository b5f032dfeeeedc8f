import { readForm } from './form'

/**
 * What whoever follows a link to leave wants. A provider sends `List-Unsubscribe=One-Click`, as either kind of form (RFC 8058
 * section 3.2); whatever else comes without our page's own words is taken for the same wish.
 */
export async function readLeavingForm(request: Request): Promise<'one-click' | 'left' | 'again'> {
  if (!(request.headers.get('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded'))
    return 'one-click'
  const intent = (await readForm(request)).get('intent')
  if (intent === 'again' || intent === 'left') return intent
  return 'one-click'
}
