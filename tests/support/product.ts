import { onTestFinished } from 'vitest'
import { launchProduct, type Product, type ProductOptions } from './product-process'
import { testFolder } from './store'

export type { Product }

/** Of 0.93 s that a start takes a processor, 0.28 go to optimising what runs for seconds. Faults and benchmarks run as people do. */
const inPassing = ['--no-opt']

/** Starts the product in a new folder unless one is given; it ends with the test. */
export function startProduct(options: Partial<ProductOptions> = {}): Promise<Product> {
  return launchProduct(onTestFinished, {
    folder: options.folder ?? testFolder(),
    flags: inPassing,
    ...options,
  })
}
