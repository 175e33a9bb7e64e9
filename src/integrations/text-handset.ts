import type { Text, TextDoor } from '../core/text-door.ts'

/** A telephone that shows every text message the program hands over. Nobody got them. */
export interface TextHandset extends TextDoor {
  readonly page: () => string
}

/** Messages kept; the oldest go first. */
const MOST_KEPT = 500

/** The way out for text messages in a demonstration. */
export function textHandset(now: () => Date = () => new Date()): TextHandset {
  const received: { readonly at: Date; readonly text: Text }[] = []
  return {
    handOver(text) {
      // A second copy of the same message is told by its identifier, as a provider would.
      if (!received.some((one) => one.text.messageId === text.messageId)) received.unshift({ at: now(), text })
      received.splice(MOST_KEPT)
      return Promise.resolve({ result: 'handed-over' })
    },
    page: () => `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Simulated telephone</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Simulated telephone</h1>
<p>Text messages that Troth handed over. They were sent to nobody.</p>
${received.length === 0 ? '<p>No text messages yet.</p>' : received.map(message).join('\n')}
</body>
</html>
`,
  }
}

const message = ({ at, text: { to, text } }: { at: Date; text: Text }): string => `<article>
<h2>To ${escape(to)}, <time>${at.toISOString()}</time></h2>
<pre>${escape(text)}</pre>
</article>`

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '')
