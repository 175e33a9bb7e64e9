import { Tag, type TagColour } from '../../../../design-system/components/tag.tsx'
import { hasNhsNumber, type PatientSummary } from '../../../../core/patients/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import { SUPPLY_RISKS, type RiskAnswer, type SupplyRisk } from '../supply-risk.ts'
import type { TherapyCover } from '../therapy-cover.ts'
import { HOLDERS } from '../who-holds-it.ts'

const COLOURS: Readonly<Record<SupplyRisk, TagColour>> = {
  unknown: 'purple',
  critical: 'red',
  red: 'orange',
  amber: 'yellow',
  none: 'green',
}

export const RiskWords = ({ risk }: { readonly risk: RiskAnswer }) => (
  <>
    <Tag colour={COLOURS[risk.level]}>{SUPPLY_RISKS[risk.level]}</Tag> {risk.sentence}
  </>
)

/** Until when doses are covered, in words. */
export const untilWords = ({ cover, coveredUntil }: Pick<TherapyCover, 'cover' | 'coveredUntil'>): string => {
  if (coveredUntil !== undefined) return formatDate(coveredUntil)
  if (cover.state === 'unknown') return 'Not known'
  if (cover.state === 'paused') return 'Paused'
  return cover.state === 'ends' ? 'To the last dose' : 'More than 2 years'
}

export const daysWords = ({ cover, daysLeft }: Pick<TherapyCover, 'cover' | 'daysLeft'>): string => {
  if (daysLeft === undefined) return cover.state === 'unknown' ? 'Not known' : 'None needed'
  return daysLeft <= 0 ? 'None left' : count(daysLeft, 'day')
}

/** Both in one column, so that a list of everything fits the screen: until when, and how many days that is. */
export const CoveredWords = (cover: Pick<TherapyCover, 'cover' | 'coveredUntil' | 'daysLeft'>) => {
  const [until, days] = [untilWords(cover), daysWords(cover)]
  return cover.daysLeft === undefined ? (
    <>{until}</>
  ) : (
    <>
      {until}
      <br />
      {days}
    </>
  )
}

/** Who has the next step, what it is and until when. */
export const holdingWords = ({ holding }: Pick<TherapyCover, 'holding'>): string =>
  `${HOLDERS[holding.who]}: ${holding.act}${holding.by === undefined ? '' : ` by ${formatDate(holding.by)}`}`

export const nhsNumberWords = ({ nhsNumber }: Pick<PatientSummary, 'nhsNumber'>): string =>
  hasNhsNumber(nhsNumber) ? formatNhsNumber(nhsNumber.number) : 'No NHS number'

export const personWords = (patient: PatientSummary): string => displayName(patient.name)
