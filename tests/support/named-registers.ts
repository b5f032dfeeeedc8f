import type { Registers } from '../../app/domain/place/register'
import { noRegisters } from './ports'

const silent = () => Promise.reject(new Error('this test asks no register'))

/** Two registers of an operator's choice that no test may ask; what they are called and ask to be shown is all there is. */
export const namedRegisters: Registers = {
  ...noRegisters,
  postcodes: [
    {
      name: 'postcodes.io',
      source: {
        name: 'postcodes.io',
        from: 'api.postcodes.example',
        credits: ['Contains post', 'Contains maps'],
      },
      lookUp: silent,
    },
  ],
  members: {
    name: 'members-api',
    source: { name: 'Register of Members', from: 'members.example', credits: ['Contains members'] },
    read: silent,
  },
}
