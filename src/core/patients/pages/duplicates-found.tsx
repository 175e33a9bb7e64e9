import { Button } from '../../../design-system/components/button.tsx'
import { Card } from '../../../design-system/components/card.tsx'
import { Form, TextField, type FormValues } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Chrome } from '../../http/chrome.ts'
import { formatDate } from '../../values/civil-date.ts'
import { fullName } from '../../values/person-name.ts'
import { newUuid } from '../../values/uuid.ts'
import { civilDateOf } from '../../values/london-time.ts'
import { MATCH_REASONS } from '../match.ts'
import { nameOf } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import type { Duplicate } from '../queries/find-duplicates.ts'
import { nhsNumberWords } from './record-words.ts'

interface Props {
  readonly chrome: Chrome
  readonly now: Date
  readonly duplicates: readonly Duplicate[]
  /** False when a record has the same NHS number: nobody can go on past it. */
  readonly mayGoOn: boolean
  readonly typed: Readonly<Record<string, string>>
  readonly reasonMissing: boolean
}

const NOTHING_TYPED: FormValues = {}
const MISSING = 'Enter why none of them is this person'

/** Who is probably the same person, and the question why not. What was typed is carried along. */
export const DuplicatesFound = ({ chrome, now, duplicates, mayGoOn, typed, reasonMissing }: Props) => {
  const title = mayGoOn ? 'This person may already have a record' : 'This NHS number is already on a record'
  const errors: Record<string, string> = reasonMissing && mayGoOn ? { notTheSame: MISSING } : {}
  const seen = duplicates.map(({ patient }) => patient.patientId).join(',')
  return (
    <Layout
      {...chrome}
      title={title}
      backHref={patientPaths.register()}
      {...(errors['notTheSame'] === undefined ? {} : { errors: [{ href: '#notTheSame', text: MISSING }] })}
    >
      <h1 class="nhsuk-heading-l">{title}</h1>
      {duplicates.map((duplicate) => (
        <DuplicateCard duplicate={duplicate} today={civilDateOf(now)} />
      ))}
      {mayGoOn && (
        <Form
          csrfToken={chrome.account?.csrfToken ?? ''}
          idempotencyKey={newUuid(now)}
          action={patientPaths.register()}
        >
          <Carried typed={typed} />
          <input type="hidden" name="seen" value={seen} />
          <TextField
            name="notTheSame"
            label="Why none of them is this person"
            hint="For example, twins. The reason is kept"
            values={NOTHING_TYPED}
            errors={errors}
          />
          <Button variant="warning">Register a new patient</Button>
        </Form>
      )}
      <Form csrfToken={chrome.account?.csrfToken ?? ''} idempotencyKey={newUuid(now)} action={patientPaths.register()}>
        <Carried typed={typed} />
        <input type="hidden" name="again" value="yes" />
        <Button variant="secondary">Change what I entered</Button>
      </Form>
    </Layout>
  )
}

const Carried = ({ typed }: { typed: Props['typed'] }) => (
  <>
    {Object.entries(typed).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

const DuplicateCard = ({ duplicate: { patient, reasons }, today }: { duplicate: Duplicate; today: string }) => (
  <Card heading={fullName(nameOf(patient, today))} headingLevel={2} headingSize="m">
    <p>
      Born {patient.birthDate === undefined ? 'not known' : formatDate(patient.birthDate)}
      <br />
      NHS number: {nhsNumberWords(patient.nhsNumber)}
    </p>
    <ul class="nhsuk-list nhsuk-list--bullet">
      {reasons.map((reason) => (
        <li>{MATCH_REASONS[reason].words}</li>
      ))}
    </ul>
    <p>
      <a href={patientPaths.record(patient.patientId)} target="_blank" rel="noopener">
        Open this record (opens in a new tab)
      </a>
    </p>
  </Card>
)
