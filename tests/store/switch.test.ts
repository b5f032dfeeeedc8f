import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { finishSwitch, type Step, switchFiles } from '../../db/sqlite/switch'
import { testFolder } from '../support/store'

test.each([0, 1, 2, 3, 4])(
  'a switch whose power went after %d steps is ended by whoever comes next',
  done => {
    const { database, steps, contents } = ready()
    for (const { do: what, from, to } of steps.slice(0, done))
      (what === 'keep' ? linkSync : renameSync)(from, to)
    writeFileSync(`${database}.restore.json`, JSON.stringify({ steps }))
    finishSwitch(database)
    finishSwitch(database) // and again
    expect(contents()).toEqual(switched)
  },
)

test('a switch is done at once where nothing goes wrong', () => {
  const { database, steps, contents } = ready()
  switchFiles(database, steps)
  expect(contents()).toEqual(switched)
})

test('a switch that the disk refuses is not forgotten', () => {
  const { database, folder, steps, contents } = ready()
  writeFileSync(join(folder, 'in-the-way'), '')
  const stuck: Step = { do: 'move', from: join(folder, 'new'), to: join(folder, 'in-the-way', 'new') }
  expect(() => switchFiles(database, [stuck, ...steps])).toThrow()
  expect(existsSync(`${database}.restore.json`)).toBe(true)
  expect(contents()).toMatchObject({ 'undersigned.db': 'old', new: 'new' })
})

const switched = {
  'undersigned.db': 'new',
  kept: 'old',
  'keys/one.key': 'new key',
  'keys/one.old': 'old key',
}

/** A database and a key, and what is to take their place. */
function ready() {
  const folder = testFolder()
  const at = (name: string) => join(folder, name)
  mkdirSync(at('keys'))
  const files = { 'undersigned.db': 'old', new: 'new', 'keys/one.key': 'old key', 'keys/new': 'new key' }
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content)
  const steps: Step[] = [
    { do: 'keep', from: at('keys/one.key'), to: at('keys/one.old') },
    { do: 'move', from: at('keys/new'), to: at('keys/one.key') },
    { do: 'keep', from: at('undersigned.db'), to: at('kept') },
    { do: 'move', from: at('new'), to: at('undersigned.db') },
  ]
  const names = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name !== 'keys')
  const contents = () => Object.fromEntries(names().map(name => [name, readFileSync(at(name), 'utf8')]))
  return { database: at('undersigned.db'), folder, steps, contents }
}
