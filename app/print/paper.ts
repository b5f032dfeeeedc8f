import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** Points, 72 to an inch; A4 is 595 by 842. */
export const margin = 56
const gap = 8
const leading = { lineGap: 2 } as const
const footSize = 10

/** Ink that a black-and-white printer keeps, on paper of any colour. */
export const ink = {
  text: '#1a1c24',
  soft: '#4c5160',
  line: '#8a8f9e',
  pale: '#d9def0',
  accent: '#232c63',
} as const

const fonts = {
  text: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
} as const

export type Doc = InstanceType<typeof PDFDocument>
export type Element = ReturnType<Doc['struct']>
type Parent = { add(child: Element): unknown }

/** A tagged document (ISO 14289, PDF/UA) that is written from the top of each page to its end, in the order in which it is read. */
export interface Paper {
  readonly doc: Doc
  /** What the sheet under way is added to. */
  readonly parent: Parent
  /** Begins a part of the document, on a page of its own; what is written until the next belongs to it. */
  sheet(): void
  heading(level: 1 | 2, words: string): void
  paragraph(words: string, style?: Style): void
  /** A figure to be read from across a table, and under it what it counts. */
  count(figure: string, words: string): void
  /** Whom to ask, at the end of a page that has room left. */
  foot(words: string): void
  /** What has no words of its own: a picture, and the words that stand for it. */
  figure(alt: string, draw: () => void): void
  /** Line work that tells nothing: readers aloud pass it over. */
  decoration(draw: () => void): void
  /** What the fonts can show of a text: for each character that they have not, the sign that says so (U+FFFD). */
  shown(words: string): string
  end(): void
}

export interface Style {
  readonly size?: number
  readonly font?: keyof typeof fonts
  readonly colour?: string
  readonly lang?: string
  /** In points; to the right margin unless given. */
  readonly width?: number
}

/** @param at when it is made, as its properties say */
export function openPaper(title: string, at: Date): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    autoFirstPage: false,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, CreationDate: at, Producer: 'Undersigned', Creator: 'Undersigned' },
  })
  const require = createRequire(import.meta.url)
  for (const [name, file] of Object.entries(fonts)) doc.registerFont(name, require.resolve(file))
  const root = doc.struct('Document')
  doc.addStructure(root)
  let section: Element | null = null

  function write(tag: string, words: string, style: Style): void {
    const options = style.lang === undefined ? {} : { lang: style.lang }
    paper.parent.add(doc.struct(tag, options, () => print(words, style)))
    doc.y += gap
  }

  function print(words: string, { size = 11, font = 'text', colour = ink.text, width }: Style): void {
    const shown = paper.shown(words)
    const options = width === undefined ? leading : { ...leading, width }
    doc.font(font).fontSize(size).fillColor(colour).text(shown, options)
  }

  const paper: Paper = {
    doc,
    get parent() {
      return section ?? root
    },
    sheet() {
      section?.end()
      section = doc.struct('Sect')
      root.add(section)
      doc.addPage()
    },
    heading(level, words) {
      write(`H${level}`, words, { size: level === 1 ? 26 : 14, font: 'bold' })
    },
    paragraph: (words, style = {}) => write('P', words, style),
    count(figure, words) {
      const lines = doc.struct('P', {}, () => {
        print(figure, { size: 56, font: 'bold', colour: ink.accent })
        doc.y -= gap
        print(words, { size: 18, font: 'bold' })
      })
      paper.parent.add(lines)
      doc.y += gap
    },
    foot(words) {
      const height = doc.font('text').fontSize(footSize).heightOfString(paper.shown(words), leading)
      doc.y = Math.max(doc.y, doc.page.height - margin - height - 1)
      write('P', words, { size: footSize, colour: ink.soft })
    },
    figure(alt, draw) {
      paper.parent.add(doc.struct('Figure', { alt }, draw))
    },
    decoration(draw) {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
    shown(words) {
      doc.font('text')
      return [...words].map(one => (hasGlyph(doc, one) ? one : unknownSign)).join('')
    },
    end() {
      section?.end()
      root.end()
      doc.end()
    },
  }
  return paper
}

const unknownSign = '\uFFFD'

/** Asked of the font that pdfkit has opened; its types do not tell of it. A line break is no glyph, and kept. */
function hasGlyph(doc: Doc, character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  const { font } = (doc as unknown as OpenedFont)._font
  return character === '\n' || (point >= 32 && font.hasGlyphForCodePoint(point))
}

interface OpenedFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } }
}
