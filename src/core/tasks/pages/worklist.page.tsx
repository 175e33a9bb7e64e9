import { Button } from '../../../design-system/components/button.tsx'
import { DataTable } from '../../../design-system/data-table.tsx'
import { Form, SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { navigationItem } from '../../http/navigation.ts'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { displayName } from '../../values/person-name.ts'
import { hasNhsNumber } from '../../patients/index.ts'
import { assignTasks } from '../commands/assign-tasks.ts'
import { ASSIGN_REFUSALS } from '../commands/assign-task.ts'
import { taskPaths } from '../paths.ts'
import { seeTasks } from '../policy.ts'
import { PRIORITIES } from '../priority.ts'
import type { HomeTables } from '../queries/home.ts'
import { patientsShown, type TaskLine } from '../queries/lines.ts'
import { worklistPage, type Worklist } from '../queries/worklist-page.ts'
import { allTaskReasons, outcomeWords, reasonWords } from '../reason.ts'
import { readOrder, VIEW_HINTS, VIEWS, WHEN_DUE, type View } from '../worklist.ts'
import { choiceOf, chosenTasks } from './chosen-tasks.ts'
import { INSTEAD_NOTICES, insteadNotice } from './given-words.ts'
import { ownerField, ownerOptions, OwnerSelect } from './owner-field.tsx'
import { DueWords, ownerWords, PatientWords, PriorityTag } from './task-words.tsx'
import { filterOf, pageOf, worklistQuery, type WorklistQuery } from './worklist-query.ts'

const PAGE_SIZE = 50
/** Lines of a file: each patient in it is named in the audit trail. */
const FILE_SIZE = 1_000
const FORM_ID = 'give-to'

navigationItem({ audience: 'staff', text: 'Tasks', href: taskPaths.list(), policy: seeTasks, order: 10, live: 'tasks' })

export const worklistPageOfStaff = page({
  path: '/staff/tasks',
  audience: 'staff',
  policy: seeTasks,
  purpose: 'direct-care',
  query: worklistQuery,
  notices: {
    given: 'Given. Whoever has them now can see them in their list.',
    'given-some': 'Given. Tasks that were finished meanwhile stay as they were.',
    ...INSTEAD_NOTICES,
    made: 'Task made.',
  },
  load: (tx: Reader<HomeTables>, ctx, { query }) =>
    worklistPage(
      tx,
      ctx,
      filterOf(query),
      readOrder(query.sort),
      query.format === 'csv' ? { number: 1, size: FILE_SIZE } : { number: pageOf(query), size: PAGE_SIZE },
    ),
  shows: ({ lines }) => patientsShown(lines),
  csv: ({ lines }) => ({ file: fileOf(lines), shows: patientsShown(lines) }),
  form: {
    fields: { tasks: chosenTasks(PAGE_SIZE), to: ownerField() },
    async submit(ctx, _subject, { tasks, to }, { query }) {
      const given = await assignTasks(
        ctx,
        tasks.map(({ taskId, version }) => ({ taskId, version, to })),
      )
      const refusal = given.find((answer) => typeof answer === 'string')
      const done = given.find((answer) => typeof answer === 'object')
      if (!done) return { errors: { to: ASSIGN_REFUSALS[refusal ?? 'nobody-chosen'] } }
      const notice = refusal ? 'given-some' : (insteadNotice(done) ?? 'given')
      return { redirect: taskPaths.list({ ...kept(query), notice }) }
    },
  },
  View: ({ subject, at: { query }, chrome, form, ctx }) => {
    const now = ctx.clock.now()
    return (
      <Layout {...chrome} title={VIEWS[query.view]} wide>
        <h1 class="nhsuk-heading-l">{VIEWS[query.view]}</h1>
        <Views query={query} />
        <p>{VIEW_HINTS[query.view]}</p>
        <DataTable<TaskLine>
          caption={query.state === 'finished' ? 'Finished tasks' : 'Open tasks'}
          path={taskPaths.list()}
          query={kept(query)}
          columns={[
            {
              key: 'reason',
              heading: 'Task',
              cell: ({ reason }) => reasonWords(reason),
              href: ({ taskId }) => taskPaths.task(taskId),
              sortable: true,
            },
            { key: 'patient', heading: 'Patient', cell: ({ patient }) => <PatientWords patient={patient} /> },
            {
              key: 'priority',
              heading: 'Priority',
              cell: ({ priority }) => <PriorityTag priority={priority} />,
              sortable: true,
            },
            { key: 'due', heading: 'Due', cell: (task) => <DueWords task={task} now={now} />, sortable: true },
            { key: 'owner', heading: 'Whose task', cell: ownerWords },
            { key: 'made', heading: 'Made', cell: ({ createdAt }) => formatShortInstant(createdAt), sortable: true },
          ]}
          rows={subject.lines}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={pageOf(query)}
          filters={<Filters query={query} subject={subject} />}
          filterNames={['state', 'priority', 'due', 'reason', 'owner']}
          {...(query.state === 'finished'
            ? {}
            : { rowActions: (task: TaskLine) => <Tick task={task} />, rowActionsHeading: 'Select' })}
          csvPath={taskPaths.list({ format: 'csv' })}
          emptyText="There are no tasks here."
        />
        {query.state !== 'finished' && subject.lines.length > 0 && (
          <Form {...form.hidden} id={FORM_ID}>
            <h2 class="nhsuk-heading-m" id="tasks">
              Give the selected tasks to someone
            </h2>
            {form.errors['tasks'] !== undefined && (
              <p class="nhsuk-error-message">
                <span class="nhsuk-u-visually-hidden">Error: </span>
                {form.errors['tasks']}
              </p>
            )}
            <OwnerSelect field={form.field('to')} owners={subject} />
            <Button variant="secondary">Give selected tasks</Button>
          </Form>
        )}
        <p>
          <a href={taskPaths.add()}>Make a task</a>
        </p>
      </Layout>
    )
  },
})

/** What the address said, without what belongs to one answer only. */
const kept = ({ format: _format, ...query }: WorklistQuery) => query

const Views = ({ query }: { query: WorklistQuery }) => (
  <nav class="nhsuk-contents-list" aria-label="Lists of tasks">
    <ol class="nhsuk-contents-list__list">
      {(Object.keys(VIEWS) as View[]).map((view) =>
        view === query.view ? (
          <li class="nhsuk-contents-list__item" aria-current="page">
            <span class="nhsuk-contents-list__current">{VIEWS[view]}</span>
          </li>
        ) : (
          <li class="nhsuk-contents-list__item">
            <a class="nhsuk-contents-list__link" href={taskPaths.list({ view })}>
              {VIEWS[view]}
            </a>
          </li>
        ),
      )}
    </ol>
  </nav>
)

const Tick = ({ task }: { task: TaskLine }) => (
  <div class="nhsuk-checkboxes nhsuk-checkboxes--small">
    <div class="nhsuk-checkboxes__item">
      <input
        class="nhsuk-checkboxes__input"
        id={`task-${task.taskId}`}
        name="tasks"
        type="checkbox"
        value={choiceOf(task)}
        form={FORM_ID}
      />
      <label class="nhsuk-label nhsuk-checkboxes__label" for={`task-${task.taskId}`}>
        <span class="nhsuk-u-visually-hidden">
          Select {reasonWords(task.reason)} {task.patient ? displayName(task.patient.name) : ''}
        </span>
      </label>
    </div>
  </div>
)

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const Filters = ({ query, subject }: { query: WorklistQuery; subject: Worklist }) => {
  const shared = { values: query, errors: {} }
  return (
    <>
      <input type="hidden" name="view" value={query.view} />
      <SelectField {...shared} name="priority" label="Priority" placeholder="Any" options={options(PRIORITIES)} />
      <SelectField {...shared} name="due" label="Due" placeholder="Any time" options={options(WHEN_DUE)} />
      <SelectField
        {...shared}
        name="reason"
        label="Task"
        placeholder="Any"
        options={allTaskReasons().map(({ code, words }) => ({ value: code, label: words }))}
      />
      <SelectField {...shared} name="owner" label="Whose task" placeholder="Anyone" options={ownerOptions(subject)} />
      <SelectField
        {...shared}
        name="state"
        label="State"
        placeholder="Open"
        options={[{ value: 'finished', label: 'Finished' }]}
      />
    </>
  )
}

const fileOf = (lines: readonly TaskLine[]) => ({
  fileName: 'tasks.csv',
  columns: ['Task', 'Priority', 'Due', 'Whose task', 'Made', 'Finished', 'How it ended', 'Patient', 'NHS number'],
  rows: lines.map((line) => [
    reasonWords(line.reason),
    PRIORITIES[line.priority],
    formatShortInstant(line.dueAt),
    ownerWords(line),
    formatShortInstant(line.createdAt),
    line.closedAt ? formatShortInstant(line.closedAt) : undefined,
    line.outcome === null ? undefined : outcomeWords(line.reason, line.outcome),
    line.patient && displayName(line.patient.name),
    line.patient && !line.patient.sensitive && hasNhsNumber(line.patient.nhsNumber)
      ? formatNhsNumber(line.patient.nhsNumber.number)
      : undefined,
  ]),
})
