import { z } from 'zod'
import { formatShortDate } from '../../../../core/values/civil-date.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { timeAgo } from '../../../../core/values/relative-time.ts'
import { hasNhsNumber } from '../../../../core/patients/index.ts'
import { sentence } from '../../steps/sentence.ts'
import { PRESCRIPTION_CLASSES } from '../../prescriptions/classify.ts'
import { PRESCRIPTION_STATES, type PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { FILE_SIZE, PAGE_SIZE, type QueueLine } from '../queries/queue.ts'

/** What the address of a queue can say. Anything else in it is left out, so that old bookmarks work. */
export const queueQuery = z.object({
  class: z
    .enum(Object.keys(PRESCRIPTION_CLASSES) as [keyof typeof PRESCRIPTION_CLASSES])
    .optional()
    .catch(undefined),
  state: z
    .enum(Object.keys(PRESCRIPTION_STATES) as [PrescriptionState])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(200).optional().catch(undefined),
  format: z.string().max(10).optional().catch(undefined),
})
export type QueueQuery = z.infer<typeof queueQuery>

/** Which lines: a page of them, or all that a file holds. */
export const linesOf = ({ page, format }: QueueQuery) =>
  format === 'csv' ? { number: 1, size: FILE_SIZE } : { number: page ?? 1, size: PAGE_SIZE }

export const kept = ({ class: kind, state }: QueueQuery) => ({ class: kind, state })

/** The patient of a line; of a sensitive record the name only. */
export const Patient = ({ line: { patient } }: { line: QueueLine }) => {
  if (!patient) return <>Not known</>
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

/** When it came where it is. */
export const sinceWords = (line: QueueLine, now: Date): string => sentence(timeAgo(line.since, now))

/** The queue as a file, which never names a person in its own name. */
export const fileOf = (fileName: string, lines: readonly QueueLine[]) => ({
  fileName,
  columns: ['Patient', 'NHS number', 'Medicine', 'Class', 'State', 'Since', 'Prescriber', 'Company'],
  rows: lines.map((line) => [
    line.patient && displayName(line.patient.name),
    line.patient && !line.patient.sensitive && hasNhsNumber(line.patient.nhsNumber)
      ? formatNhsNumber(line.patient.nhsNumber.number)
      : undefined,
    line.medicine,
    line.class && PRESCRIPTION_CLASSES[line.class],
    PRESCRIPTION_STATES[line.state],
    formatShortInstant(line.since),
    line.prescriber,
    line.company,
  ]),
})

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
