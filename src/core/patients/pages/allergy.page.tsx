import { Button } from '../../../design-system/components/button.tsx'
import {
  CheckboxesField,
  DateField,
  Form,
  RadiosField,
  TextAreaField,
  TextField,
} from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { NotFoundError } from '../../errors.ts'
import { dateField, dateInputs } from '../../http/form/date-field.ts'
import { choiceField, choicesField, optional, textField, tickField } from '../../http/form/fields.ts'
import { REACTION_SEVERITIES } from '../../values/allergy.ts'
import { allergyProblems, REACTIONS } from '../allergy.ts'
import { changeAllergy, endAllergy, recordAllergy } from '../commands/record-allergies.ts'
import { patientPaths } from '../paths.ts'
import { recordAllergies } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { findAllergyNote, listAllergies } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { firstProblem, options, sealedTextField } from './field-kinds.ts'
import { RemoveBox } from './name.page.tsx'
import { patientPage } from './patient-page.tsx'

const fields = {
  substance: textField({ label: 'Medicine, food or substance' }),
  code: optional(textField({ label: 'SNOMED CT or dm+d code (optional)', maxLength: 18 })),
  reactions: choicesField({ label: 'What happened', choices: REACTIONS }),
  severity: choiceField({
    label: 'How severe it was',
    choices: REACTION_SEVERITIES,
    missing: 'Select how severe it was',
  }),
  recordedOn: dateField({
    label: 'Date recorded',
    name: 'Date recorded',
    rule: (today) => ({ today, when: 'today-or-past' }),
  }),
  note: sealedTextField('Note (optional)', 'What happened, and how it is known', 1000),
  end: tickField({ label: 'This was found to be wrong: it no longer counts' }),
  endReason: optional(textField({ label: 'Why it was wrong', maxLength: 200 })),
}

export const allergyPage = patientPage({
  path: '/staff/patients/:patientId/allergies/:allergy',
  policy: recordAllergies,
  backHref: patientPaths.allergies,
  async load(tx: Reader<PatientTables & EncryptionTables>, ctx, patient, { path }) {
    if (path.allergy === 'new') return undefined
    const all = await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patient.patientId))
    const allergy = all.find(({ allergyId, endedOn }) => allergyId === path.allergy && endedOn === undefined)
    if (!allergy) throw new NotFoundError('Allergy')
    return { allergy, note: allergy.hasNote ? await findAllergyNote(tx, ctx, allergy.allergyId) : undefined }
  },
  title: ({ own }) => (own ? 'Change an allergy' : 'Add an allergy'),
  form: {
    fields,
    version: ({ own }) => own?.allergy.version ?? 0,
    initial: ({ own }) =>
      own
        ? {
            substance: own.allergy.substance,
            code: own.allergy.code,
            reactions: own.allergy.reactions,
            severity: own.allergy.severity,
            ...dateInputs('recordedOn', own.allergy.recordedOn),
            note: own.note,
          }
        : {},
    check({ substance, code, reactions, severity, recordedOn, end, endReason }): { code?: string; endReason?: string } {
      const problems = allergyProblems({ substance, code, reactions, severity, recordedOn }, recordedOn)
      const wrongCode = firstProblem(problems, 'code')
      return {
        ...(wrongCode === undefined ? {} : { code: wrongCode }),
        ...(end && endReason === undefined ? { endReason: 'Enter why it was wrong' } : {}),
      }
    },
    async submit(ctx, { patientId, own }, values, { version = 0 }) {
      const { note = '', end, endReason = '', ...allergy } = values
      if (!own) {
        await recordAllergy(ctx, { patientId, allergy, note })
        return { redirect: patientPaths.allergies(patientId, 'saved') }
      }
      const { allergyId } = own.allergy
      if (end) {
        await endAllergy(ctx, { allergyId, version, reason: endReason })
        return { redirect: patientPaths.allergies(patientId, 'ended') }
      }
      await changeAllergy(ctx, { allergyId, version, allergy, note })
      return { redirect: patientPaths.allergies(patientId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{own ? 'Change an allergy' : 'Add an allergy'}</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('substance')} />
        <TextField {...form.field('code')} inputmode="numeric" width={20} />
        <CheckboxesField {...form.field('reactions')} options={options(REACTIONS)} small />
        <RadiosField {...form.field('severity')} options={options(REACTION_SEVERITIES)} inline />
        <DateField {...form.field('recordedOn')} />
        <TextAreaField {...form.field('note')} maxlength={1000} rows={4} />
        {own && (
          <>
            <RemoveBox {...form.field('end')} />
            <TextField {...form.field('endReason')} />
          </>
        )}
        <Button>Save</Button>
      </Form>
    </>
  ),
})
