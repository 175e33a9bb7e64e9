import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { inboxPage } from './inbox-page.ts'
import { readMessage, type ReceivedEmail } from './received-email.ts'

/** The part of an address before the @ chooses a failure; anyone else's e-mail is taken. */
export const SENTINELS = {
  'not-known': 'refused for good: no such mailbox (550)',
  busy: 'refused for now: try again later (451)',
  full: 'refused for now after the text was sent (452)',
  spam: 'refused for good after the text was sent (554)',
  'taken-but-silent': 'taken, but the server never says so',
  'taken-then-gone': 'taken, but the connection is lost before the server says so',
  'silent-early': 'the server says nothing when it is given the address',
} as const
type Sentinel = keyof typeof SENTINELS

export interface SmtpSimulator {
  /** For the client: `smtp://127.0.0.1:…`. */
  readonly smtpUrl: string
  /** Newest first. */
  readonly inbox: () => readonly ReceivedEmail[]
  /** The inbox as a page, for the simulator's port. */
  readonly inboxPage: () => string
  readonly stop: () => Promise<void>
}

/** E-mails kept; the oldest go first. */
const MOST_KEPT = 500

/** A mail server on this machine that takes every e-mail, keeps it for reading and sends it nowhere. */
export async function startSmtpSimulator({
  port = 0,
  host = '127.0.0.1',
  now = () => new Date(),
} = {}): Promise<SmtpSimulator> {
  const received: ReceivedEmail[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: 1024 * 1024,
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, _session, answer) {
      const sentinel = sentinelOf(address)
      if (sentinel === 'not-known') return answer(saying(550, 'No such mailbox'))
      if (sentinel === 'busy') return answer(saying(451, 'Try again later'))
      if (sentinel === 'silent-early') return undefined
      return answer()
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const sentinel = sentinelOf(recipient(session))
        if (sentinel === 'full') return answer(saying(452, 'Mailbox full'))
        if (sentinel === 'spam') return answer(saying(554, 'Message refused'))
        received.unshift(
          readMessage(Buffer.concat(chunks).toString('utf8'), { from: sender(session), to: recipient(session) }, now()),
        )
        received.splice(MOST_KEPT)
        if (sentinel === 'taken-then-gone') dropConnections(server)
        else if (sentinel !== 'taken-but-silent') answer()
        return undefined
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: listening } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://${host}:${listening}`,
    inbox: () => received,
    inboxPage: () => inboxPage(received, SENTINELS),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function sentinelOf(address: string): Sentinel | undefined {
  const name = address.split('@')[0] ?? ''
  return Object.hasOwn(SENTINELS, name) ? (name as Sentinel) : undefined
}

const recipient = (session: SMTPServerSession): string => session.envelope.rcptTo[0]?.address ?? ''
const sender = ({ envelope: { mailFrom } }: SMTPServerSession): string => (mailFrom ? mailFrom.address : '')
const saying = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

function dropConnections(server: SMTPServer): void {
  const { connections } = server as unknown as { connections: Set<{ _socket?: { destroy: () => void } }> }
  for (const connection of connections) connection._socket?.destroy()
}
