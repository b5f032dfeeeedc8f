import type { ParseArgsConfig } from 'node:util'
import type { Backups } from '../domain/backup'
import { isDay } from '../domain/calendar/day'
import type { Moving } from '../domain/move'
import type { Ports } from '../domain/ports'

/** Where a verb speaks: results on standard output, everything else on standard error. */
export interface Io {
  /** Resolves once it is written, so that a long export waits for its reader. */
  out(text: string): Promise<void>
  /** A line for the person at the terminal. */
  note(line: string): void
  /** What is piped in, as far as so many bytes; the rest is taken and left, so that whoever pipes it is not cut off. */
  input(atMost: number): Promise<Buffer>
  /** How far a long piece of work is, for whoever watches. @param part of the step that is done, 0 to 1 */
  progress(step: string, part: number): void
  /** Aborted when somebody wants the command to end; asking for it takes the signals over. */
  stopping(): AbortSignal
}

/** What a verb was called with: one value for each word of `takes`, and the options given. */
export interface Args {
  readonly given: readonly string[]
  readonly options: Readonly<Record<string, string | undefined>>
}

export interface Verb {
  /** The words it is called by. */
  readonly words: string
  /** What must follow them, as the help names it; may, where it stands in brackets. */
  readonly takes: readonly string[]
  readonly options?: Readonly<Record<string, Option>>
  /** One line for the list of verbs. */
  readonly does: string
  /** What else its own help says. */
  readonly more?: string
  /**
   * Checks what it was given before anything is opened, and gives what is then to be done.
   * @throws Misuse where it was called wrongly, Problem where what it was given is refused
   */
  prepare(args: Args): Promise<Deed | StorelessDeed | BackupDeed | MovingDeed>
}

/** @throws Problem where it is refused */
export type Deed = (ports: Ports, io: Io) => Promise<void>

/** What needs nothing but what it was given, so that it works where no installation is. @throws Problem where it is refused */
export interface StorelessDeed {
  withoutStore(io: Io): Promise<void>
}

/** What is done to an installation as files, while no store of ours is open. @throws Problem where it is refused */
export interface BackupDeed {
  withBackups(backups: Backups, io: Io): Promise<void>
}

/** What moves an installation elsewhere, while no store of ours is open. @throws Problem where it is refused */
export interface MovingDeed {
  withMoving(moving: Moving, io: Io): Promise<void>
}

export interface Option {
  /** How the help shows it, such as `--profile machine|excel`. */
  readonly shown: string
  readonly required: boolean
  /** Such as `--replace`, which is `yes` once it is given. */
  readonly takes?: 'nothing'
}

/** A command that cannot be understood; exit code 2. */
export class Misuse extends Error {}

/** How a verb is called, in one line. */
export function usageOf({ words, takes, options = {} }: Verb): string {
  const shown = Object.values(options).map(option => (option.required ? option.shown : `[${option.shown}]`))
  return [words, ...takes, ...shown].join(' ')
}

export function parseOptions({ options = {} }: Verb): NonNullable<ParseArgsConfig['options']> {
  const kind = ({ takes }: Option) => ({ type: takes ? ('boolean' as const) : ('string' as const) })
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, kind(option)]))
}

/** One of the known words. @throws Misuse */
export function oneOf<Word extends string>(
  what: string,
  known: readonly Word[],
  given: string | undefined,
): Word {
  const word = known.find(one => one === given)
  if (word === undefined)
    throw new Misuse(
      `${what} must be one of ${known.join(', ')}${given === undefined ? '' : `, not ${given}`}`,
    )
  return word
}

/** The day that an option gives, such as 2024-07-04; null where it is not given. @throws Misuse for what is no day */
export function optionalDay(name: string, options: Args['options']): string | null {
  const given = options[name]
  if (given !== undefined && !isDay(given))
    throw new Misuse(`--${name} must be a day such as 2024-07-04, not ${given}`)
  return given ?? null
}
