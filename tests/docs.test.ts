import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verbs } from '../app/cli/verbs'

/** What a reader follows: all but the records of decisions, which tell of what was. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs')
    .filter(isPage)
    .map(name => join('docs', name)),
]
const written = pages.map(page => ({ page, text: readFileSync(page, 'utf8') }))
const all = written.map(({ text }) => text).join('\n')

describe('the documentation', () => {
  test('calls the operator’s tool by verbs that there are, and tells of each', () => {
    const words = verbs.map(verb => verb.words)
    const called = [...all.matchAll(/\bcli -- ([a-z][a-z -]*)/g)].map(([, call = '']) => call.trim())
    const unknown = called.filter(call => !['help', ...words].some(verb => `${call} `.startsWith(`${verb} `)))
    expect(unknown).toEqual([])
    expect(words.filter(verb => !new RegExp(`\`?\\b${verb}\\b`).test(all))).toEqual([])
  })

  test('gives each option of a verb as the verb takes it', () => {
    const unknown = [...all.matchAll(/\bcli -- ([^`\n#]+)/g)].flatMap(([, call = '']) => {
      const verb = verbs.find(({ words }) => `${call} `.startsWith(`${words} `))
      return [...call.matchAll(/ --([a-z-]+)/g)].flatMap(([, name = '']) =>
        verb && !(name in (verb.options ?? {})) ? [call.trim()] : [],
      )
    })
    expect(unknown).toEqual([])
  })

  test('explains every setting, and no other', () => {
    const read = readFileSync('app/env.server.ts', 'utf8').matchAll(/^ {4}([A-Z][A-Z_]+): /gm)
    const rows = readFileSync('docs/settings.md', 'utf8').match(/^\| `.*$/gm) ?? []
    const told = rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)])
    const names = (found: Iterable<RegExpMatchArray>) => [...found].map(([, name]) => name).sort()
    expect(names(told)).toEqual(names(read))
  })

  test('leads to addresses of the site that there are', () => {
    const routes = readdirSync('app/routes').map(file => addressOf(file.replace(/\.tsx?$/, '')))
    const named = [
      ...all.matchAll(
        /[`(<]?(?:http:\/\/localhost:3000)?(\/(?:organise|campaigns|petitions|my|office|news|mailbox)(?:\/[\w:.-]+)*)\b/g,
      ),
    ]
    const unknown = named.flatMap(([, path = '']) => (routes.some(route => route.test(path)) ? [] : [path]))
    expect(unknown).toEqual([])
  })

  test('leads to pages and headings of its own that there are', () => {
    const broken = written.flatMap(({ page, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)].flatMap(
        ([link, file = '', heading]) => {
          const to = file === '' ? page : join(dirname(page), file)
          return leadsTo(to, heading) ? [] : [`${page}: ${link}`]
        },
      ),
    )
    expect(broken).toEqual([])
  })
})

function isPage(name: string): boolean {
  return name.endsWith('.md')
}

/** A route's file as what addresses it has: `$slug` is anything, and so is what a page writes as `:slug` or in capitals. */
function addressOf(file: string): RegExp {
  const path = file
    .replaceAll('[.]', '\0')
    .split('.')
    .filter(part => part !== '_index')
    .map(part => (part.startsWith('$') ? '[^/]+' : part.replace(/_$/, '')))
    .join('/')
  return new RegExp(`^/${path.replaceAll('\0', '\\.')}$`)
}

function leadsTo(file: string, heading: string | undefined): boolean {
  if (file.endsWith('/')) return readdirSync(file).length > 0
  const text = readFileSync(file, 'utf8')
  if (heading === undefined) return true
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
  return headings.includes(heading)
}
