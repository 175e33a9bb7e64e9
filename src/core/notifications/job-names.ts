/** Sends one e-mail from the outbox. Its worker is in `jobs.ts`; the name stands apart so that commands need not know the worker. */
export const SEND_EMAIL = { name: 'core.send-email' } as const
