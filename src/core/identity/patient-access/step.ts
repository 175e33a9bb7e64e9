/** Something in an organisation that a person has proved to be theirs: a code, or an account. */
export interface Place {
  readonly tenantId: string
  readonly id: string
}

/** What is still to be done: choose a password, or choose an organisation. */
export type Stage = 'activate' | 'organisation'

/** How long someone may take to think of a password, in minutes. */
export const STEP_MINUTES = 20

/** After how long, in minutes, a patient confirms that it is them before they change something. */
export const CONFIRM_MINUTES = 30
