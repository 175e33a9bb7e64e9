import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { Reader } from '../../database/transaction.ts'
import { optional, textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { closeTask, type CloseRefusal } from '../commands/work-on-task.ts'
import { taskPaths } from '../paths.ts'
import { workOnTask } from '../policy.ts'
import { taskDetails, type TaskPageTables } from '../queries/task-page.ts'
import { outcomeProblems, outcomesOf, reasonWords } from '../reason.ts'
import { NOTE_LENGTH, noteField } from './note-field.ts'

const REFUSALS: Readonly<Record<CloseRefusal, string>> = {
  'already-finished': 'This task is finished already',
  'outcome-missing': 'Select how this task ended',
  'note-missing': 'Enter what happened',
}

export const finishTaskPage = page({
  path: '/staff/tasks/:taskId/finish',
  audience: 'staff',
  policy: workOnTask,
  purpose: 'direct-care',
  load: (tx: Reader<TaskPageTables>, ctx, { path }) => taskDetails(tx, ctx, path.taskId),
  shows: ({ patientId }) => (patientId === null ? [] : [patientId]),
  form: {
    fields: {
      outcome: textField({ label: 'How did this task end?', missing: 'Select how this task ended' }),
      note: optional(noteField('Note')),
    },
    version: ({ task }) => task.version,
    check: ({ outcome, note }, { task }) => outcomeProblems(task.reason, outcome, note),
    async submit(ctx, { task: { taskId } }, { outcome, note }, { version }) {
      const answer = await closeTask(ctx, { taskId, version, outcome, note })
      return typeof answer === 'string'
        ? { errors: { form: REFUSALS[answer] } }
        : { redirect: taskPaths.task(taskId, 'finished') }
    },
  },
  View: ({ subject: { task, banner }, chrome, form }) => (
    <Layout
      {...chrome}
      title="Finish this task"
      backHref={taskPaths.task(task.taskId)}
      banner={banner && <PatientBanner {...banner} />}
    >
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{reasonWords(task.reason)}</span>
        Finish this task
      </h1>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('outcome')}
          options={Object.entries(outcomesOf(task.reason)).map(([value, label]) => ({ value, label }))}
        />
        <TextAreaField
          {...form.field('note')}
          hint="You must write a note if you select “Something else”."
          maxlength={NOTE_LENGTH}
          rows={4}
        />
        <Button>Finish this task</Button>
      </Form>
    </Layout>
  ),
})
