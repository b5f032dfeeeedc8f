import { test } from 'vitest'
import { postgresMissing } from '../support/postgres-server'
import { openTestPostgres } from '../support/postgres-store'
import { storeContract } from './contract'

const missing = postgresMissing()
if (missing) test('the PostgreSQL store', context => context.skip(missing))
else storeContract('the PostgreSQL store', openTestPostgres)
