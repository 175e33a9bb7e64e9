import { Table } from '../../../design-system/components/table.tsx'
import { formatShortInstant } from '../../values/london-time.ts'
import { TIMETABLE_STATES, type Timetable, type TimetableState } from '../timetable.ts'
import { jobWords } from './job-words.tsx'

/** Work on a timetable that is not on time: it belongs to every organisation, so each administrator sees it. */
export const Timetables = ({ timetables }: { timetables: readonly (Timetable & { state: TimetableState })[] }) => {
  const troubled = timetables.filter(({ state }) => state !== 'on-time')
  return (
    <>
      <h2 class="nhsuk-heading-m">Work on a timetable</h2>
      {troubled.length === 0 ? (
        <p>All work on a timetable was done on time.</p>
      ) : (
        <>
          <p>
            Troth does this work again at its next time. If something is still late then, tell whoever runs the server:
            the program that works in the background may have stopped.
          </p>
          <Table
            caption={{ text: 'Work that is late or failing', size: 's' }}
            head={['Work', 'State', 'Last done', 'What went wrong']}
            rows={troubled.map(({ name, state, doneAt, problem, failedAt }) => [
              jobWords(name),
              TIMETABLE_STATES[state],
              doneAt ? formatShortInstant(doneAt) : 'Never',
              failedAt && (!doneAt || failedAt > doneAt) ? (problem ?? 'Error') : 'It did not begin',
            ])}
            responsive
          />
        </>
      )}
    </>
  )
}
