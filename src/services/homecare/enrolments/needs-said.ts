import { needDetails } from '../../../core/values/accessible-needs.ts'
import { languageName } from '../../../core/values/language.ts'
import type { RegistrationBody } from './registration-body.ts'

/** How to write and speak to the patient of a registration, in words. */
export const needsSaid = ({ patient: { language, needsInterpreter, accessibleNeeds } }: RegistrationBody): string =>
  [
    ...(language === undefined ? [] : [languageName(language) ?? language]),
    ...(needsInterpreter ? ['needs an interpreter'] : []),
    ...accessibleNeeds.map((need) => needDetails(need).words),
  ].join('; ') || 'None recorded'
