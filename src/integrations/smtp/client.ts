import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Email, EmailDoor, HandOver } from '../../core/email-door.ts'
import { parseEmailAddress } from '../../core/values/email-address.ts'
import { connectionOf } from './connection-of.ts'
import { MeasuredMessage } from './measured-message.ts'

export interface SmtpSettings {
  /** `smtps://user:secret@smtp.example.nhs.uk:465`. Without TLS only to this machine. */
  readonly url: string
  /** Address that e-mails come from. */
  readonly from: string
  readonly fromName?: string
  readonly timeouts?: SmtpTimeouts
}

/** Milliseconds to connect, to be greeted, and without a word while a message is handed over. */
export interface SmtpTimeouts {
  readonly connection: number
  readonly greeting: number
  readonly silence: number
}

const TIMEOUTS = { connection: 10_000, greeting: 10_000, silence: 30_000 } as const

/** A mail server, as the way out for e-mail. One message a connection: a slow one does not hold up the others. */
export function smtpDoor({ url, from, fromName = 'Troth', timeouts = TIMEOUTS }: SmtpSettings): EmailDoor {
  const { options, auth } = connectionOf(url, timeouts)
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const compose = (email: Email, to: string): Promise<Buffer> =>
    new MailComposer({
      messageId: `<${email.messageId}@${domain}>`,
      from: { name: fromName, address: from },
      to: { name: '', address: to },
      subject: email.subject,
      text: email.text,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      // What a message says can never make the program read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build()
  return {
    async handOver(email) {
      const to = parseEmailAddress(email.to)
      if (to === undefined) return { result: 'refused', problem: 'not-an-address' }
      const message = new MeasuredMessage(await compose(email, to))
      const connection = new SMTPConnection(options)
      // The farewell may fail too; without a listener that would end the program.
      connection.on('error', () => undefined)
      try {
        await step((done) => connection.connect(done), connection)
        if (auth) await step((done) => connection.login(auth, done), connection)
        await step((done) => connection.send({ from, to: [to] }, message, done), connection)
        connection.quit()
        return { result: 'handed-over' }
      } catch (error) {
        connection.close()
        return answerOf(error as SmtpError, message.hasBegun)
      }
    },
  }
}

/** One step of the conversation, as a promise; an error of the connection itself ends it too. */
function step(start: (done: (error?: Error | null) => void) => void, connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    start((error) => {
      connection.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
}

/** What nodemailer says about a failure. */
interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
}

/**
 * What a failure means. A server's "no" is final when it says so (5xx); a wrong password is ours to mend, so it can be tried
 * again. Without an answer, the server may have taken the message if any of its text was sent, and cannot have before.
 */
function answerOf({ code = 'error', responseCode }: SmtpError, textWasSent: boolean): HandOver {
  const problem = responseCode === undefined ? code.toLowerCase() : `smtp-${responseCode}`
  if (code === 'EAUTH') return { result: 'not-now', problem: 'sign-in-refused' }
  if (responseCode !== undefined && responseCode >= 500) return { result: 'refused', problem }
  if (responseCode !== undefined && responseCode >= 400) return { result: 'not-now', problem }
  return { result: textWasSent ? 'unknown' : 'not-now', problem }
}
