import MarkdownIt from 'markdown-it'

/** A heading's level, as HTML numbers it. */
export type HeadingLevel = 2 | 3 | 4 | 5

/**
 * An organiser's Markdown as HTML that is safe to show: raw HTML is escaped, links go to the web or to mail alone and
 * are not vouched for, and there are no images, since no page may call another site.
 * @param headingsFrom the level that the text's highest heading is given: a page keeps its one h1 and skips no level
 */
export function renderMarkdown(text: string, headingsFrom: HeadingLevel): string {
  const tokens = markdown.parse(text, {})
  const used = new Set(tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => tag))
  const tags = [...used].sort()
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, headingsFrom + tags.indexOf(token.tag))}`
  return markdown.renderer.render(tokens, markdown.options, {})
}

/** Words as Markdown that says them and nothing else, wherever they stand in a line (CommonMark 0.31, section 2.4). */
export function asMarkdown(words: string): string {
  return words.replace(/[\\`*_~[\]<>]|&(?=#|\w+;)|^[#+=-]/g, '\\$&').replace(/^(\d{1,9})(?=[.)])/, '$1\\')
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')

markdown.validateLink = url => /^(https?:\/\/|mailto:)/i.test(url.trim())

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]?.attrSet('rel', 'nofollow noopener ugc')
  return renderer.renderToken(tokens, index, options)
}
