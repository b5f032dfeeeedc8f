import type { ParsedMail } from 'mailparser'
import { expect } from 'vitest'

/** Fails unless the HTML part says, in order, the very words of the text part. */
export function sameWords({ text, html }: ParsedMail): void {
  expect(wordsOfHtml(html || '')).toBe(wordsOfText(text ?? ''))
}

function wordsOfText(text: string): string {
  return oneSpaced(text.replace(/^> ?/gm, '').replace(/^(-- |- |=+$)/gm, ''))
}

function wordsOfHtml(html: string): string {
  const body = html.slice(html.indexOf('<body'))
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => entities[name] ?? '')
  return oneSpaced(words)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

function oneSpaced(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}
