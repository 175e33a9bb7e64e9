import { Button } from '../../../design-system/components/button.tsx'
import { CheckboxesField, Form, RadiosField, SelectField } from '../../../design-system/fields.tsx'
import { choiceField, choicesField, optional } from '../../http/form/fields.ts'
import {
  ACCESSIBLE_NEEDS,
  ALL_NEEDS,
  NEED_GROUPS,
  needDetails,
  type AccessibleNeed,
  type NeedGroup,
} from '../../values/accessible-needs.ts'
import { changeCommunication } from '../commands/change-details.ts'
import { PREFERRED_CHANNELS } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { editPatient } from '../policy.ts'
import { languageField, languageOptions, options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const ofGroup = (group: NeedGroup): Record<string, string> =>
  Object.fromEntries(
    ALL_NEEDS.filter((need) => needDetails(need).group === group).map((need) => [need, ACCESSIBLE_NEEDS[need].words]),
  )
const needsField = (group: NeedGroup) => choicesField({ label: NEED_GROUPS[group], choices: ofGroup(group) })

const fields = {
  language: languageField,
  interpreter: choiceField({
    label: 'Do they need an interpreter?',
    choices: { yes: 'Yes', no: 'No' },
    missing: 'Select yes if they need an interpreter',
  }),
  preferredChannel: optional(
    choiceField({ label: 'How do they like to be contacted? (optional)', choices: PREFERRED_CHANNELS }),
  ),
  contact: needsField('contact'),
  format: needsField('format'),
  professional: needsField('professional'),
  support: needsField('support'),
}

export const communicationPage = patientPage({
  path: '/staff/patients/:patientId/communication',
  policy: editPatient,
  title: 'Language and communication needs',
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ patient: { communication } }) => ({
      language: communication.language,
      interpreter: communication.needsAskedOn === undefined ? '' : communication.interpreterRequired ? 'yes' : 'no',
      preferredChannel: communication.preferredChannel,
      ...Object.fromEntries(
        Object.keys(NEED_GROUPS).map((group) => [
          group,
          communication.accessibleNeeds.filter((need) => needDetails(need).group === group),
        ]),
      ),
    }),
    async submit(ctx, { patientId }, values, { version = 0 }) {
      const { language, interpreter, preferredChannel, contact, format, professional, support } = values
      const accessibleNeeds = [...contact, ...format, ...professional, ...support] as AccessibleNeed[]
      const communication = { language, interpreterRequired: interpreter === 'yes', accessibleNeeds, preferredChannel }
      await changeCommunication(ctx, { patientId, version, communication })
      return { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ subject: { patient }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Language and communication needs</h1>
      <p>Ask the person. What you record here decides how letters are made, how they are called and who is booked.</p>
      <Form {...form.hidden}>
        <SelectField
          {...form.field('language')}
          options={languageOptions(patient.communication.language)}
          placeholder="Not known"
        />
        <RadiosField {...form.field('interpreter')} options={options({ yes: 'Yes', no: 'No' })} inline />
        <RadiosField {...form.field('preferredChannel')} options={options(PREFERRED_CHANNELS)} />
        <h2 class="nhsuk-heading-m">Needs because of a disability, impairment or sensory loss</h2>
        {(Object.keys(NEED_GROUPS) as NeedGroup[]).map((group) => (
          <CheckboxesField {...form.field(group)} options={options(ofGroup(group))} small />
        ))}
        <Button>Save</Button>
      </Form>
    </>
  ),
})
