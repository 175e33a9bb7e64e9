import { unverified } from '../../../core/values/sourced-rule.ts'

// Each rule as the law says it. A pharmacist or lawyer signs each off before anything is supplied by it.

/** “Six months beginning with”: the first day counts, so 1 January runs to 30 June. */
export const POM_WINDOW = unverified(
  'pom-window',
  1,
  { months: 6, isFirstDayCounted: true },
  'Human Medicines Regulations 2012, reg 217(5) condition D: not dispensed after the end of six months beginning with the appropriate date',
)

/**
 * Months that would end on a day there is not. Six months beginning with 31 August would end on 30 February: the window
 * then ends with the last day of February. 29, 30 and 31 August so end on the same day, and no window ends before an earlier one.
 */
export const MONTH_END = unverified(
  'month-end',
  1,
  { endsOn: 'last-day-of-month' },
  'Corresponding date rule (Dodds v Walker [1981] 1 WLR 1027), to be confirmed for “beginning with”',
)

/** “Not later than 28 days after”: the day itself is not counted, so 1 January runs to 29 January. */
export const CONTROLLED_WINDOW = unverified(
  'controlled-window',
  1,
  { days: 28, isFirstDayCounted: false, schedules: [1, 2, 3, 'not-stated'] },
  'Misuse of Drugs Regulations 2001, reg 16(1)',
)

/** Professional guidance, not reg 16(1), which leaves out schedules 4 and 5. */
export const SCHEDULE_4_WINDOW = unverified(
  'schedule-4-window',
  1,
  { days: 28, isFirstDayCounted: false },
  'RPS Medicines, Ethics and Practice: 28 days by policy',
)
export const SCHEDULE_5_WINDOW = unverified(
  'schedule-5-window',
  1,
  { months: 6, isFirstDayCounted: true },
  'RPS Medicines, Ethics and Practice: as other prescription-only medicines',
)

export const REPEATABLE_WITHOUT_NUMBER = unverified(
  'repeatable-without-number',
  1,
  { occasions: 2 },
  'Human Medicines Regulations 2012, reg 217(6) condition E: on not more than two occasions',
)

export const AGE_STATED_UNDER = unverified(
  'age-stated-under',
  1,
  { years: 12 },
  'Human Medicines Regulations 2012, reg 217(4) condition C',
)

/** Regs 15 and 16: no repeats for schedules 2 and 3. */
export const NOT_REPEATABLE = unverified(
  'not-repeatable',
  1,
  { schedules: [1, 2, 3, 'not-stated'] },
  'Misuse of Drugs Regulations 2001; instalments instead of repeats',
)

export const MOST_DAYS_CONTROLLED = unverified(
  'controlled-most-days',
  1,
  { days: 30, schedules: [2, 3, 4] },
  'Department of Health guidance: good practice, a pharmacist may go beyond with a reason',
)

/** The organisation's own last day, beside the law and never longer than it for a first supply. */
export const ORGANISATION_CEILING = unverified(
  'organisation-ceiling',
  1,
  { months: 12 },
  'Platform rule until the organisation sets its own',
)

export const VALIDITY_RULES = [
  POM_WINDOW,
  MONTH_END,
  CONTROLLED_WINDOW,
  SCHEDULE_4_WINDOW,
  SCHEDULE_5_WINDOW,
  REPEATABLE_WITHOUT_NUMBER,
  AGE_STATED_UNDER,
  NOT_REPEATABLE,
  MOST_DAYS_CONTROLLED,
  ORGANISATION_CEILING,
] as const
