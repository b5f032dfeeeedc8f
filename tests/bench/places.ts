import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PlacesDraft } from '../../app/domain/place/import'
import type { Places } from '../../app/domain/place/place'
import type { Postcode } from '../../app/domain/place/postcode'
import { sectorOf } from '../../app/domain/place/sector'
import type { Store } from '../../app/domain/store'
import { readPlaceFiles } from '../../app/lookup/files/read-files'
import { importedPlaces } from '../../app/lookup/imported'
import { openSqliteStore } from '../../db/sqlite/store'
import { alternate } from './alternate'
import { databaseIn } from './children'
import { type Benchmark, type Figure, median, type Say } from './figure'
import { benchFolder, deleteFolder } from './folder'
import { memoryMb } from './memory'
import { optionsIn } from './opened'
import { type PostcodeTable, postcodeTable } from './place-table'
import { benchConstituencies } from './seats'
import { importPostcodes, needSqliteTool } from './sqlite-tool'

const rounds = 5
const lookups = 200_000

/** Finding a constituency by its postcode, what the table of all postcodes takes, and bringing it in. */
export const places: Benchmark = async say => {
  needSqliteTool()
  const table = postcodeTable(benchFolder())
  const reference = join(benchFolder(), 'reference.db')
  const imported = await importing(table, reference, say)
  const { store, file } = await storeWith(table)
  const asked = shuffled(table.postcodes).slice(0, lookups).map(toPostcode)
  const rows = new Database(reference, { readonly: true })
  const figures = [
    await lookUp('a look-up', () => importedPlaces(store, () => new Date()), asked, rows, say),
    await lookUp('a look-up that reads its sector', () => unremembered(store), asked, rows, say),
    imported,
    await memoryOf(store, table),
    sizeOf(file, table),
  ]
  rows.close()
  await store.close()
  return figures
}

async function lookUp(
  what: string,
  open: () => Pick<Places, 'lookUp'>,
  asked: readonly Postcode[],
  rows: Database.Database,
  say: Say,
): Promise<Figure> {
  const opened = open()
  const get = rows.prepare('select ons_code from postcode where postcode = ?')
  const compared = await alternate(
    rounds,
    () =>
      timed(asked, async each => {
        for (const postcode of each)
          if ((await opened.lookUp(postcode)).kind !== 'found') throw new Error(`${postcode.full} is missing`)
      }),
    () =>
      timed(asked, async each => {
        for (const { full } of each) if (!get.get(full)) throw new Error(`${full} is missing`)
      }),
    say,
  )
  return {
    benchmark: 'places',
    what,
    unit: 'a second',
    measured: compared.measured,
    reference: { what: 'a prepared get by primary key', measured: compared.reference },
    ratio: compared.ratio,
  }
}

/** As the first look-up in a sector is: nothing of it is known yet. */
function unremembered(store: Store): Pick<Places, 'lookUp'> {
  let turn = 0
  // A clock that always says that the places may have changed, and a word that always says that they have.
  const changing = { ...store, placesRevision: async () => `${turn++}` }
  return importedPlaces(changing, () => new Date(turn * 10_000))
}

async function timed(asked: readonly Postcode[], ask: (each: readonly Postcode[]) => Promise<void>) {
  const began = performance.now()
  await ask(asked)
  return { perSecond: (asked.length * 1000) / (performance.now() - began) }
}

/** CPU of bringing a CSV of all postcodes in, against the tool that puts each into a row. */
async function importing(table: PostcodeTable, reference: string, say: Say): Promise<Figure> {
  const tool: number[] = []
  const ours: number[] = []
  const compared = await alternate(
    3,
    async () => {
      const { store, folder } = await emptyStore(table)
      const cpu = process.cpuUsage()
      await store.importPlaces(await draftOf(table), new Date(), 'save')
      const { user, system } = process.cpuUsage(cpu)
      ours.push((user + system) / 1000)
      await store.close()
      deleteFolder(folder)
      return { perSecond: (table.postcodes.length * 1e6) / (user + system) }
    },
    async () => {
      const cpuUs = importPostcodes(reference, table.file)
      tool.push(cpuUs / 1000)
      return { perSecond: (table.postcodes.length * 1e6) / cpuUs }
    },
    say,
  )
  return {
    benchmark: 'places',
    what: 'bringing all postcodes in, a second of CPU',
    unit: 'postcodes',
    measured: compared.measured,
    reference: { what: 'sqlite3 .import of the same CSV', measured: compared.reference },
    ratio: compared.ratio,
    about: {
      postcodes: table.postcodes.length,
      which: table.from,
      cpuMs: Math.round(median(ours)),
      toolCpuMs: Math.round(median(tool)),
    },
  }
}

async function memoryOf(store: Store, { postcodes }: PostcodeTable): Promise<Figure> {
  const opened = importedPlaces(store, () => new Date())
  const sectors = new Map(postcodes.map(full => [sectorOf({ full }), full]))
  const before = await memoryMb()
  for (const full of sectors.values()) await opened.lookUp(toPostcode(full))
  const measured = Math.round(((await memoryMb()) - before) * 10) / 10
  await opened.lookUp(toPostcode(postcodes[0] ?? '')) // still in use, so that nothing of it was collected
  return figure('memory of all postcodes, once each sector was asked for', measured, {
    sectors: sectors.size,
  })
}

function sizeOf(file: string, { postcodes }: PostcodeTable): Figure {
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  const bytes = database.prepare("select sum(pgsize) from dbstat where name like '%sector%'").pluck().get()
  database.close()
  return figure('all postcodes in the file', Math.round(Number(bytes) / 100_000) / 10, {
    postcodes: postcodes.length,
  })
}

function figure(what: string, measured: number, about: Figure['about']): Figure {
  return {
    benchmark: 'places',
    what,
    unit: 'MB',
    measured,
    reference: null,
    ratio: null,
    ...(about && { about }),
  }
}

async function storeWith(table: PostcodeTable) {
  const opened = await emptyStore(table)
  await opened.store.importPlaces(await draftOf(table), new Date(), 'save')
  return opened
}

/** A store that knows the constituencies and no postcode. */
async function emptyStore({ codes }: PostcodeTable) {
  const folder = benchFolder()
  const file = databaseIn(folder)
  const store = openSqliteStore(file, optionsIn(folder))
  const [model] = benchConstituencies
  if (!model) throw new Error('no constituency')
  const source = { name: 'Made for the benchmarks', from: '', credits: [] }
  const rows = codes.map(code => ({ ...model, code, name: code }))
  const draft: PlacesDraft = {
    constituencies: { rows, since: null, source },
    members: null,
    postcodes: null,
  }
  await store.importPlaces(draft, new Date(), 'save')
  return { store, file, folder }
}

function draftOf({ file }: PostcodeTable) {
  const files = {
    constituencies: null,
    members: null,
    postcodes: file,
    hexjson: null,
    since: null,
    folder: '.',
    credit: null,
  }
  const unwatched = { report() {}, stop: new AbortController().signal }
  return readPlaceFiles({ ...files, northernIreland: 'kept' }, unwatched)
}

function toPostcode(full: string): Postcode {
  return { full, outward: full.slice(0, full.indexOf(' ')) }
}

/** In an order that no cache foresees, the same each time: a linear congruential walk through all of them. */
function shuffled(all: readonly string[]): string[] {
  const step = 1_000_003 // a prime, which no number of postcodes has as a factor
  return all.map((_, turn) => all[(turn * step) % all.length] ?? '')
}
