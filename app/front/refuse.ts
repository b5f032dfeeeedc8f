import type { ServerResponse } from 'node:http'

const refusals = {
  400: ['This address cannot be read', 'Please check it, or go to the start page.'],
  403: [
    'This form was not sent from our own page',
    'Please go back, load the page again and send it from there.',
  ],
  404: ['There is nothing here', 'Please check the address, or go to the start page.'],
  405: ['This cannot be done here', 'Please go to the start page.'],
  413: ['That is more than we can take', 'Please send less of it: a shorter text, or a file in parts.'],
  500: ['Something went wrong on our side', 'It has been noted. Please try again in a moment.'],
  503: ['We cannot take this just now', 'Nothing was recorded. Please try again in a minute.'],
} as const

/** A short page for what is refused before any route is asked. It tells nothing of how we are made. */
export function refuse(response: ServerResponse, status: keyof typeof refusals): void {
  const [title, words] = refusals[status]
  const page = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><main id="main"><div class="column">
<h1>${title}</h1><p>${words}</p><p><a href="/">Start page</a></p>
</div></main></body></html>`
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
  })
  response.end(page)
}
