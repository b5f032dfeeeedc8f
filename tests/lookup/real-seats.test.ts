import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { joinMembers } from '../../app/domain/place/join-members'
import type { Seat } from '../../app/domain/place/place'
import { read } from './reading'

/** Facts about the country, which are no part of the project. */
const folder = '../shared/data'
const missing = existsSync(folder) ? null : `${folder} is missing`

if (missing) test('real seats', context => context.skip(missing))
else
  test('every member is joined by name alone to the seat that they hold, however the register writes it', async () => {
    const { constituencies, members } = await read({
      ...{ folder, constituencies: 'constituencies.csv', members: 'mps.csv' },
    })
    const seats = (constituencies?.rows ?? []).map(
      (row): Seat => ({ ...row, since: null, until: null, member: null, vacancy: 'not-known' }),
    )
    const names = new Map(seats.map(({ code, name }) => [code, name]))
    const plain = (code: string) =>
      (names.get(code) ?? '').normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll(' AND ', ' & ')
    const sitting = members?.rows ?? []
    const joined = joinMembers(
      {
        seats: sitting.map(({ id, constituencyCode }) => ({
          ...{ code: null, registerId: id, name: plain(constituencyCode), region: null, country: null },
        })),
        members: sitting.map(({ constituencyCode, ...member }) => ({
          ...{ ...member, seat: { registerId: member.id, name: plain(constituencyCode) } },
        })),
      },
      seats,
      {
        sources: [
          {
            part: 'constituencies',
            name: 'A file',
            from: 'constituencies.csv',
            credits: [],
            total: 650,
            readAt: new Date(0),
          },
        ],
      },
    )
    expect(joined.strange).toEqual([])
    expect(joined.members).toEqual(sitting)
    expect(sitting).toHaveLength(650)
  })
