import { type LoaderFunction, redirect } from '@remix-run/node'

/** The loader of an address that is only posted to: whoever comes there by a link or a reload is led to its page. */
export function leadTo(path: string): LoaderFunction {
  return () => redirect(path, 303)
}
