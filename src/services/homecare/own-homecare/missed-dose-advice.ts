import { unverified } from '../../../core/values/sourced-rule.ts'

/** What a person reads before they tell of a missed dose. General on purpose: it names no medicine and no number of hours. */
export const MISSED_DOSE_ADVICE = unverified(
  'missed-dose-advice',
  1,
  {
    dont: [
      'take a double dose to make up for the one you missed',
      'take a dose that was left warm, is damaged or has expired',
    ],
    do: ['wait for us to call before you take the dose you missed', 'keep the medicine as its box says until then'],
  },
  'Platform text until a pharmacist approves one for each scheme',
)
