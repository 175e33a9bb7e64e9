import type { RetentionRule } from './data-map.ts'

/** How long the rows of a table are kept. Periods of the Records Management Code are the least; the end is a review, then destruction. */
export interface Retention {
  /** Counted from `from`; `its subject` means as long as the row it belongs to. */
  readonly keep:
    | { readonly years: number }
    | { readonly months: number }
    | { readonly days: number }
    | 'with its subject'
    | 'until replaced'
  /** The event that starts the clock. It starts again when the record comes back into use. */
  readonly from: string
  /** A child's record is kept at least to the birthday named here. */
  readonly childToAge?: number
  readonly atTheEnd: 'review, then destroy' | 'destroy'
  /** The law, code or rule that the period comes from. */
  readonly source: string
  /** False until a records manager has read the period in its source: an organisation is told so and can set its own. */
  readonly verified: boolean
}

const RECORDS_CODE = 'NHS Records Management Code of Practice, appendix II'

/** Every rule a table can name. The organisation may keep longer, and shorter only with a recorded reason (HC-18, BT-29). */
export const RETENTION: Readonly<Record<RetentionRule, Retention>> = {
  'health-record': {
    keep: { years: 8 },
    from: 'discharge, or the last time the person was seen',
    childToAge: 25,
    atTheEnd: 'review, then destroy',
    source: `${RECORDS_CODE}: adult health records not otherwise listed; children's records (26 if 17 at the end)`,
    verified: true,
  },
  'audit-trail': {
    keep: 'with its subject',
    from: 'the end of the record that the event describes',
    atTheEnd: 'review, then destroy',
    source: `${RECORDS_CODE} has no row for audit trails: kept as long as what they describe, never shorter`,
    verified: false,
  },
  'staff-record': {
    keep: { years: 6 },
    from: 'the day the person leaves; the summary is kept to the 75th birthday in the employer’s own record',
    atTheEnd: 'review, then destroy',
    source: `${RECORDS_CODE}: staff record (Troth holds an account, not the employment record)`,
    verified: false,
  },
  'task-record': {
    keep: { years: 8 },
    from: 'the day the task was closed, or the end of the record it is about, whichever is later',
    atTheEnd: 'review, then destroy',
    source: `${RECORDS_CODE}: part of the health record it is about`,
    verified: false,
  },
  'security-log': {
    keep: { years: 1 },
    from: 'the day it was written',
    atTheEnd: 'destroy',
    source: 'Platform rule: long enough to look into an incident that is found late',
    verified: false,
  },
  session: {
    keep: { days: 2 },
    from: 'the end of the session',
    atTheEnd: 'destroy',
    source: 'Platform rule: what was typed when a session ended can be given back for one day',
    verified: true,
  },
  'one-week': {
    keep: { days: 7 },
    from: 'the day it was written',
    atTheEnd: 'destroy',
    source: 'Platform rule: longer than the longest retry of any carrier (72 hours)',
    verified: true,
  },
  'with-its-subject': {
    keep: 'with its subject',
    from: 'the end of the row it belongs to',
    atTheEnd: 'destroy',
    source: 'Platform rule: no part of a record outlives it',
    verified: true,
  },
  'organisation-life': {
    keep: { months: 3 },
    from: 'the end of the contract, after the organisation has its export',
    atTheEnd: 'destroy',
    source: 'HC-19: exported, then deleted, as the processing agreement says; the period is the agreement’s',
    verified: false,
  },
  reference: {
    keep: 'until replaced',
    from: 'the next release of the list',
    atTheEnd: 'destroy',
    source: 'Holds nothing about anyone',
    verified: true,
  },
}
