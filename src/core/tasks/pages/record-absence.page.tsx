import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form, SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { dateField, dateInputs } from '../../http/form/date-field.ts'
import { choiceField, optional, textField } from '../../http/form/fields.ts'
import type { FormView } from '../../http/form/form-view.ts'
import { page } from '../../http/page.ts'
import { isUuid } from '../../values/uuid.ts'
import { ABSENCE_REFUSALS, FIELD_OF_REFUSAL } from '../absence.ts'
import { changeAbsence, recordAbsence } from '../commands/record-absence.ts'
import { taskPaths } from '../paths.ts'
import { recordAbsence as policy } from '../policy.ts'
import { getAbsence } from '../queries/absences.ts'
import { listColleagues, namesOf } from '../queries/people.ts'
import type { TeamPageTables } from '../queries/team-page.ts'

const personField = (label: string, missing: string) =>
  textField<string>({
    label,
    missing,
    understand: (text: string) => (isUuid(text) ? { value: text } : { problem: missing }),
  })

const days = {
  fromOn: dateField({ label: 'First day away', name: 'First day away' }),
  untilOn: dateField({ label: 'Last day away', name: 'Last day away' }),
  coveredBy: optional(personField('Who covers?', 'Select who covers')),
}

type Colleagues = Awaited<ReturnType<typeof listColleagues>>
const options = (people: Colleagues) => people.map(({ accountId, name }) => ({ value: accountId, label: name }))

const Days = ({ form, people }: { form: Pick<FormView<typeof days>, 'field'>; people: Colleagues }) => (
  <>
    <DateField {...form.field('fromOn')} />
    <DateField {...form.field('untilOn')} />
    <SelectField
      {...form.field('coveredBy')}
      hint="They see the tasks meanwhile. Without cover, tasks wait until someone in the team takes them."
      options={options(people)}
      placeholder="Nobody"
    />
  </>
)

export const recordAbsencePage = page({
  path: '/staff/absences/add',
  audience: 'staff',
  policy,
  purpose: 'administration',
  load: async (tx: Reader<TeamPageTables>, ctx) => ({
    accountId: ctx.actor.id,
    people: await listColleagues(tx, ctx.tenantId),
  }),
  shows: () => [],
  form: {
    fields: { accountId: optional(personField('Who is away?', 'Select who is away')), ...days },
    initial: ({ accountId }) => ({ accountId }),
    async submit(ctx, subject, { accountId = subject.accountId, fromOn, untilOn, coveredBy = null }) {
      const answer = await recordAbsence(ctx, { accountId, fromOn, untilOn, coveredBy })
      return typeof answer === 'string'
        ? { errors: { [FIELD_OF_REFUSAL[answer]]: ABSENCE_REFUSALS[answer] } }
        : { redirect: taskPaths.absences('recorded') }
    },
  },
  View: ({ subject: { people }, chrome, form, ctx }) => (
    <Layout {...chrome} title="Add an absence" backHref={taskPaths.absences()}>
      <h1 class="nhsuk-heading-l">Add an absence</h1>
      <Form {...form.hidden}>
        {ctx.actor.roles.includes('administrator') && (
          <SelectField {...form.field('accountId')} options={options(people)} placeholder="Select a person" />
        )}
        <Days form={form} people={people} />
        <Button>Save absence</Button>
      </Form>
    </Layout>
  ),
})

export const absencePage = page({
  path: '/staff/absences/:absenceId',
  audience: 'staff',
  policy,
  purpose: 'administration',
  load: async (tx: Reader<TeamPageTables>, ctx, { path }) => {
    const absence = await getAbsence(tx, ctx.tenantId, path.absenceId)
    const names = await namesOf(tx, ctx.tenantId, [absence.accountId])
    return { ...absence, name: names.get(absence.accountId) ?? '', people: await listColleagues(tx, ctx.tenantId) }
  },
  shows: () => [],
  form: {
    fields: {
      act: choiceField({ label: 'What to do', choices: { save: 'Save', cancel: 'Cancel the absence' } }),
      fromOn: optional(days.fromOn),
      untilOn: optional(days.untilOn),
      coveredBy: days.coveredBy,
    },
    initial: ({ fromOn, untilOn, coveredBy }) => ({
      ...dateInputs('fromOn', fromOn),
      ...dateInputs('untilOn', untilOn),
      coveredBy: coveredBy ?? '',
    }),
    version: ({ version }) => version,
    check: ({ act, fromOn, untilOn }) => ({
      ...(act === 'save' && fromOn === undefined ? { fromOn: 'Enter the first day away' } : {}),
      ...(act === 'save' && untilOn === undefined ? { untilOn: 'Enter the last day away' } : {}),
    }),
    async submit(ctx, subject, { act, fromOn, untilOn, coveredBy = null }, { version }) {
      const { absenceId } = subject
      const answer = await changeAbsence(
        ctx,
        act === 'cancel'
          ? { absenceId, version, cancel: true }
          : { absenceId, version, fromOn: fromOn ?? subject.fromOn, untilOn: untilOn ?? subject.untilOn, coveredBy },
      )
      if (typeof answer === 'string') {
        const field = FIELD_OF_REFUSAL[answer]
        return { errors: { [field === 'accountId' ? 'coveredBy' : field]: ABSENCE_REFUSALS[answer] } }
      }
      return { redirect: taskPaths.absences(act === 'cancel' ? 'cancelled' : 'saved') }
    },
  },
  View: ({ subject: { name, people }, chrome, form }) => (
    <Layout {...chrome} title="Change an absence" backHref={taskPaths.absences()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{name}</span>
        Change an absence
      </h1>
      <Form {...form.hidden}>
        <input type="hidden" name="act" value="save" />
        <Days form={form as unknown as Pick<FormView<typeof days>, 'field'>} people={people} />
        <Button>Save absence</Button>
      </Form>
      <Form {...form.hidden}>
        <input type="hidden" name="act" value="cancel" />
        <Button variant="warning">Cancel this absence</Button>
      </Form>
    </Layout>
  ),
})
