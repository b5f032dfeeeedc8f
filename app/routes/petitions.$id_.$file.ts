import { Problem } from '../domain/problem'
import { notAcceptable, publicData, readOnly } from '../http/json'

/** Whatever else is asked of a petition beside its `count.json`. */
export const loader = publicData(async ({ params }) => {
  if (/^count\.\w+$/.test(params.file ?? '')) return notAcceptable()
  throw new Problem('not-found', 'There is no such data.')
})

export const action = readOnly
