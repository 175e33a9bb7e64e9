import { Button } from '../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { Reader } from '../../database/transaction.ts'
import { optional } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { ASSIGN_REFUSALS, assignTask } from '../commands/assign-task.ts'
import { taskPaths } from '../paths.ts'
import { workOnTask } from '../policy.ts'
import type { HomeTables } from '../queries/home.ts'
import { taskDetails, type TaskPageTables } from '../queries/task-page.ts'
import { ownersOf } from '../queries/worklist-page.ts'
import { reasonWords } from '../reason.ts'
import { insteadNotice } from './given-words.ts'
import { NOTE_LENGTH, noteField } from './note-field.ts'
import { ownerField, OwnerSelect } from './owner-field.tsx'
import { ownerWords } from './task-words.tsx'

export const giveTaskPage = page({
  path: '/staff/tasks/:taskId/give',
  audience: 'staff',
  policy: workOnTask,
  purpose: 'direct-care',
  load: async (tx: Reader<TaskPageTables & HomeTables>, ctx, { path }) => ({
    ...(await taskDetails(tx, ctx, path.taskId)),
    owners: await ownersOf(tx, ctx.tenantId),
  }),
  shows: ({ patientId }) => (patientId === null ? [] : [patientId]),
  form: {
    fields: { to: ownerField(), note: optional(noteField('Note')) },
    version: ({ task }) => task.version,
    async submit(ctx, { task: { taskId } }, { to, note }, { version }) {
      const answer = await assignTask(ctx, { taskId, version, to, note })
      if (typeof answer === 'string') return { errors: { to: ASSIGN_REFUSALS[answer] } }
      return { redirect: taskPaths.task(taskId, insteadNotice(answer) ?? 'given') }
    },
  },
  View: ({ subject: { task, owners, banner }, chrome, form }) => (
    <Layout
      {...chrome}
      title="Give this task to someone else"
      backHref={taskPaths.task(task.taskId)}
      banner={banner && <PatientBanner {...banner} />}
    >
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{reasonWords(task.reason)}</span>
        Give this task to someone else
      </h1>
      <p>Now: {ownerWords(task)}.</p>
      <p>If you choose someone who is away, it goes to whoever covers for them.</p>
      <Form {...form.hidden}>
        <OwnerSelect field={form.field('to')} owners={owners} />
        <TextAreaField {...form.field('note')} label="Note (optional)" maxlength={NOTE_LENGTH} rows={3} />
        <Button>Give this task</Button>
      </Form>
    </Layout>
  ),
})
