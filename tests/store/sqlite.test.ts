import { openTestStore } from '../support/store'
import { storeContract } from './contract'

storeContract('the SQLite store', options => openTestStore(options).store)
