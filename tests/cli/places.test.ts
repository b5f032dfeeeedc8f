import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPostcode } from '../../app/domain/place/postcode'
import { constituencies, folderWith, members, postcodes } from '../lookup/reading'
import { clockAt } from '../support/clock'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

beforeEach(() => {
  vi.stubEnv(
    'INIT_CWD',
    folderWith({ 'seats.csv': constituencies, 'members.csv': members, 'list.csv': postcodes }),
  )
})
afterEach(() => vi.unstubAllEnvs())

const all = ['--constituencies', 'seats.csv', '--members', 'members.csv', '--postcodes', 'list.csv']

test('what is brought in is said, and there', async () => {
  const { run, locate, store } = world()
  expect(await run('places', 'import', ...all, '--since', '2024-07-04')).toEqual({
    exitCode: 0,
    out: [
      'Constituencies: 2.',
      ...['Added:', '  Pellbridge Central', '  Gannet Head'],
      'Members: 2.',
      ...['Arrived:', '  Rosa Quill, Pellbridge Central', '  Sir Tam Brae, Gannet Head'],
      'Postcodes: 3 (3 added, 0 gone, 0 moved).\n',
    ].join('\n'),
    notes: '',
  })
  expect(await locate('ZZ2 1AA')).toEqual({ kind: 'found', code: 'Z14000002' })
  expect(await store.seat('Z14000002')).toMatchObject({
    name: 'Gannet Head',
    since: '2024-07-04',
    member: { name: 'Sir Tam Brae', email: null },
  })
})

test('a dry run says the same and changes nothing', async () => {
  const { run, locate, store } = world()
  const tried = await run('places', 'import', ...all, '--dry-run')
  expect(tried.notes).toBe('A dry run: nothing was changed. This is what would be.\n')
  expect([await locate('ZZ2 1AA'), await store.seats()]).toEqual([{ kind: 'unknown' }, []])
  const done = await run('places', 'import', ...all)
  expect(done.out).toBe(tried.out)
})

test('a part that is not given stays, and one that is takes the place of all there was', async () => {
  const { run, change, locate, store } = world()
  await run('places', 'import', ...all)
  change('members.csv', text =>
    text.replace('9002,Sir Tam Brae', '9003,Iris Holm').replace('rosa.quill@', 'rosa@'),
  )
  expect(linesOf((await run('places', 'import', '--members', 'members.csv')).out)).toEqual([
    'Members: 2.',
    ...['Arrived:', '  Iris Holm, Gannet Head'],
    ...['Left:', '  Sir Tam Brae, Gannet Head'],
    ...['Changed:', '  Rosa Quill, Pellbridge Central: e-mail address'],
  ])
  change('list.csv', text =>
    text.replace('ZZ1 1AB,Z14000001', 'ZZ1 1AB,Z14000002').replace(/ZZ2 1AA.*\n/, ''),
  )
  expect(linesOf((await run('places', 'import', '--postcodes', 'list.csv')).out)).toEqual([
    'Postcodes: 2 (0 added, 1 gone, 1 moved).',
  ])
  expect(await locate('ZZ1 1AB')).toEqual({ kind: 'found', code: 'Z14000002' })
  expect((await store.seats()).map(({ member }) => member?.name)).toEqual(['Iris Holm', 'Rosa Quill'])
})

test('seats that nobody holds are listed', async () => {
  const { run, change } = world()
  change('members.csv', text => text.replace('9002,Sir Tam Brae,Rt Hon Sir Tam Brae MP,,Moor', ',,,,'))
  expect((await run('places', 'import', ...all)).out).toContain('Vacant:\n  Gannet Head\n')
})

test('a long list is cut, and says by how much', async () => {
  const { run, change } = world()
  const more = Array.from({ length: 1200 }, (_, at) => `Z1500${1000 + at},Ward ${at},,Wendle,,Fictional,,,\n`)
  change('seats.csv', text => text + more.join(''))
  const { out } = await run('places', 'import', '--constituencies', 'seats.csv')
  expect(out).toContain('Constituencies: 1,202.\nAdded:\n  Pellbridge Central\n  Gannet Head\n  Ward 0\n')
  expect(out).toMatch(/ {2}Ward 17\n {2}and 1,182 more\n$/)
})

test('rows that were left out are counted', async () => {
  const { run, change } = world()
  change('list.csv', () =>
    ['pcds,doterm,pcon', 'ZZ1 1AA,,Z14000001', 'BT1 1AA,,Z14000002', 'JE1 1AA,,L99999999', ''].join('\n'),
  )
  expect(linesOf((await run('places', 'import', ...all, '--without-northern-ireland')).out)).toEqual(
    expect.arrayContaining([
      'Postcodes: 1 (1 added, 0 gone, 0 moved).',
      'Rows left out that lie in no constituency: 1.',
      'Rows left out that are of Northern Ireland: 1.',
    ]),
  )
})

test('one wrong line in one file, and nothing of any is brought in', async () => {
  const { run, change, store, locate } = world()
  change('list.csv', text => `${text}nowhere,Z14000001\nZZ9 9ZZ\n`)
  expect(await run('places', 'import', ...all)).toEqual({
    exitCode: 1,
    out: '',
    notes: 'list.csv:5: “nowhere” is no postcode of a place\nlist.csv:6: has 1 cell where the header has 2\n',
  })
  expect([await locate('ZZ1 1AA'), await store.seats()]).toEqual([{ kind: 'unknown' }, []])
})

