import { isRouteErrorResponse, Outlet, useRouteError } from '@remix-run/react'
import { ErrorPage } from './components/page/ErrorPage'
import { errorPage } from './http/headers'

export const headers = errorPage

/** Each page is a whole document (`components/Page.tsx`): only there is its title known, whatever was refused. */
export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  const thrown = useRouteError()
  if (!isRouteErrorResponse(thrown)) return <ErrorPage status={500} words={null} />
  return <ErrorPage status={thrown.status} words={wordsOf(thrown.data)} />
}

function wordsOf(said: unknown): string | null {
  return typeof said === 'object' && said !== null && 'words' in said && typeof said.words === 'string'
    ? said.words
    : null
}
