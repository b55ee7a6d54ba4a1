import { join } from 'node:path'
import PdfPrinter from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces'

// The font lies beside the built function; only the characters used go into the file.
const font = join(__dirname, 'NotoSansSC_400Regular.ttf')
const printer = new PdfPrinter({ NotoSansSC: { normal: font, bold: font, italics: font, bolditalics: font } })

/** The document as a PDF, base64. */
export const printed = (definition: TDocumentDefinitions): Promise<string> => new Promise((resolve, reject) => {
  const pdf = printer.createPdfKitDocument({ pageSize: 'A4', pageMargins: [56, 60, 56, 60], ...definition, defaultStyle: { font: 'NotoSansSC', fontSize: 11, lineHeight: 1.4 } })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  pdf.on('end', () => resolve(Buffer.concat(parts).toString('base64')))
  pdf.on('error', reject)
  pdf.end()
})
