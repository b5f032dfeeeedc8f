import { type HeadingLevel, renderMarkdown } from '../domain/markdown'

interface MarkdownProps {
  readonly text: string
  readonly headingsFrom?: HeadingLevel
}

/** The one place where HTML is made from an organiser's text. */
export function Markdown({ text, headingsFrom = 2 }: MarkdownProps) {
  const html = renderMarkdown(text, headingsFrom)
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown escapes raw HTML and lets only web and mail links through
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
}
