import { expect, test } from 'vitest'
import { salutationOf } from '../../app/domain/target/salutation'

test.each([
  ['Ms Lind', 'Rosa Lind', 'Ms Lind'],
  [null, 'Rosa Lind', 'Rosa Lind'],
  ['', 'Rosa Lind', 'Rosa Lind'],
  ['  ', 'Rosa Lind', 'Rosa Lind'],
  ['Rt Hon Rosa Lind', 'Rosa Lind', 'Rosa Lind'],
  ['The Rt. Hon. Sir Robin Lind', 'Sir Robin Lind', 'Sir Robin Lind'],
  ['the right honourable Rosa Lind', 'Rosa Lind', 'Rosa Lind'],
  ['Rt Hon', 'Rosa Lind', 'Rosa Lind'],
  [null, 'Rt Hon Rosa Lind', 'Rosa Lind'],
  ['Right Honey', 'R. Honey', 'Right Honey'],
  ['Theodora', 'Theodora Rtson', 'Theodora'],
])('who asks to be addressed as %j and is shown as %j is greeted as %j', (addressAs, name, greeted) => {
  expect(salutationOf(addressAs, name)).toBe(greeted)
})
