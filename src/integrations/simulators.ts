import { createServer, type Server } from 'node:http'
import type { EmailDoor } from '../core/email-door.ts'
import type { TextDoor } from '../core/text-door.ts'
import { smtpDoor } from './smtp/client.ts'
import { startSmtpSimulator } from './smtp/simulator.ts'
import { textHandset } from './text-handset.ts'

/** The outside world of a demonstration: ways out that lead to pages on one port of this machine. */
export interface Simulators {
  readonly doors: { readonly email: EmailDoor; readonly text: TextDoor }
  readonly stop: () => Promise<void>
}

/** Starts every simulator; what they received is read at `http://localhost:<port>/`. Rejects when the port is taken. */
export async function startSimulators(port: number, from: string): Promise<Simulators> {
  const mail = await startSmtpSimulator()
  const handset = textHandset()
  const pages = new Map([
    ['/', () => INDEX],
    ['/email', () => mail.inboxPage()],
    ['/text', () => handset.page()],
  ])
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? '/').split('?')[0] ?? '/')
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self'",
      'cache-control': 'no-store',
    })
    response.end(page?.() ?? 'There is no such simulator.')
  })
  try {
    await listening(server, port)
  } catch (error) {
    await mail.stop()
    throw error
  }
  return {
    doors: { email: smtpDoor({ url: mail.smtpUrl, from }), text: handset },
    async stop() {
      server.closeAllConnections()
      await Promise.all([new Promise((resolve) => server.close(resolve)), mail.stop()])
    },
  }
}

/** Only for this machine: the pages show everything that was sent, to anyone who asks. */
const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', resolve)
  })

const INDEX = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Simulators</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Simulators</h1>
<p>What Troth would send to the outside world ends here. Nobody gets it.</p>
<ul>
<li><a href="/email">E-mails</a></li>
<li><a href="/text">Text messages</a></li>
</ul>
</body>
</html>
`
