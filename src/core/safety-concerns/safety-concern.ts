/** Whether someone was harmed, as far as the person who reports it knows. */
export const HARM = {
  yes: 'Yes, someone was harmed',
  nearly: 'No, but someone could have been',
  no: 'No',
  'not-known': 'I do not know',
} as const
export type Harm = keyof typeof HARM

/** What someone reports. Free text may name patients, so all of it is sealed. */
export interface ConcernReport {
  readonly what: string
  readonly harm: Harm
  /** The page, letter or message it is about. */
  readonly where?: string | undefined
  /** How to reach whoever reported it. */
  readonly contact?: string | undefined
}

export const REPORTERS = {
  staff: 'A member of staff',
  patient: 'A patient',
  public: 'Someone who was not signed in',
} as const
export type ReporterKind = keyof typeof REPORTERS

const REFERENCE = /^SC-[0-9A-Z]{4}-[0-9A-Z]{4}$/

/** "SC-7KQ2-9MXD": what the reporter is told and can quote. Nothing can be looked up with it from outside. */
export const isReference = (text: string): boolean => REFERENCE.test(text)
