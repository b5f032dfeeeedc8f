import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port that nobody has and that the system gives to nobody who asks for any, so that whoever stops listening at it may
 * listen again: Linux gives those from 32768 on, others those from 49152 on.
 */
export async function freePort(): Promise<number> {
  const [first, beyond] = [10_000, 32_768]
  // Test files run side by side: each process begins elsewhere.
  for (let port = first + ((process.pid * 97 + taken++) % (beyond - first)); ; port++)
    if (await isFree(port)) return port
}

let taken = 0

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
