import { notAcceptable, readOnly } from '../http/json'

export const loader = async () => notAcceptable()

export const action = readOnly
