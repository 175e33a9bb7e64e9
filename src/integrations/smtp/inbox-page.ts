import type { ReceivedEmail } from './received-email.ts'

/** The simulator's inbox: every e-mail that the program handed over, to read in a browser. Nobody got them. */
export const inboxPage = (received: readonly ReceivedEmail[], sentinels: Readonly<Record<string, string>>): string =>
  `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Simulated inbox</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Simulated inbox</h1>
<p>E-mails that Troth handed over. They were sent to nobody.</p>
${received.length === 0 ? '<p>No e-mails yet.</p>' : received.map(email).join('\n')}
<h2>Addresses that fail</h2>
<dl>${Object.entries(sentinels)
    .map(([name, what]) => `<dt><code>${escape(name)}@anything.example</code></dt><dd>${escape(what)}</dd>`)
    .join('')}</dl>
</body>
</html>
`

const email = ({ at, from, to, subject, text }: ReceivedEmail): string => `<article>
<h2>${escape(subject)}</h2>
<p>To ${escape(to)}, from ${escape(from)}, <time>${at.toISOString()}</time></p>
<pre>${escape(text)}</pre>
</article>`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
