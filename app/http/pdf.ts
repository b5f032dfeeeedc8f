/** A PDF to keep. @param bytes null for who only asks what there is (HEAD) */
export function pdfDownload(bytes: Uint8Array | null, file: string): Response {
  return new Response(bytes && new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(bytes ? { 'Content-Length': String(bytes.length) } : {}),
    },
  })
}
