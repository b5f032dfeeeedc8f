import { RecoveryAsked } from '../components/RecoverPages'
import { deskPage } from '../http/headers'

export const headers = deskPage

export default RecoveryAsked
