import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The least that node:http can do for a request, whatever its method: what every server here is held against.
const server = createServer((_, response) => {
  response.end('hello')
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
