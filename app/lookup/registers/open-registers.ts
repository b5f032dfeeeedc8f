import type { Log } from '../../domain/log'
import type { PlacesChoice, RegisterName } from '../../domain/place/choice'
import type { PlaceSource } from '../../domain/place/import'
import { type MemberRegister, memberRegisterName, type PostcodeRegister } from '../../domain/place/register'
import type { After } from '../../domain/timer'
import { parliamentCredits, postcodeCredits } from '../credits'
import { openAsking } from './asking'
import { mapit } from './mapit'
import { membersApi } from './members-api'
import { postcodesIo } from './postcodes-io'

export interface RegistersOptions {
  readonly choice: PlacesChoice
  readonly urls: Readonly<Record<RegisterName, string>>
  readonly mapitKey: string | null
  /** What tells a register who asks, such as `Undersigned/1.0`. */
  readonly userAgent: string
  readonly log: Log
  now(): Date
  readonly after?: After
  readonly chance?: () => number
}

export interface OpenedRegisters {
  /** In the order they are asked. */
  readonly postcodes: readonly PostcodeRegister[]
  readonly members: MemberRegister | null
}

/** The registers that an operator chose. Nothing is asked before somebody wants to know. */
export function openRegisters(options: RegistersOptions): OpenedRegisters {
  const { choice, urls, mapitKey, userAgent, now } = options
  const ask = (name: RegisterName, headers: Readonly<Record<string, string>> = {}) =>
    openAsking({ ...options, name, url: urls[name], headers: { 'User-Agent': userAgent, ...headers } })
  const source = (name: string, register: RegisterName, credits: readonly string[]): PlaceSource => ({
    name,
    from: new URL(urls[register]).host,
    credits,
  })
  const postcodes = postcodeCredits(now().getUTCFullYear())
  const parliament = membersApi(
    ask('members-api'),
    source(memberRegisterName, 'members-api', parliamentCredits),
  )
  const known: Readonly<Record<RegisterName, PostcodeRegister>> = {
    'postcodes.io': postcodesIo(ask('postcodes.io'), source('postcodes.io', 'postcodes.io', postcodes)),
    'members-api': parliament,
    mapit: mapit(
      ask('mapit', mapitKey ? { 'X-Api-Key': mapitKey } : {}),
      source('MapIt', 'mapit', mapitCredits(postcodes)),
    ),
  }
  return {
    postcodes: choice.registers.map(name => known[name]),
    members: choice.registers.includes('members-api') ? parliament : null,
  }
}

/** It asks whoever uses it for nothing to name it. */
function mapitCredits(postcodes: readonly string[]): readonly string[] {
  return ['Powered by MapIt, https://mapit.mysociety.org', ...postcodes]
}
