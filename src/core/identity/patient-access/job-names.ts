/** Sends one text from the outbox. Its worker is in `jobs.ts`; the name stands apart so that commands need not know the worker. */
export const SEND_TEXT = { name: 'core.send-text' } as const
