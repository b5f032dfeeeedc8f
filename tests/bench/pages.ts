import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { type Served, startHello, startLoad, startProduct } from './children'
import { campaignPath, getRequest } from './demo'
import type { Benchmark, Missing } from './figure'
import { benchFolder } from './folder'
import { race } from './race'

const benchmark = 'pages'

/** The campaign's page, fetched as fast as it comes, whole and compressed and when it is known already, against hello. */
export const pages: Benchmark = async say => {
  const product = await startProduct(benchFolder())
  const hello = await startHello()
  const load = await startLoad()

  async function raced(what: string, expect: number, headers: Readonly<Record<string, string>>) {
    const thing = { server: product, request: getRequest(product.port, campaignPath, headers), expect }
    const bare = getRequest(hello.port, campaignPath)
    const reference = { what: 'hello, GET', server: hello, request: bare, expect: 200 }
    const entry = { benchmark, what, one: `a ${what}`, thing, reference, ms: 1000 } // 30,000 answers are enough
    return (await race(entry, load, progress => say(`${what}: ${progress}`))).figures
  }

  const gzip = { 'Accept-Encoding': 'gzip' }
  const { etag } = await headersOf(product, {})
  const compressed = (await headersOf(product, gzip))['content-encoding'] === 'gzip'
  const figures = [
    ...(await raced('campaign page, 200', 200, {})),
    ...(compressed
      ? await raced('campaign page, 200, gzip', 200, gzip)
      : missing('campaign page, 200, gzip', 'it comes uncompressed')),
    ...(etag
      ? await raced('campaign page, 304', 304, { 'If-None-Match': etag })
      : missing('campaign page, 304', 'no ETag')),
  ]
  await Promise.all([load.stop(), hello.stop(), product.stop()])
  return figures
}

function missing(what: string, why: string): readonly Missing[] {
  return [{ benchmark, what, why }]
}

/** Of a page's answer; not by `fetch`, which asks for compression of its own accord. */
function headersOf(
  { port }: Served,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingHttpHeaders> {
  return new Promise((resolve, reject) => {
    ask({ port, host: '127.0.0.1', path: campaignPath, headers, agent: false }, answer => {
      answer.resume()
      resolve(answer.headers)
    })
      .on('error', reject)
      .end()
  })
}
