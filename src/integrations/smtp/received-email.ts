/** An e-mail as the simulator's inbox shows it. */
export interface ReceivedEmail {
  readonly at: Date
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
}

/** Reads a plain-text message as it came over the wire (RFC 5322, with encoded words and quoted-printable or base64 text). */
export function readMessage(raw: string, envelope: { from: string; to: string }, at: Date): ReceivedEmail {
  const end = raw.search(/\r?\n\r?\n/)
  const head = raw.slice(0, end).replaceAll(/\r?\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const body = raw.slice(end).replace(/^\r?\n\r?\n/, '')
  return {
    at,
    ...envelope,
    subject: decodeWords(header('Subject')),
    messageId: header('Message-ID'),
    text: decodeBody(body, header('Content-Transfer-Encoding').toLowerCase()).replaceAll('\r\n', '\n'),
  }
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? quotedPrintable(body.replaceAll(/=\r?\n/g, '')) : body
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** RFC 2047. */
const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    )
