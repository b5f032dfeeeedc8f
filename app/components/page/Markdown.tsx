import { type HeadingLevel, renderMarkdown } from '../../domain/text/markdown'

interface MarkdownProps {
  readonly text: string
  readonly headingsFrom?: HeadingLevel
}

export function Markdown({ text, headingsFrom = 2 }: MarkdownProps) {
  return <RenderedMarkdown html={renderMarkdown(text, headingsFrom)} />
}

/**
 * The one place where HTML is shown that was made from an organiser's text.
 * @param html as `renderMarkdown` gives it
 */
export function RenderedMarkdown({ html }: { readonly html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown escapes raw HTML and lets only web and mail links through
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
}
