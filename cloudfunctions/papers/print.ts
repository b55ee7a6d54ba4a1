import { join } from 'node:path'
import PdfPrinter from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import { eachText, fitter, missingNote } from './glyphs'

// The font lies beside the built function; only the characters used go into the file.
const font = join(__dirname, 'NotoSansSC_400Regular.ttf')
const printer = new PdfPrinter({ NotoSansSC: { normal: font, bold: font, italics: font, bolditalics: font } })
const fitFor = fitter(font)

/** A paper to be printed: `running` stands small above every page but the first. */
export interface Paper { content: Content[]; running: string; footnote: string }

/** The head of every paper: whose it is, and what. */
export const heading = (tenantName: string, title: string): Content[] => [
  { text: tenantName, alignment: 'center', fontSize: 13 },
  { text: title, alignment: 'center', fontSize: 20, margin: [0, 4, 0, 12] },
]

const small = { fontSize: 8, color: '#555555' }

function definitionOf({ content, running, footnote }: Paper): TDocumentDefinitions {
  const missing = new Set<string>()
  const fit = fitFor(missing)
  const [body, above, below] = [eachText(content, fit), fit(running), fit(footnote)]
  return {
    pageSize: 'A4',
    pageMargins: [60, 56, 60, 54],
    info: { title: running },
    content: [...body, ...missingNote(missing)],
    header: page => (page === 1 ? null : { text: above, ...small, margin: [60, 28, 60, 0] }),
    footer: (page, pages) => ({ text: [below, `第 ${page} 页，共 ${pages} 页`].filter(Boolean).join('　'), ...small, alignment: 'center', margin: [0, 16, 0, 0] }),
    defaultStyle: { font: 'NotoSansSC', fontSize: 11, lineHeight: 1.35 },
  }
}

/** The document as a PDF, base64. */
export const printed = (paper: Paper): Promise<string> => new Promise((resolve, reject) => {
  const pdf = printer.createPdfKitDocument(definitionOf(paper))
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  pdf.on('end', () => resolve(Buffer.concat(parts).toString('base64')))
  pdf.on('error', reject)
  pdf.end()
})
