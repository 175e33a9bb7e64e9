import type { Finding, Override } from '../schemes/gates.ts'

/** What became of a prescription at clinical screening. */
export const SCREENING_RESULTS = { screened: 'Screened', queried: 'Queried', declined: 'Declined' } as const
export type ScreeningResult = keyof typeof SCREENING_RESULTS

/** Why pharmacy asks the prescriber. The first nine are the words of §5.3 of the research note. */
export const QUERY_REASONS = {
  'dose-unclear': 'The dose is not clear',
  quantity: 'The quantity or number of deliveries',
  brand: 'The brand or device',
  'blood-tests': 'Blood tests are missing or not in range',
  funding: 'Funding is not in place',
  duplicate: 'The patient may already have this medicine',
  allergy: 'An allergy',
  interaction: 'Another treatment',
  'patient-details': 'The patient’s details or address',
  other: 'Something else',
} as const
export type QueryReason = keyof typeof QUERY_REASONS

/** How a query of pharmacy ends. Each has an outcome: 20 of 114 had none in a published service evaluation (hazard H13). */
export const QUERY_OUTCOMES = {
  clarified: 'It is right as it stands: here is why',
  'tests-done': 'The blood tests are now there',
  'funding-done': 'Funding is now in place',
  change: 'I will change the prescription',
} as const
export type QueryOutcome = keyof typeof QUERY_OUTCOMES

/** Outcomes after which nothing of the prescription changes, so that it goes straight back to screening. */
export const goesBackAtOnce = (outcome: QueryOutcome): boolean => outcome !== 'change'

/** How a query ended that the prescriber did not answer. */
export const ENDED_QUERY = { declined: 'Pharmacy declined the prescription', discarded: 'It was discarded' } as const

/** What the screener found about things that Troth does not check. Sealed. */
export interface ScreeningNotes {
  readonly funding: string
  readonly monitoring: string
}

/** The reasons that the screener gave for findings that ask for one. Reasons for anything else are left out. */
export const overridesOf = (
  findings: readonly Finding[],
  reasons: Readonly<Record<string, string>>,
  byId: string,
): Override[] =>
  findings
    .filter(({ grade }) => grade === 'reason')
    .flatMap(({ name }) => {
      const reason = reasons[name]?.trim() ?? ''
      return reason === '' ? [] : [{ name, reason, byId }]
    })
