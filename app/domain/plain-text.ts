import MarkdownIt, { type Token } from 'markdown-it'

const markdown = new MarkdownIt({ html: false })

/** An organiser's Markdown as readers of plain text expect it: no marks, a blank line between paragraphs, "- " before points. */
export function plainText(text: string): string {
  const blocks: string[] = []
  let point = false // the next words begin a point of a list
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'list_item_open') point = true
    const words = token.type === 'inline' ? inlineWords(token.children ?? []) : (codeWords(token) ?? '')
    if (words === '') continue
    blocks.push(point ? `- ${words}` : words)
    point = false
  }
  return blocks.join('\n\n').replace(/^(- .*)\n\n(?=- )/gm, '$1\n')
}

function inlineWords(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => {
      if (type === 'softbreak') return ' '
      return type === 'hardbreak' ? '\n' : content
    })
    .join('')
    .trim()
}

function codeWords({ type, content }: Token): string | null {
  return type === 'fence' || type === 'code_block' ? content.trimEnd() : null
}
