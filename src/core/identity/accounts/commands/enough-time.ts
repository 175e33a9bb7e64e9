/**
 * Awaited before a refusal is answered: longer than any of the work before it takes, so that what is only done for a name
 * that exists (a second transaction, an audit event) is no clue to whether it does. Milliseconds.
 */
export const enoughTime = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, ENOUGH))

export const ENOUGH = 400
