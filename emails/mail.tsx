import { type CSSProperties, Fragment, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A mail as its reader gets it; both parts say the same words. */
export interface Mail {
  readonly subject: string
  readonly text: string
  /** Null in a mail that is plain text alone. */
  readonly html: string | null
}

/** A mail is written once, as blocks; the text part comes first and the HTML part is made of the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly words: string }
  | { readonly kind: 'button'; readonly words: string; readonly url: string }
  | { readonly kind: 'link'; readonly words: string; readonly url: string } // words that tell all that the link holds
  | { readonly kind: 'letter'; readonly words: string } // a letter, as its target reads it
  | { readonly kind: 'small'; readonly words: string }
  | { readonly kind: 'quoted'; readonly words: string } // a letter among others: nothing in it can pass for the next
  | { readonly kind: 'heading'; readonly words: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'prose'; readonly text: string; readonly html: string } // safe HTML, and the same words without it
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] } // each on a line, its name before it
  | { readonly kind: 'footer'; readonly words: string; readonly link?: Link } // under the line that mail readers cut at

interface Link {
  /** Before the address, which is shown. */
  readonly words: string
  readonly url: string
}

interface Fact {
  readonly name: string
  readonly value: string
  /** Where the value leads, where it leads somewhere. */
  readonly url?: string
}

export function renderMail(subject: string, blocks: readonly Block[]): Mail {
  return { ...plainMail(subject, blocks), html: asHtml(subject, blocks) }
}

export function plainMail(subject: string, blocks: readonly Block[]): Mail {
  return { subject, text: `${blocks.map(asText).join('\n\n')}\n`, html: null }
}

function asText(block: Block): string {
  switch (block.kind) {
    case 'button':
      return `${block.words}\n${block.url}`
    case 'quoted':
      return block.words.replace(/^/gm, '> ')
    case 'heading':
      return `${'='.repeat(60)}\n${block.words}`
    case 'list':
      return block.items.map(item => `- ${item}`).join('\n')
    case 'prose':
      return block.text
    case 'facts':
      return block.facts.map(({ name, value }) => `${name}: ${value}`).join('\n')
    case 'footer':
      // RFC 3676 section 4.3: readers leave it out of a reply
      return `-- \n${block.words}${block.link ? `\n${block.link.words}\n${block.link.url}` : ''}`
    default:
      return block.words
  }
}

function asHtml(subject: string, blocks: readonly Block[]): string {
  const page = (
    <html lang="en-GB" style={{ colorScheme: 'light dark' }}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={{ margin: 0, padding: 0 }}>
        <div style={sheet}>
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
            <BlockHtml key={index} block={block} />
          ))}
        </div>
      </body>
    </html>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

function BlockHtml({ block }: { readonly block: Block }): ReactElement {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraphs words={block.words} style={paragraph} />
    case 'letter':
      return <Paragraphs words={block.words} style={paragraph} />
    case 'quoted':
      return (
        <div style={quoted}>
          <Paragraphs words={block.words} style={paragraph} />
        </div>
      )
    case 'link':
      return (
        <p style={paragraph}>
          <a href={block.url} style={{ color: 'inherit' }}>
            {block.words}
          </a>
        </p>
      )
    case 'prose':
      // biome-ignore lint/security/noDangerouslySetInnerHtml: whoever makes this block says that it is safe
      return <div style={{ overflowWrap: 'anywhere' }} dangerouslySetInnerHTML={{ __html: block.html }} />
    case 'small':
      return <Paragraphs words={block.words} style={small} />
    case 'heading':
      return <h2 style={heading}>{block.words}</h2>
    case 'list':
      return (
        <ul style={list}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
            <li key={index}>{item}</li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <p style={paragraph}>
          {block.facts.map(({ name, value, url }, index) => (
            <Fragment key={name}>
              {index > 0 && <br />}
              <b>{name}:</b> {url ? <a href={url}>{value}</a> : value}
            </Fragment>
          ))}
        </p>
      )
    case 'footer':
      return (
        <div>
          <hr style={rule} />
          <Paragraphs words={block.words} style={small} />
          {block.link ? (
            <p style={small}>
              {block.link.words}
              <br />
              <a href={block.link.url} style={{ color: 'inherit', wordBreak: 'break-all' }}>
                {block.link.url}
              </a>
            </p>
          ) : null}
        </div>
      )
    case 'button':
      return (
        <div style={{ margin: '24px 0' }}>
          <a href={block.url} style={button}>
            {block.words}
          </a>
          <p style={{ ...small, wordBreak: 'break-all' }}>
            <a href={block.url} style={{ color: 'inherit' }}>
              {block.url}
            </a>
          </p>
        </div>
      )
  }
}

function Paragraphs({ words, style }: { readonly words: string; readonly style: CSSProperties }) {
  return words
    .split(/\n{2,}/)
    .filter(part => part.trim() !== '')
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
      <p key={index} style={style}>
        {part
          .trim()
          .split('\n')
          .map((line, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
            <Fragment key={number}>
              {number > 0 && <br />}
              {line}
            </Fragment>
          ))}
      </p>
    ))
}

// No background and no text colour but the button's: a reader in dark mode brings its own, and both are legible.
const sheet: CSSProperties = {
  maxWidth: '36rem',
  margin: '0 auto',
  padding: '24px 20px',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontSize: '16px',
  lineHeight: 1.55,
}
const paragraph: CSSProperties = { margin: '0 0 16px' }
/** A line above it, so that each part of a long mail is found by leafing through it. */
const heading: CSSProperties = {
  margin: '36px 0 12px',
  padding: '20px 0 0',
  borderTop: '1px solid #8a8a8a',
  fontSize: '19px',
  lineHeight: 1.3,
}
const quoted: CSSProperties = {
  margin: '0 0 16px',
  padding: '2px 0 2px 18px',
  borderLeft: '3px solid #8a8a8a',
}
const list: CSSProperties = { margin: '0 0 16px', padding: '0 0 0 20px' }
const small: CSSProperties = { margin: '12px 0', fontSize: '14px', opacity: 0.8 }
const rule: CSSProperties = { margin: '28px 0 12px', border: 0, borderTop: '1px solid #8a8a8a' }
/** The pen of the site's pages: white on it is 9.8 to 1, and the border keeps its edge on a dark page. */
const button: CSSProperties = {
  display: 'inline-block',
  padding: '13px 22px',
  border: '1px solid #ffffff',
  borderRadius: '6px',
  backgroundColor: '#2438a0',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
}
