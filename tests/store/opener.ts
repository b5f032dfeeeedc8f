import { once } from 'node:events'
import { uuidv7 } from 'uuidv7'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'

// A program of its own: says that it stands ready, and opens the store of this folder at the word.
const folder = process.argv[2]
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const keyring = openKeyring(`${folder}/keys`, Buffer.alloc(32, 'secret'))
const store = openSqliteStore(`${folder}/undersigned.db`, { keyring, household: 2, newId: uuidv7 })
await store.checkReady()
await store.close()
process.exit(0)
