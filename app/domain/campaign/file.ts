import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  visit,
  type YAMLError,
} from 'yaml'
import { Problem } from '../problem'
import type { CampaignText } from './campaign'
import { checkCampaignText, type TextProblem } from './check'

export interface CampaignFile {
  readonly text: CampaignText
  /** The line where a field stands, or what should hold it. */
  lineOf(path: TextProblem['path']): number
}

/**
 * Reads a campaign file, YAML or JSON.
 * @param file how the problems name it
 * @throws Problem `invalid` with a line `FILE:LINE: field.path: words` for each thing wrong in it
 */
export function parseCampaign(source: string, file: string): CampaignFile {
  const lines = new LineCounter()
  // Of two equal keys the second would win silently, and a key that is no text would become some.
  const document = parseDocument(source, {
    lineCounter: lines,
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false,
  })
  const lineAt = (offset: number) => lines.linePos(offset).line
  refuse(
    file,
    [...document.errors, ...document.warnings].map(fault => [lineAt(fault.pos[0]), notYaml(fault)]),
  )
  if (!document.contents) throw new Problem('invalid', `${file} is empty`)
  const aliases = aliasOffsets(document.contents)
  refuse(
    file,
    aliases.map(offset => [lineAt(offset), 'refers to another place with *; write the words out']),
  )
  const checked = checkCampaignText(document.toJS({ maxAliasCount: 0 }))
  const root = document.contents
  const lineOf = (path: TextProblem['path']) => lineAt(offsetOf(root, path))
  if (checked.text) return { text: checked.text, lineOf }
  refuse(
    file,
    checked.problems.map(problem => [lineOf(problem.path), said(problem)]),
  )
  throw new Error('unreachable: what was not read has a problem')
}

function refuse(file: string, problems: readonly (readonly [line: number, words: string])[]): void {
  if (problems.length === 0) return
  const sorted = problems.toSorted(([one], [other]) => one - other)
  const said = [...new Set(sorted.map(([line, words]) => `${file}:${line}: ${words}`))]
  const more = said.length > saidAtMost ? [`and ${said.length - saidAtMost} more things are wrong`] : []
  throw new Problem('invalid', [...said.slice(0, saidAtMost), ...more].join('\n'))
}

/** More than anybody mends in one go; a hostile 600 KB has 50,000. */
const saidAtMost = 100

function said({ path, words }: TextProblem): string {
  return path.length === 0 ? words : `${path.join('.')}: ${words}`
}

function notYaml({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'this field stands here a second time'
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here; give one campaign a file'
  if (message.startsWith('Maximum call stack')) return 'nested too deeply'
  return message.replace(/\s+/g, ' ').trim()
}

function aliasOffsets(contents: Node): number[] {
  const offsets: number[] = []
  visit(contents, {
    Alias: (_, node) => {
      offsets.push(node.range?.[0] ?? 0)
    },
  })
  return offsets
}

/** Where a field stands; for one that is missing, where what should hold it stands. */
function offsetOf(root: Node, path: TextProblem['path']): number {
  let here: unknown = root
  let offset = root.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(here)) {
      const pair = here.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) return offset
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset
      here = pair.value
    } else if (isSeq(here)) {
      here = here.items[Number(step)]
      offset = (isNode(here) && !isAlias(here) ? here.range?.[0] : undefined) ?? offset
    } else return offset
  }
  return offset
}

/** A campaign's text as a file that reads back the same: long texts in blocks, as a person would write them. */
export function campaignFile(text: CampaignText): string {
  return stringify(text, { lineWidth: 100, blockQuote: 'literal', aliasDuplicateObjects: false })
}
