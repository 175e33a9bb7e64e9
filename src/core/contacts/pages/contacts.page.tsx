import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { PlainText } from '../../../design-system/components/plain-text.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { DataTable } from '../../../design-system/data-table.tsx'
import type { Reader } from '../../database/transaction.ts'
import { listRecordIds, listRelatedPeople, patientPage, recordLink } from '../../patients/index.ts'
import { namesOf, taskPaths } from '../../tasks/index.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { fullName } from '../../values/person-name.ts'
import { count } from '../../values/problem-wording.ts'
import { CHANNELS, DIRECTIONS, outcomeWords, WITH_WHOM } from '../contact.ts'
import { contactPaths } from '../paths.ts'
import { seeContacts } from '../policy.ts'
import { attemptsWithoutAnswer, listContacts, type StoredContact } from '../queries/contacts.ts'
import type { ContactWork } from '../tables.ts'

const PAGE_SIZE = 25

recordLink({ text: 'Calls, letters and conversations', href: contactPaths.list, policy: seeContacts, order: 10 })

/** A contact with the names that belong to it. */
interface Line extends StoredContact {
  readonly who: string
  readonly author: string
}

export const contactsPage = patientPage({
  path: '/staff/patients/:patientId/contacts',
  policy: seeContacts,
  title: 'Calls, letters and conversations',
  query: z.object({ page: z.coerce.number().int().min(1).max(1_000).catch(1) }),
  notices: {
    recorded: 'Contact recorded.',
    'with-task': 'Contact recorded, and a task made.',
    mistake: 'Marked as recorded by mistake.',
  },
  wide: true,
  async load(tx: Reader<ContactWork>, ctx, { patientId }, { query }) {
    const recordIds = await listRecordIds(tx, ctx, patientId)
    const { contacts, total } = await listContacts(tx, ctx, recordIds, { number: query.page, size: PAGE_SIZE })
    const authors = await namesOf(
      tx,
      ctx.tenantId,
      contacts.map(({ recordedBy }) => recordedBy),
    )
    const related = new Map(
      (await listRelatedPeople(tx, ctx, recordIds)).map((person) => [person.relatedPersonId, fullName(person.name)]),
    )
    const lines = contacts.map((contact): Line => ({
      ...contact,
      who:
        contact.withName ??
        (contact.relatedPersonId === null ? undefined : related.get(contact.relatedPersonId)) ??
        WITH_WHOM[contact.withWhom],
      author: authors.get(contact.recordedBy) ?? 'A member of staff',
    }))
    return { lines, total, attempts: await attemptsWithoutAnswer(tx, ctx.tenantId, recordIds) }
  },
  View: ({ subject: { own, patientId, patient }, at }) => (
    <>
      <h1 class="nhsuk-heading-l">Calls, letters and conversations</h1>
      {own.attempts > 0 && (
        <InsetText>
          <p>Tried {count(own.attempts, 'time')} without reaching anyone.</p>
        </InsetText>
      )}
      {patient.mergedInto === undefined && <Button href={contactPaths.record(patientId)}>Record a contact</Button>}
      <DataTable<Line>
        caption="Contacts, newest first"
        path={contactPaths.list(patientId)}
        query={{ page: String(at.query.page) }}
        columns={[
          { key: 'when', heading: 'When', cell: ({ happenedAt }) => formatShortInstant(happenedAt), nowrap: true },
          {
            key: 'how',
            heading: 'How',
            cell: ({ direction, channel }) => `${CHANNELS[channel]}: ${DIRECTIONS[direction].toLowerCase()}`,
          },
          { key: 'who', heading: 'With', cell: ({ who }) => who },
          { key: 'what', heading: 'What was said or done', cell: (line) => <What line={line} /> },
          { key: 'outcome', heading: 'How it ended', cell: ({ outcome }) => outcomeWords(outcome) },
          { key: 'author', heading: 'Recorded by', cell: ({ author }) => author },
        ]}
        rows={own.lines}
        total={own.total}
        pageSize={PAGE_SIZE}
        rowActions={({ contactId, isMistake, happenedAt }) =>
          isMistake ? null : (
            <a href={contactPaths.mistake(patientId, contactId)}>
              Mark as a mistake
              <span class="nhsuk-u-visually-hidden">: contact of {formatShortInstant(happenedAt)}</span>
            </a>
          )
        }
        emptyText="No calls, letters or conversations are recorded."
      />
    </>
  ),
})

const What = ({ line }: { line: Line }) => {
  const text = line.summary === undefined || line.summary === '' ? 'Nothing recorded' : line.summary
  return (
    <>
      {line.isMistake ? (
        <>
          <Tag colour="grey">Recorded by mistake</Tag> {line.mistake}
          <br />
          <s>{text}</s>
        </>
      ) : (
        <PlainText>{text}</PlainText>
      )}
      {line.followUpTaskId !== null && (
        <>
          <br />
          <a href={taskPaths.task(line.followUpTaskId)}>Follow-up task</a>
        </>
      )}
    </>
  )
}
