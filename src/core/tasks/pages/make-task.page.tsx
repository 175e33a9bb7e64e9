import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { Reader } from '../../database/transaction.ts'
import { choiceField, optional, textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { NotFoundError } from '../../errors.ts'
import { listPatientSummaries } from '../../patients/index.ts'
import { addTask } from '../commands/add-task.ts'
import { ASSIGN_REFUSALS } from '../commands/assign-task.ts'
import { taskPaths } from '../paths.ts'
import { makeTask } from '../policy.ts'
import { PRIORITIES } from '../priority.ts'
import type { HomeTables } from '../queries/home.ts'
import { bannerOf } from '../queries/task-page.ts'
import { ownersOf } from '../queries/worklist-page.ts'
import { allTaskReasons } from '../reason.ts'
import { insteadNotice } from './given-words.ts'
import { NOTE_LENGTH, noteField } from './note-field.ts'
import { ownerField, OwnerSelect } from './owner-field.tsx'

export const makeTaskPage = page({
  path: '/staff/tasks/add',
  audience: 'staff',
  policy: makeTask,
  purpose: 'direct-care',
  query: z.object({ patientId: z.uuid().optional() }),
  load: async (tx: Reader<HomeTables>, ctx, { query: { patientId } }) => {
    const [patient] = patientId === undefined ? [] : await listPatientSummaries(tx, ctx, [patientId])
    if (patientId !== undefined && !patient) throw new NotFoundError('Patient')
    return {
      patient,
      patientId: patientId ?? null,
      banner: await bannerOf(tx, ctx, patientId ?? null),
      owners: await ownersOf(tx, ctx.tenantId),
    }
  },
  shows: ({ patientId }) => (patientId === null ? [] : [patientId]),
  form: {
    fields: {
      reason: textField({ label: 'What is the task?', missing: 'Select what the task is' }),
      note: optional(noteField('Note')),
      priority: choiceField({ label: 'How soon must it be done?', choices: PRIORITIES }),
      owner: ownerField('Who should do it?'),
    },
    async submit(ctx, { patient }, { reason, note, priority, owner }) {
      const made = await addTask(ctx, { reason, note, priority, owner, patientId: patient?.patientId })
      if (made === 'team-closed') return { errors: { owner: ASSIGN_REFUSALS[made] } }
      return { redirect: taskPaths.task(made.taskId, insteadNotice({ ...made, ...made.owner })) }
    },
  },
  View: ({ subject: { banner, owners }, chrome, form }) => (
    <Layout
      {...chrome}
      title="Make a task"
      backHref={taskPaths.list()}
      banner={banner && <PatientBanner {...banner} />}
    >
      <h1 class="nhsuk-heading-l">Make a task</h1>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('reason')}
          options={allTaskReasons()
            .filter(({ byHand }) => byHand)
            .map(({ code, words }) => ({ value: code, label: words }))}
        />
        <TextAreaField {...form.field('note')} label="Note (optional)" maxlength={NOTE_LENGTH} rows={4} />
        <RadiosField
          {...form.field('priority')}
          options={[
            { value: 'urgent', label: 'Urgent', hint: 'Within an hour of opening time' },
            { value: 'soon', label: 'Soon', hint: 'By the end of the next working day' },
            { value: 'routine', label: 'Routine', hint: 'Within 5 working days' },
          ]}
        />
        <OwnerSelect field={form.field('owner')} owners={owners} />
        <Button>Make this task</Button>
      </Form>
    </Layout>
  ),
})