test('postcodes of other boundaries than those that stand are refused', async () => {
  const { run, change } = world()
  await run('places', 'import', ...all)
  change('list.csv', text => `${text}ZZ3 1AA,Z14000003\n`)
  const { exitCode, notes } = await run('places', 'import', '--postcodes', 'list.csv')
  expect(exitCode).toBe(1)
  expect(notes).toContain('ZZ3 1AA lies in Z14000003')
})

test('a file that was cut off between two lines changes nothing, unless the operator says that it is right', async () => {
  const { run, change } = world()
  const codes = Array.from({ length: 20 }, (_, at) => `X1400${1000 + at}`)
  const cut = (text: string, lines: number) => text.split('\n').slice(0, lines).join('\n')
  change('seats.csv', () =>
    ['code,name,country', ...codes.map(code => `${code},Seat ${code},England`)].join('\n'),
  )
  change('members.csv', () =>
    ['code,id,name,party', ...codes.map((code, at) => `${code},${at + 1},Member ${at},Moor`)].join('\n'),
  )
  change('list.csv', () =>
    ['postcode,code', ...codes.map((code, at) => `ZZ${(at % 9) + 1} ${at % 10}AA,${code}`)].join('\n'),
  )
  expect((await run('places', 'import', ...all)).exitCode).toBe(0)
  change('members.csv', text => cut(text, 18))
  change('list.csv', text => cut(text, 18))
  for (const [part, file, words] of [
    ['members', 'members.csv', 'names 17 members, and there are 20 seats'],
    ['postcodes', 'list.csv', 'names 17 postcodes, and there are 20 postcodes'],
  ] as const) {
    const given = ['places', 'import', `--${part}`, file]
    for (const how of [[], ['--dry-run']]) {
      const { exitCode, notes } = await run(...given, ...how)
      expect({ exitCode, notes }).toEqual({ exitCode: 1, notes: expect.stringContaining(words) })
    }
    expect((await run(...given, '--accept-fewer')).exitCode).toBe(0)
  }
})

test.each(['E05000001', 'S16000083', 'W09000001', 'N09000001'])(
  '%s, an area of another kind, is no constituency of the Commons',
  async code => {
    const { run, change, store } = world()
    change('seats.csv', () => `code,name,country\n${code},Somewhere,England\n`)
    change('list.csv', () => `postcode,code\nZZ1 1AA,${code}\n`)
    for (const part of ['constituencies', 'postcodes']) {
      const file = part === 'postcodes' ? 'list.csv' : 'seats.csv'
      const { exitCode, notes } = await run('places', 'import', `--${part}`, file)
      expect(exitCode).toBe(1)
      expect(notes).toMatch(new RegExp(`^${file}:2: .* Westminster constituency`))
    }
    expect(await store.seats()).toEqual([])
  },
)

test('boundaries that are not in force yet are not brought in', async () => {
  const { run, store } = world()
  const { exitCode, notes } = await run('places', 'import', ...all, '--since', '2029-07-05')
  expect({ exitCode, notes }).toEqual({
    exitCode: 1,
    notes: '2029-07-05 has not come yet: bring these boundaries in on that day. Nothing was changed.\n',
  })
  expect(await store.seats()).toEqual([])
})

test('a file is named as the operator named it, and found where they stand', async () => {
  const { run, folder } = world()
  expect((await run('places', 'import', '--members', './gone.csv')).notes).toBe('./gone.csv does not exist\n')
  const path = resolve(folder, 'members.csv')
  writeFileSync(path, `${members}x\n`)
  expect((await run('places', 'import', '--members', path)).notes).toBe(
    `${path}:4: has 1 cell where the header has 9\n`,
  )
})

test.each([
  [[], 'Give at least one of --constituencies, --members, --postcodes and --hexjson'],
  [['--dry-run'], 'Give at least one of --constituencies, --members, --postcodes and --hexjson'],
  [
    ['--constituencies', 'seats.csv', '--since', 'July'],
    '--since must be a day such as 2024-07-04, not July',
  ],
  [
    ['--members', 'members.csv', '--since', '2024-07-04'],
    '--since says since when constituencies stand: give them too',
  ],
  [['--hexagons', 'map.json'], "Unknown option '--hexagons'"],
  [['list.csv'], 'list.csv is one word too many'],
])('%j is not understood: exit code 2, and nothing is opened', async (words, why) => {
  const { exitCode, out, notes } = await terminal(null)('places', 'import', ...words)
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
  expect(notes).toContain(why)
})

test('the help says what each file is', async () => {
  const { out } = await terminal(null)('places', 'import', '--help')
  for (const words of ['ONS Postcode Directory', 'Open\n', 'names and codes', 'parliament_id', '--dry-run'])
    expect(out).toContain(words)
})

function world() {
  const { store } = openTestStore()
  const ports = testPorts(store, clockAt())
  const folder = process.env.INIT_CWD ?? ''
  return {
    store,
    folder,
    run: terminal(ports),
    change(file: string, edit: (text: string) => string) {
      writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')))
    },
    async locate(typed: string) {
      const postcode = readPostcode(typed)
      if (!postcode) throw new Error(`${typed} is no postcode`)
      return ports.places.lookUp(postcode)
    },
  }
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n')
}
