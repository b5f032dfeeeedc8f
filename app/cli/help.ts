import { usageOf, type Verb } from './verb'
import { verbs } from './verbs'

const call = 'npm run --silent cli -- '

/** The list of verbs. */
export function helpForAll(): string {
  const all = verbs.map(verb => `  ${usageOf(verb)}\n      ${verb.does}\n`)
  return `${call}VERB …\n\n${all.join('')}  help [VERB]\n      Lists the verbs, or explains one\n\nExit codes: 0 done, 1 refused with a reason, 2 not understood.\n`
}

export function helpFor(verb: Verb): string {
  return `${call}${usageOf(verb)}\n\n${[verb.does, ...(verb.more ? [verb.more] : [])].join('\n')}\n`
}
