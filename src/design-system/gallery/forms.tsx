import { Button } from '../components/button.tsx'
import { Fieldset } from '../components/fieldset.tsx'
import {
  CheckboxesField,
  DateField,
  EmailField,
  FileField,
  Form,
  HiddenField,
  NumberField,
  OneTimeCodeField,
  PasswordField,
  RadiosField,
  SearchField,
  SelectField,
  SuggestField,
  TelephoneField,
  TextAreaField,
  TextField,
} from '../fields.tsx'

const VALUES = {
  given: 'Zoë "Zo" <O’Brien>',
  email: 'zoe@',
  telephone: '01632 960 001',
  weight: '72.5',
  medicineText: '',
  medicine: '',
  note: 'First line\n\n  indented line',
  long: 'Ring twice',
  contact: 'telephone',
  help: ['large-print', 'interpreter'],
  team: '',
  'birthDate-day': '12',
  'birthDate-month': '',
  'birthDate-year': '1961',
  step: '2',
} as const

const ERRORS = {
  email: 'Enter an email address in the right format, like name@example.com',
  'birthDate-month': 'Date of birth must include a month',
  team: 'Select a team',
}

const shared = { values: { ...VALUES, password: '', code: '', letter: '', q: '' }, errors: ERRORS }

const Choices = () => (
  <>
    <RadiosField
      {...shared}
      name="contact"
      label="How should we contact you?"
      hint="We use this for deliveries only"
      options={[
        {
          value: 'telephone',
          label: 'Telephone',
          conditional: <TelephoneField {...shared} name="telephone" label="Telephone number" />,
        },
        { value: 'letter', label: 'Letter', hint: 'Takes 3 days longer' },
        { divider: 'or' },
        { value: 'none', label: 'Do not contact me' },
      ]}
    />
    <CheckboxesField
      {...shared}
      name="help"
      label="What help do you need?"
      options={[
        { value: 'large-print', label: 'Large print' },
        { value: 'interpreter', label: 'An interpreter', hint: 'Including British Sign Language' },
        { divider: 'or' },
        { value: 'none', label: 'None of these', exclusive: true },
      ]}
    />
    <SelectField
      {...shared}
      name="team"
      label="Team"
      placeholder="Choose a team"
      options={[
        { value: 'a', label: 'Homecare' },
        { value: 'b', label: 'Rheumatology' },
      ]}
    />
  </>
)

/** Every field, empty, filled and in error. */
export const FormGallery = () => (
  <>
    <h2 class="nhsuk-heading-m">Fields</h2>
    <Form csrfToken="token" idempotencyKey="4b0c" version={3} draftPath="/drafts/gallery" multipart>
      <HiddenField values={VALUES} name="step" />
      <TextField {...shared} name="given" label="Given name" autocomplete="given-name" />
      <EmailField {...shared} name="email" label="Email address" hint="We never share it" />
      <DateField {...shared} name="birthDate" label="Date of birth" hint="For example, 31 3 1980" isBirthDate />
      <NumberField {...shared} name="weight" label="Weight" suffix="kg" decimal width={5} />
      <PasswordField {...shared} name="password" label="Password" />
      <OneTimeCodeField {...shared} name="code" label="Security code" hint="6 digits from your app" />
      <TextAreaField {...shared} name="note" label="Note" />
      <TextAreaField {...shared} name="long" label="Delivery instructions" maxlength={200} />
      <Choices />
      <FileField {...shared} name="letter" label="Letter" hint="PDF, up to 10 MB" accept=".pdf,application/pdf" />
      <Fieldset legend="Notes held elsewhere" legendSize="m">
        <SearchField {...shared} name="q" label="Search notes" />
      </Fieldset>
      <SuggestField
        {...shared}
        name="medicineText"
        chosenName="medicine"
        label="Medicine"
        hint="Begin to type, then choose from the list"
        source="/staff/medicines/suggestions"
        things="medicines"
      />
      <Button>Save and continue</Button>
    </Form>
  </>
)
