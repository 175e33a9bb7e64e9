import type { Email, HandOver } from './notifications/email.ts'

export type { Email, HandOver }

/** The way out for e-mail, given to the program at its start. */
export interface EmailDoor {
  readonly handOver: (email: Email) => Promise<HandOver>
}
