import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form, SelectField, TextField } from '../../../design-system/fields.tsx'
import { Checkboxes } from '../../../design-system/components/checkboxes.tsx'
import { dateInputs } from '../../http/form/date-field.ts'
import type { ValuesOf } from '../../http/form/field.ts'
import { choiceField, tickField } from '../../http/form/fields.ts'
import { NotFoundError } from '../../errors.ts'
import { NAME_USES, nameProblems, type HumanName } from '../../values/person-name.ts'
import { changeNames } from '../commands/change-details.ts'
import { findEntry, replaceEntry, withName, withoutEntry } from '../entries.ts'
import type { Kept } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { editPatient } from '../policy.ts'
import { firstProblem, nameField, optionalDate, options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

/** The parts of a name, the same on every form that asks for one. */
export const namePartFields = {
  prefix: nameField('Title (optional)'),
  given: nameField('Given names', 'First name first, then any middle names'),
  family: nameField('Family name'),
}

const fields = {
  use: choiceField({ label: 'What kind of name it is', choices: NAME_USES }),
  ...namePartFields,
  suffix: nameField('Letters after the name (optional)'),
  start: optionalDate('First day of use (optional)'),
  end: optionalDate('Last day of use (optional)'),
  remove: tickField({ label: 'This name was never theirs: remove it' }),
}

/** What was typed as a name. */
export function nameFrom(values: ValuesOf<typeof namePartFields>, use: HumanName['use']): HumanName {
  return {
    use,
    prefix: wordsOf(values.prefix),
    given: wordsOf(values.given),
    family: values.family ?? '',
    suffix: [],
  }
}

export const wordsOf = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '')

export const namePage = patientPage({
  path: '/staff/patients/:patientId/known-as/:entry',
  policy: editPatient,
  load: (_tx, _ctx, patient, { path }): Promise<Kept<HumanName> | undefined> => {
    if (path.entry === 'new') return Promise.resolve(undefined)
    const entry = findEntry(patient.names, path.entry)
    if (!entry) throw new NotFoundError('Name')
    return Promise.resolve(entry)
  },
  title: ({ own }) => (own ? 'Change name' : 'Add a name'),
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ own }) =>
      own
        ? {
            use: own.use,
            prefix: own.prefix.join(' '),
            given: own.given.join(' '),
            family: own.family,
            suffix: own.suffix.join(' '),
            ...dateInputs('start', own.start),
            ...dateInputs('end', own.end),
          }
        : { use: 'usual' },
    check(values, { patient, own }) {
      if (values.remove) {
        const left = own ? withoutEntry(patient.names, own.entryId) : patient.names
        return left.some(({ end }) => end === undefined)
          ? {}
          : { remove: 'This is their only name. Add the right name first, then remove this one' }
      }
      const problems = nameProblems(fullName(values))
      return {
        family: firstProblem(problems, 'family'),
        given: firstProblem(problems, 'given'),
        end: firstProblem(problems, 'period'),
      } as Record<string, string>
    },
    async submit(ctx, { patient, own }, values, { version = 0 }) {
      const name = fullName(values)
      const names = !own
        ? withName(patient.names, name, ctx.clock.today())
        : values.remove
          ? withoutEntry(patient.names, own.entryId)
          : replaceEntry(patient.names, own.entryId, name)
      await changeNames(ctx, { patientId: patient.patientId, version, names })
      return { redirect: patientPaths.record(patient.patientId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{own ? 'Change name' : 'Add a name'}</h1>
      {!own && (
        <p>A new usual name takes the place of the one before it, which stays in the record as a previous name.</p>
      )}
      <Form {...form.hidden}>
        <SelectField {...form.field('use')} options={options(NAME_USES)} />
        <TextField {...form.field('prefix')} width={10} spellcheck={false} />
        <TextField {...form.field('given')} spellcheck={false} />
        <TextField {...form.field('family')} spellcheck={false} />
        <TextField {...form.field('suffix')} width={10} spellcheck={false} />
        <DateField {...form.field('start')} />
        <DateField {...form.field('end')} />
        {own && <RemoveBox {...form.field('remove')} />}
        <Button>Save</Button>
      </Form>
    </>
  ),
})

/** A tick that takes an entry out of the record, for what was never true. */
export const RemoveBox = ({
  name,
  label,
  values,
  errors,
}: {
  name: string
  label: string
  values: Readonly<Record<string, unknown>>
  errors: Readonly<Record<string, string | undefined>>
}) => (
  <Checkboxes
    name={name}
    errorMessage={errors[name] === undefined ? undefined : { text: errors[name] }}
    items={[{ value: 'yes', text: label, checked: values[name] === 'yes' }]}
  />
)

function fullName(values: ValuesOf<typeof fields>): HumanName {
  const { use, suffix, start, end } = values
  return {
    ...nameFrom(values, use),
    suffix: wordsOf(suffix),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  }
}
