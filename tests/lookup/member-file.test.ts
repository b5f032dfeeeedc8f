import { describe, expect, test } from 'vitest'
import { constituencies, folderWith, members, read, refusal } from './reading'

const header =
  'ons_code,parliament_id,name,full_title,address_as,party,email,is_speaker,takes_seat,is_minister,since'

async function member(row: string) {
  const folder = folderWith({ 'members.csv': `${header}\n${row}\n` })
  return (await read({ folder, members: 'members.csv' })).members?.rows[0]
}

test('what it calls constituencies is told beside their codes', async () => {
  const text =
    'ons_code,Constituency,member_id,name,party\nZ14000001,Gannet Head,9001,Rosa Quill,Moor\nZ14000002,,9002,Tam Brae,Moor\n'
  const places = await read({ folder: folderWith({ 'members.csv': text }), members: 'members.csv' })
  expect(places.members?.calls).toEqual(new Map([['Z14000001', 'Gannet Head']]))
})

test('a CSV tells who sits where', async () => {
  const folder = folderWith({ 'members.csv': members })
  expect((await read({ folder, members: 'members.csv' })).members).toEqual({
    rows: [
      {
        ...{ id: 9001, constituencyCode: 'Z14000001', name: 'Rosa Quill', salutation: 'Rosa' },
        ...{ fullTitle: 'Rosa Quill MP', party: 'Harbour', email: 'rosa.quill@parliament.example' },
        ...{ role: 'member', since: null },
      },
      {
        ...{ id: 9002, constituencyCode: 'Z14000002', name: 'Sir Tam Brae', salutation: 'Sir Tam Brae' },
        ...{ fullTitle: 'Rt Hon Sir Tam Brae MP', party: 'Moor', email: null, role: 'member', since: null },
      },
    ],
    calls: new Map(),
    source: {
      name: 'Members from a CSV file',
      from: 'members.csv',
      credits: ['Contains Parliamentary information licensed under the Open Parliament Licence v3.0'],
    },
  })
})

test('the columns may be called as other lists call them', async () => {
  const folder = folderWith({
    'members.csv':
      'GSS code,Member ID,Name,Full title,Name address as,Party,E-mail,Role,Start date\nZ14000001,9001,Rosa Quill,Rosa Quill MP,Rosa,Harbour,rosa@parliament.example,minister,2024-07-04\n',
  })
  expect((await read({ folder, members: 'members.csv' })).members?.rows).toMatchObject([
    { id: 9001, salutation: 'Rosa', email: 'rosa@parliament.example', role: 'minister', since: '2024-07-04' },
  ])
})

test.each([
  ['Rt Hon Tam Brae', '', 'Tam Brae'],
  ['The Rt. Hon. Dame Iris Holm', '', 'Dame Iris Holm'],
  ['Tam Brae', 'Rt Hon Tam', 'Tam'],
  ['Tam Brae', '  Tam  ', 'Tam'],
])('the salutation of %s who asks for %j is %s', async (name, asked, salutation) => {
  expect((await member(`Z14000001,9001,${name},,${asked},Moor,,,,,`))?.salutation).toBe(salutation)
})

test.each([
  ['false,true,false', 'member'],
  [',,', 'member'],
  ['1,yes,', 'speaker'],
  ['true,true,true', 'speaker'],
  ['FALSE,No,true', 'does-not-sit'],
  ['n,Y,TRUE', 'minister'],
])('a member with %s is %s', async (flags, role) => {
  expect((await member(`Z14000001,9001,Rosa Quill,,,Moor,,${flags},`))?.role).toBe(role)
})

test('a row without a name is a vacant seat', async () => {
  expect(await member('Z14000001,,,,,,,,,,')).toBeUndefined()
})

test('an address is that of the file, with its host as mail servers know it, or none', async () => {
  expect((await member('Z14000001,9001,Rosa Quill,,,Moor,Rosa@Pärliament.example,,,,'))?.email).toBe(
    'Rosa@xn--prliament-v2a.example',
  )
  expect((await member('Z14000001,9001,Rosa Quill,,,Moor, ,,,,'))?.email).toBeNull()
})

describe('a wrong row is named with its line', () => {
  const first = 'Z14000001,9001,Rosa Quill,,,Moor,,,,,'
  test.each([
    [
      'Z14000002,9002,Tam Brae,,,Moor,tam at parliament,,,,',
      'email must be an address such as name@example.org, not “tam at parliament”',
    ],
    [
      'Z14000002,9002,Tam Brae,,,Moor,a@b.example; c@d.example,,,,',
      'email must be an address such as name@example.org, not “a@b.example; c@d.example”',
    ],
    ['Z14000001,9002,Tam Brae,,,Moor,,,,,', 'a member for Z14000001 stands in line 2 already'],
    ['Z14000002,9001,Tam Brae,,,Moor,,,,,', 'the member 9001 stands in line 2 already'],
    [
      'Z1400000,9002,Tam Brae,,,Moor,,,,,',
      'ons_code must be the code of a Westminster constituency such as E14001063, not “Z1400000”',
    ],
    [',9002,Tam Brae,,,Moor,,,,,', 'ons_code is empty'],
    ['Z14000002,,Tam Brae,,,Moor,,,,,', 'member_id is empty'],
    ['Z14000002,x9,Tam Brae,,,Moor,,,,,', 'member_id must be a whole number, not “x9”'],
    ['Z14000002,9002,Tam Brae,,,Moor,,perhaps,,,', 'is_speaker must be true or false, not “perhaps”'],
    [
      'Z14000002,9002,Tam Brae,,,Moor,,,,,July 2024',
      'since must be a day such as 2024-07-04, not “July 2024”',
    ],
    ['Z14000002,9002,Tam\u200b Brae,,,Moor,,,,,', 'name has hidden characters in it: “Tam� Brae”'],
  ])('%s', async (row, words) => {
    const folder = folderWith({ 'members.csv': `${header}\n${first}\n${row}\n` })
    expect(await refusal({ folder, members: 'members.csv' })).toEqual([`members.csv:3: ${words}`])
  })

  test('everything that is wrong in a file is said at once', async () => {
    const folder = folderWith({
      'members.csv': `${header}\nZ14000001,x,Rosa Quill,,,Moor,nobody,,,,soon\nZ14000002,9002\n`,
    })
    expect(await refusal({ folder, members: 'members.csv' })).toEqual([
      'members.csv:2: member_id must be a whole number, not “x”',
      'members.csv:2: email must be an address such as name@example.org, not “nobody”',
      'members.csv:2: since must be a day such as 2024-07-04, not “soon”',
      'members.csv:3: has 2 cells where the header has 11',
    ])
  })

  test('one who sits for none of the constituencies of the same import', async () => {
    const stray = 'Z14000009,9009,Iris Holm,Iris Holm MP,,Moor,,,\n'
    const folder = folderWith({ 'seats.csv': constituencies, 'members.csv': `${members}${stray}` })
    expect(await refusal({ folder, constituencies: 'seats.csv', members: 'members.csv' })).toEqual([
      'members.csv:4: Z14000009 is none of the constituencies in seats.csv',
    ])
  })

  test('a role that there is not', async () => {
    const folder = folderWith({
      'm.csv': 'ons_code,id,name,party,role\nZ14000001,9001,Rosa Quill,Moor,leader\n',
    })
    expect(await refusal({ folder, members: 'm.csv' })).toEqual([
      'm.csv:2: role must be one of member, speaker, minister, does-not-sit, not “leader”',
    ])
  })
})
