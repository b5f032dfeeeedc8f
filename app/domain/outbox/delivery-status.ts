import { tidyReply } from './smtp-reply'

/** What a delivery report says of the mail it speaks of. */
export type DeliveryStatus =
  | { readonly kind: 'failed'; readonly reply: string } // status and diagnostic, without anybody's address
  | { readonly kind: 'delayed' } // still tried
  | { readonly kind: 'delivered' } // or handed on to where nothing more is reported

/**
 * Reads the fields of a delivery report (RFC 3464): a block about the mail, then one for each recipient.
 * A mail of ours has one recipient; several blocks are those whom their system sent it on to. It has failed once it failed
 * at every one of them.
 * @returns null where it says nothing of any recipient
 */
export function readDeliveryStatus(fields: string): DeliveryStatus | null {
  const ends = blocksOf(fields).flatMap(block => endOf(block) ?? [])
  const [first] = ends
  if (!first) return null
  if (ends.every(({ kind }) => kind === 'failed')) return first
  return { kind: ends.some(({ kind }) => kind === 'delayed') ? 'delayed' : 'delivered' }
}

/** The value of a field of the report's first block, which is about the whole mail; null where it has none. */
export function mailField(fields: string, name: string): string | null {
  return blocksOf(fields)[0]?.get(name) ?? null
}

type Block = ReadonlyMap<string, string>

/** Fields by name in lower case, long ones unfolded; of several with one name the first counts. */
function blocksOf(fields: string): Block[] {
  const unfolded = fields.replace(/\r\n?/g, '\n').replace(/\n[ \t]+(?=\S)/g, ' ')
  return unfolded
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map(block => {
      const found = new Map<string, string>()
      for (const line of block.split('\n')) {
        const [, name = '', value = ''] = /^([\w-]+)[ \t]*:(.*)$/.exec(line) ?? []
        if (name !== '' && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), value.trim())
      }
      return found
    })
    .filter(block => block.size > 0)
}

/** Where the mail got with one recipient; null for a block that is about none. */
function endOf(block: Block): DeliveryStatus | null {
  const status = code.exec(block.get('status') ?? '')
  const kind = actions[actionOf(block)] ?? classes[status?.[1] ?? '']
  if (!kind) return null
  return kind === 'failed' ? { kind, reply: replyOf(status?.[0] ?? '', block) } : { kind }
}

/** RFC 3463 section 2: its first digit says how it ended. */
const code = /\b([245])\.\d{1,3}\.\d{1,3}\b/

/** Some add a comment: `failed (permanently)`. */
function actionOf(block: Block): string {
  return /^[a-z-]+/i.exec(block.get('action') ?? '')?.[0].toLowerCase() ?? ''
}

/** RFC 3464 section 2.3.3. */
const actions: Readonly<Record<string, DeliveryStatus['kind'] | undefined>> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
}

/** By the first digit of a status, where no action that is known stands beside it. */
const classes: Readonly<Record<string, DeliveryStatus['kind'] | undefined>> = {
  2: 'delivered',
  4: 'delayed',
  5: 'failed',
}

/** The diagnostic without its type (`smtp; 550 …`), after the status where it holds none of its own. */
function replyOf(status: string, block: Block): string {
  const diagnostic = (block.get('diagnostic-code') ?? '').replace(/^[\w-]+[ \t]*;[ \t]*/, '')
  const words = code.test(diagnostic) ? diagnostic : `${status} ${diagnostic}`
  return tidyReply(words) || 'no reason given'
}
