import { Problem } from '../domain/problem'
import { answering } from '../http/problems'

/** Every address that leads nowhere. */
export const loader = answering(async () => {
  throw new Problem('not-found', 'Nothing is kept at this address.')
})

export default function Nowhere() {
  return null
}
