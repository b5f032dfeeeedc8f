import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

// Takes every mail whole, answers 250 and forgets it; says how many there were when it is asked.
let mails = 0
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _, done) {
    stream.resume()
    stream.on('end', () => {
      mails++
      done()
    })
  },
})
server.on('error', () => {}) // a mailer that hangs up
server.listen(0, '127.0.0.1', () =>
  process.send?.(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`),
)
process.on('message', () => process.send?.(mails))
process.on('disconnect', () => process.exit(0))
