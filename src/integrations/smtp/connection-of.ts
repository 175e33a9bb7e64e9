import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SmtpTimeouts } from './client.ts'

const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]'])

/** How to speak to the server of an address. Over a network only with TLS, and only to who it says it is. */
export function connectionOf(
  url: string,
  timeouts: SmtpTimeouts,
): { options: SMTPConnection.Options; auth: SMTPConnection.AuthenticationCredentials | undefined } {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  return {
    options: {
      host: hostname.replaceAll(/[[\]]/g, ''),
      port: port === '' ? (isSecure ? 465 : 587) : Number(port),
      secure: isSecure,
      requireTLS: !isSecure && !THIS_MACHINE.has(hostname),
      tls: { minVersion: 'TLSv1.2' },
      connectionTimeout: timeouts.connection,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.silence,
      logger: false,
    },
    auth:
      username === ''
        ? undefined
        : { credentials: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } },
  }
}
