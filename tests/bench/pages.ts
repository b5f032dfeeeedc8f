import { benchFolder, startHello, startLoad, startProduct } from './children'
import { campaignPath, getRequest } from './demo'
import type { Benchmark } from './figure'
import { race } from './race'

/** The campaign's page, fetched as fast as it comes, against hello. */
export const pages: Benchmark = async say => {
  const product = await startProduct(benchFolder())
  const hello = await startHello()
  const load = await startLoad()
  const { figures } = await race(
    {
      benchmark: 'pages',
      what: 'campaign page, 200',
      one: 'a page',
      reference: 'hello, GET',
      request: getRequest(product.port, campaignPath),
      expect: 200,
    },
    { product, hello, load },
    say,
  )
  await Promise.all([load.stop(), hello.stop(), product.stop()])
  return figures
}
