import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The words of a PDF, page after page. */
export async function texteDuPdf(octets: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(octets) }).promise
  const pages: string[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent()
    pages.push(items.map((mot) => ('str' in mot ? mot.str : '')).join(' '))
  }
  return pages.join(' ')
}
