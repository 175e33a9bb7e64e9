import { Tag, type TagColour } from '../../../design-system/components/tag.tsx'
import { formatShortDate } from '../../values/civil-date.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { displayName } from '../../values/person-name.ts'
import { dueAtText } from '../../values/relative-time.ts'
import { hasNhsNumber, type PatientSummary } from '../../patients/index.ts'
import { PRIORITIES, type Priority } from '../priority.ts'
import type { TaskLine } from '../queries/lines.ts'

const COLOURS: Readonly<Record<Priority, TagColour>> = { urgent: 'red', soon: 'orange', routine: 'grey' }

export const PriorityTag = ({ priority }: { readonly priority: Priority }) => (
  <Tag colour={COLOURS[priority]}>{PRIORITIES[priority]}</Tag>
)

/** When a task is due, or when it was finished. */
export const DueWords = ({ task, now }: { readonly task: TaskLine; readonly now: Date }) => {
  if (task.closedAt) return <>Finished {formatShortInstant(task.closedAt)}</>
  return task.isOverdue ? (
    <>
      <Tag colour="red">Overdue</Tag> {formatShortInstant(task.dueAt)}
    </>
  ) : (
    <>
      {formatShortInstant(task.dueAt)} ({dueAtText(task.dueAt, now)})
    </>
  )
}

/** Who has a task: the person and their team, or the team alone. */
export const ownerWords = ({ ownerAccountId, ownerName, teamName }: TaskLine): string => {
  const person = ownerAccountId === null ? undefined : (ownerName ?? 'Someone who is not known')
  if (person === undefined) return `${teamName ?? 'A team'} (nobody has taken it)`
  return teamName === undefined ? person : `${person}, ${teamName}`
}

/** A patient in a list: name, NHS number and birth date; of a sensitive record the name only. */
export const PatientWords = ({ patient }: { readonly patient: PatientSummary | undefined }) => {
  if (!patient) return <>No patient</>
  if (patient.sensitive) return <>{displayName(patient.name)}</>
  return (
    <>
      {displayName(patient.name)}
      <br />
      <span class="nhsuk-u-secondary-text-colour nhsuk-u-font-size-16">
        {hasNhsNumber(patient.nhsNumber) ? formatNhsNumber(patient.nhsNumber.number) : 'No NHS number'}
        {patient.birthDate === undefined ? '' : `, born ${formatShortDate(patient.birthDate)}`}
      </span>
    </>
  )
}

/** "4", or "1,000 or more" where counting stopped. */
export const countWords = (count: number, most: number): string =>
  count >= most ? `${most.toLocaleString('en-GB')} or more` : String(count)
