import { html } from 'hono/html'

/** What stands on a page that must not need anything else to work. */
export interface PlainPage {
  readonly status: number
  readonly title: string
  /** What happened and what to do now. */
  readonly sentence: string
  readonly reference?: string
}

/** A small page of its own, for answers given before or without the console. */
export async function plainPage({ status, title, sentence, reference }: PlainPage): Promise<Response> {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${sentence}</p>
${reference ? html`<p>Reference ${reference}</p>` : ''}
</main>
</body>
</html>
`
  return new Response(page.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
  })
}
