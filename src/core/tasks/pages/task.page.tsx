import { Button } from '../../../design-system/components/button.tsx'
import { PlainText } from '../../../design-system/components/plain-text.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { Reader } from '../../database/transaction.ts'
import { choiceField, optional } from '../../http/form/fields.ts'
import type { FormView } from '../../http/form/form-view.ts'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { commentOnTask, takeTask } from '../commands/work-on-task.ts'
import { taskPaths } from '../paths.ts'
import { seeTask } from '../policy.ts'
import { findReason, outcomeWords, reasonWords } from '../reason.ts'
import { EVENT_WORDS } from '../task.ts'
import { ESCALATIONS } from '../escalation.ts'
import type { TaskLine } from '../queries/lines.ts'
import { taskDetails, type HistoryLine, type TaskPageTables } from '../queries/task-page.ts'
import { INSTEAD_NOTICES } from './given-words.ts'
import { NOTE_LENGTH, noteField } from './note-field.ts'
import { DueWords, ownerWords, PatientWords, PriorityTag } from './task-words.tsx'

const fields = {
  act: choiceField({ label: 'What to do', choices: { take: 'Take this task', comment: 'Add a comment' } }),
  note: optional(noteField('Comment')),
}

export const taskPage = page({
  path: '/staff/tasks/:taskId',
  audience: 'staff',
  policy: seeTask,
  purpose: 'direct-care',
  notices: {
    taken: 'This task is yours now.',
    given: 'Task given.',
    ...INSTEAD_NOTICES,
    finished: 'Task finished.',
    opened: 'Task opened again.',
    commented: 'Comment added.',
  },
  load: (tx: Reader<TaskPageTables>, ctx, { path }) => taskDetails(tx, ctx, path.taskId),
  shows: ({ patientId }) => (patientId === null ? [] : [patientId]),
  form: {
    fields,
    version: ({ task }) => task.version,
    async submit(ctx, { task: { taskId } }, { act, note }, { version }) {
      if (act === 'comment') {
        const answer = await commentOnTask(ctx, { taskId, note: note ?? '' })
        return answer === 'nothing-said'
          ? { errors: { note: 'Enter a comment' } }
          : { redirect: taskPaths.task(taskId, 'commented') }
      }
      const answer = await takeTask(ctx, { taskId, version })
      return answer === 'already-finished'
        ? { errors: { form: 'This task is finished. Open it again before you take it' } }
        : { redirect: taskPaths.task(taskId, 'taken') }
    },
  },
  View: ({ subject: { task, note, history, banner }, chrome, form, ctx }) => (
    <Layout
      {...chrome}
      title={reasonWords(task.reason)}
      backHref={taskPaths.list()}
      banner={banner && <PatientBanner {...banner} />}
    >
      <h1 class="nhsuk-heading-l">{reasonWords(task.reason)}</h1>
      {task.escalatedTo && !task.closedAt && (
        <WarningCallout heading="Not finished in time">
          <p>This task was passed up to {ESCALATIONS[task.escalatedTo]}.</p>
        </WarningCallout>
      )}
      <Facts task={task} note={note} now={ctx.clock.now()} />
      <Acts task={task} form={form} isMine={task.ownerAccountId === ctx.actor.id && task.acceptedAt !== null} />
      <History task={task} lines={history} />
    </Layout>
  ),
})

const Facts = ({ task, note, now }: { task: TaskLine; note: string | undefined; now: Date }) => {
  const href = task.entityId === null ? undefined : findReason(task.reason)?.href?.(task.entityId)
  return (
    <SummaryList
      rows={[
        { key: 'Patient', value: <PatientWords patient={task.patient} /> },
        { key: 'Priority', value: <PriorityTag priority={task.priority} /> },
        { key: task.closedAt ? 'Finished' : 'Due', value: <DueWords task={task} now={now} /> },
        { key: 'Whose task', value: ownerWords(task) },
        href !== undefined && { key: 'About', value: <a href={href}>Open what this task is about</a> },
        note !== undefined && { key: 'Note', value: <PlainText>{note}</PlainText> },
        task.outcome !== null && { key: 'How it ended', value: outcomeWords(task.reason, task.outcome) },
      ]}
    />
  )
}

const Acts = ({ task, form, isMine }: { task: TaskLine; form: FormView<typeof fields>; isMine: boolean }) => {
  const { taskId } = task
  return (
    <>
      {task.closedAt ? (
        <p>
          <a href={taskPaths.reopen(taskId)}>Open this task again</a>
        </p>
      ) : (
        <>
          {!isMine && (
            <Form {...form.hidden}>
              <input type="hidden" name="act" value="take" />
              <Button>Take this task</Button>
            </Form>
          )}
          <p>
            <Button href={taskPaths.close(taskId)} variant={isMine ? 'primary' : 'secondary'}>
              Finish this task
            </Button>{' '}
            <Button href={taskPaths.assign(taskId)} variant="secondary">
              Give to someone else
            </Button>
          </p>
        </>
      )}
      <Form {...form.hidden}>
        <input type="hidden" name="act" value="comment" />
        <TextAreaField {...form.field('note')} maxlength={NOTE_LENGTH} rows={3} />
        <Button variant="secondary">Add comment</Button>
      </Form>
    </>
  )
}

const History = ({ task, lines }: { task: TaskLine; lines: readonly HistoryLine[] }) => (
  <Table
    caption={{ text: 'History', size: 'm' }}
    head={['When', 'What happened', 'Who']}
    rows={lines.map((line) => [
      formatShortInstant(line.at),
      <>
        {whatHappened(line)}
        {line.outcome !== null && <>: {outcomeWords(task.reason, line.outcome)}</>}
        {line.note !== undefined && (
          <p class="nhsuk-u-margin-bottom-0">
            <PlainText>{line.note}</PlainText>
          </p>
        )}
      </>,
      line.by,
    ])}
    responsive
  />
)

function whatHappened({ kind, to, insteadOf }: HistoryLine): string {
  const words = EVENT_WORDS[kind]
  const owner = kind === 'accepted' || kind === 'commented' || kind === 'closed' ? undefined : to
  const said =
    owner === undefined
      ? words
      : kind === 'created' || kind === 'reopened'
        ? `${words} for ${owner}`
        : `${words} ${owner}`
  return insteadOf === undefined ? said : `${said}, because ${insteadOf} is away`
}
