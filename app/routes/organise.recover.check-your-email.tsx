import { RecoveryAsked } from '../components/sign-in/RecoverPages'
import { deskPage } from '../http/headers'

export const headers = deskPage

export default RecoveryAsked
