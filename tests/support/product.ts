import { onTestFinished } from 'vitest'
import { launchProduct, type Product, type ProductOptions } from './product-process'
import { testFolder } from './store'

export type { Product }

/** Starts the product in a new folder unless one is given; it ends with the test. */
export function startProduct(options: Partial<ProductOptions> = {}): Promise<Product> {
  return launchProduct(onTestFinished, { folder: options.folder ?? testFolder(), ...options })
}
