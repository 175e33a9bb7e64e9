import { Button } from '../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { reopenTask } from '../commands/work-on-task.ts'
import { taskPaths } from '../paths.ts'
import { workOnTask } from '../policy.ts'
import { taskDetails, type TaskPageTables } from '../queries/task-page.ts'
import { reasonWords } from '../reason.ts'
import { NOTE_LENGTH, noteField } from './note-field.ts'

const REFUSALS = {
  'open-already': 'This task is open already',
  'another-is-open': 'There is another open task about the same thing. Work on that one',
  'nothing-said': 'Enter why it must be opened again',
} as const

export const openTaskAgainPage = page({
  path: '/staff/tasks/:taskId/open-again',
  audience: 'staff',
  policy: workOnTask,
  purpose: 'direct-care',
  load: (tx: Reader<TaskPageTables>, ctx, { path }) => taskDetails(tx, ctx, path.taskId),
  shows: ({ patientId }) => (patientId === null ? [] : [patientId]),
  form: {
    fields: { note: noteField('Why must it be opened again?', REFUSALS['nothing-said']) },
    version: ({ task }) => task.version,
    async submit(ctx, { task: { taskId } }, { note }, { version }) {
      const answer = await reopenTask(ctx, { taskId, version, note })
      return typeof answer === 'string'
        ? { errors: { note: REFUSALS[answer] } }
        : { redirect: taskPaths.task(taskId, 'opened') }
    },
  },
  View: ({ subject: { task, banner }, chrome, form }) => (
    <Layout
      {...chrome}
      title="Open this task again"
      backHref={taskPaths.task(task.taskId)}
      banner={banner && <PatientBanner {...banner} />}
    >
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{reasonWords(task.reason)}</span>
        Open this task again
      </h1>
      <p>It goes to whoever had it, and is due again from now.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('note')} maxlength={NOTE_LENGTH} rows={4} />
        <Button>Open this task again</Button>
      </Form>
    </Layout>
  ),
})
