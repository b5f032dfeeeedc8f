import MarkdownIt, { type Token } from 'markdown-it'

const markdown = new MarkdownIt({ html: false })

/** How a link is told in plain text: by its words alone, or with its address after them. */
type Links = 'words' | 'with-addresses'

/** An organiser's Markdown as readers of plain text expect it: no marks, a blank line between paragraphs, "- " before points. */
export function plainText(text: string, links: Links = 'words'): string {
  const blocks: string[] = []
  let point = false // the next words begin a point of a list
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'list_item_open') point = true
    const words =
      token.type === 'inline' ? inlineWords(token.children ?? [], links) : (codeWords(token) ?? '')
    if (words === '') continue
    blocks.push(point ? `- ${words}` : words)
    point = false
  }
  return blocks.join('\n\n').replace(/^(- .*)\n\n(?=- )/gm, '$1\n')
}

function inlineWords(tokens: readonly Token[], links: Links): string {
  const open: string[] = []
  return tokens
    .map(({ type, content }, index) => {
      if (type === 'softbreak') return ' '
      if (type === 'link_open') open.push(String(tokens[index]?.attrGet('href') ?? ''))
      if (type === 'link_close') return addressAfter(links, open.pop(), tokens[index - 1])
      return type === 'hardbreak' ? '\n' : content
    })
    .join('')
    .trim()
}

/** An address that is its link's own words is not said twice. */
function addressAfter(links: Links, url: string | undefined, before: Token | undefined): string {
  return links === 'words' || !url || before?.content === url ? '' : ` (${url})`
}

function codeWords({ type, content }: Token): string | null {
  return type === 'fence' || type === 'code_block' ? content.trimEnd() : null
}
