import { parseArgs } from 'node:util'
import type { Backups } from '../domain/backup'
import type { Moving } from '../domain/move'
import type { Ports } from '../domain/ports'
import { isProblem } from '../domain/problem'
import { helpFor, helpForAll } from './help'
import { type Args, type Io, Misuse, parseOptions, usageOf, type Verb } from './verb'
import { verbs } from './verbs'

/** What a verb works on, opened only once the call is understood. */
export interface Opened {
  readonly ports: Ports
  close(): Promise<void>
}

/** What the verbs work on; none is opened before a verb asks. */
export interface Installation {
  open(): Promise<Opened>
  backups(): Backups
  moving(): Moving
}

/** 0 done, 1 refused with a reason, 2 not understood. */
export type ExitCode = 0 | 1 | 2

/** Carries out one command of the operator's tool. */
export async function runCommand(
  argv: readonly string[],
  io: Io,
  installation: Installation,
): Promise<ExitCode> {
  try {
    const asked = helpAsked(argv)
    if (asked !== null) await io.out(asked)
    else await runVerb(argv, io, installation)
    return 0
  } catch (fault) {
    io.note(fault instanceof Misuse || isProblem(fault) ? fault.message : faultWords(fault))
    return fault instanceof Misuse ? 2 : 1
  }
}

async function runVerb(argv: readonly string[], io: Io, installation: Installation): Promise<void> {
  const verb = findVerb(argv)
  const args = readArgs(verb, argv.slice(verb.words.split(' ').length))
  const deed = await verb.prepare(args)
  if ('withoutStore' in deed) return deed.withoutStore(io)
  if ('withBackups' in deed) return deed.withBackups(installation.backups(), io)
  if ('withMoving' in deed) return deed.withMoving(installation.moving(), io)
  const opened = await installation.open()
  try {
    await deed(opened.ports, io)
  } finally {
    await opened.close()
  }
}

function helpAsked(argv: readonly string[]): string | null {
  const end = argv.indexOf('--')
  const plain = end < 0 ? argv : argv.slice(0, end)
  if (plain[0] !== 'help' && !plain.some(word => word === '--help' || word === '-h')) return null
  const words = plain.filter(word => word !== 'help' && !word.startsWith('-'))
  return words.length === 0 ? helpForAll() : helpFor(findVerb(words))
}

function findVerb(argv: readonly string[]): Verb {
  const verb = verbs.find(({ words }) => words === argv.slice(0, words.split(' ').length).join(' '))
  if (verb) return verb
  const kin = verbs.filter(({ words }) => words.split(' ')[0] === argv[0])
  const called = argv.slice(0, kin.length > 0 ? 2 : 1).join(' ')
  const bare = kin.length > 0 && argv.length === 1
  const why =
    argv.length === 0 ? 'No verb was given' : `${called} ${bare ? 'needs another word' : 'is not known'}`
  throw new Misuse(`${why}. The verbs are\n${(kin.length > 0 ? kin : verbs).map(usageLine).join('\n')}`)
}

function usageLine(verb: Verb): string {
  return `  ${usageOf(verb)}`
}

/** @throws Misuse where words are missing, too many, or an option is not known */
function readArgs(verb: Verb, rest: readonly string[]): Args {
  const usage = `It is called as\n${usageLine(verb)}`
  const { positionals, values } = parsed(verb, rest, usage)
  const missing = verb.takes[positionals.length]
  if (missing && !missing.startsWith('[')) throw new Misuse(`${missing} is missing. ${usage}`)
  const extra = positionals[verb.takes.length]
  if (extra !== undefined) throw new Misuse(`${extra} is one word too many. ${usage}`)
  for (const [name, { required }] of Object.entries(verb.options ?? {}))
    if (required && values[name] === undefined) throw new Misuse(`--${name} is missing. ${usage}`)
  return { given: positionals, options: Object.fromEntries(Object.entries(values).map(saidYes)) }
}

function saidYes([name, value]: readonly [string, unknown]): [string, string | undefined] {
  return [name, value === true ? 'yes' : (value as string | undefined)]
}

function parsed(verb: Verb, rest: readonly string[], usage: string) {
  try {
    return parseArgs({ args: [...rest], options: parseOptions(verb), allowPositionals: true })
  } catch (fault) {
    const [why] = String(fault instanceof Error ? fault.message : fault).split('. ')
    throw new Misuse(`${why}. ${usage}`)
  }
}

/** Names a fault of ours by its first cause: what wraps a failed query repeats its values, which may be personal. */
function faultWords(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause ? fault.cause : fault
  return `The command failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : cause}`
}
