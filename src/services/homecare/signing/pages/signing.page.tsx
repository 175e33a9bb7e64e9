import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { CheckboxesField, Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Chrome } from '../../../../core/http/chrome.ts'
import { page } from '../../../../core/http/page.ts'
import {
  getOwnSigning,
  SIGN_MINUTES,
  signingFields,
  SigningFields,
  unlockForForm,
  type SignatureTables,
} from '../../../../core/identity/signatures/index.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import { nameOf } from '../../../../core/patients/index.ts'
import { isPaperOnlySchedule } from '../../prescriptions/route.ts'
import { WrittenSummary } from '../../screening/pages/written-summary.tsx'
import { isClinic } from '../../sending/queries/parties.ts'
import { signFirstCaution } from '../../schemes/sign-first.ts'
import type { HomecareWork } from '../../tables.ts'
import { MOST_SIGNED, type SignAnswer, signPrescriptions } from '../commands/sign-prescriptions.ts'
import { signingPaths } from '../paths.ts'
import { isPrescriber, signPrescriptions as maySign } from '../policy.ts'
import { listSignable, type Signable } from '../queries/signing-list.ts'
import { choiceOf, chosenField } from './chosen-field.ts'

homeLink({
  text: 'Prescriptions to sign',
  href: signingPaths.list(),
  description: 'Your prescriptions that you can sign.',
  policy: maySign as never,
  order: 42,
  kinds: ['nhs-trust'],
  isFor: isPrescriber,
})

const nameIn = ({ patient, content }: Signable, today: string) =>
  `${displayName(nameOf(patient, today))}: ${content.items.map(({ name }) => name).join('; ')}`
/** As a tick says it: nobody signs first without having read that they do. */
const tickOf = (row: Signable, today: string) =>
  row.isFirst ? `${nameIn(row, today)} (before clinical screening)` : nameIn(row, today)

export const signingPage = page({
  path: '/staff/homecare/signing',
  audience: 'staff',
  policy: maySign,
  purpose: 'direct-care',
  confirmedWithin: SIGN_MINUTES,
  rateLimit: 'secrets',
  load: async (tx: Reader<HomecareWork & SignatureTables & TenancyTables>, ctx: Context) => ({
    isClinic: await isClinic(tx, ctx.tenantId),
    signing: await getOwnSigning(tx, ctx),
    ...(await listSignable(tx as never, ctx, MOST_SIGNED)),
    today: ctx.clock.today(),
  }),
  shows: ({ rows }) => [...new Set(rows.map(({ patient }) => patient.patientId))],
  form: {
    fields: { chosen: chosenField(MOST_SIGNED), ...signingFields },
    async submit(ctx, { rows, today }, { chosen, ...secret }) {
      const unlocked = await unlockForForm(ctx, secret)
      if ('errors' in unlocked) return unlocked
      const answer = await signPrescriptions(ctx, { key: unlocked.key, chosen })
      const names = new Map(rows.map((row) => [row.prescription.prescriptionId, nameIn(row, today)]))
      return { show: (chrome) => <Signed answer={answer} names={names} chrome={chrome} /> }
    },
  },
  View: ({ subject: { rows, total, signing, today }, form, chrome }) => (
    <Layout {...chrome} title="Prescriptions to sign">
      <h1 class="nhsuk-heading-l">Prescriptions to sign</h1>
      {rows.length === 0 ? (
        <p>No prescription of yours can be signed now.</p>
      ) : (
        <>
          <p>
            {count(total, 'prescription')} of yours can be signed.
            {total > rows.length ? ` The first ${rows.length} are here.` : ''} Read each one, then select those that you
            sign.
          </p>
          <InsetText>
            <p>
              If one of them is changed while you read, that one is not signed and you are told. The others are signed
              as you read them.
            </p>
          </InsetText>
          {rows.map((row) => (
            <section>
              <h2 class="nhsuk-heading-m">{nameIn(row, today)}</h2>
              {row.isFirst && (
                <WarningCallout headingLevel={2} heading="Nobody has screened this yet">
                  <p>
                    If you sign it now, it is signed before clinical screening. Someone else screens it afterwards, and
                    nothing is sent before then. If they ask you about it or it is changed, you sign it again.
                  </p>
                  {signFirstCaution !== undefined && <p>{signFirstCaution}.</p>}
                </WarningCallout>
              )}
              {isPaperOnlySchedule(row.prescription.schedule) && (
                <WarningCallout headingLevel={2} heading="This also needs ink">
                  <p>This controlled drug leaves on paper alone. Pharmacy prints it, and you sign the paper in ink.</p>
                </WarningCallout>
              )}
              <WrittenSummary content={row.content} isAddressHidden={row.patient.contactHidden} />
            </section>
          ))}
          <Form {...form.hidden}>
            <CheckboxesField
              {...form.field('chosen')}
              options={rows.map((row) => ({
                value: choiceOf({ ...row, prescriptionId: row.prescription.prescriptionId }),
                label: tickOf(row, today),
              }))}
            />
            <SigningFields form={form} signing={signing}>
              <Button>Sign the selected prescriptions</Button>
            </SigningFields>
          </Form>
        </>
      )}
    </Layout>
  ),
})

const Signed = ({
  answer: { signed, unscreened, refused },
  names,
  chrome,
}: {
  answer: SignAnswer
  names: ReadonlyMap<string, string>
  chrome: Chrome
}) => (
  <Layout {...chrome} title="Signed" backHref={signingPaths.list()}>
    <h1 class="nhsuk-heading-l">
      {signed.length === 0 ? 'Nothing was signed' : `${count(signed.length, 'prescription')} signed`}
    </h1>
    {signed.length > 0 && (
      <ul class="nhsuk-list nhsuk-list--bullet">
        {signed.map((id) => (
          <li>
            {names.get(id) ?? 'A prescription'}
            {unscreened.includes(id) && ', signed before clinical screening: pharmacy screens it next'}
          </li>
        ))}
      </ul>
    )}
    {refused.length > 0 && (
      <WarningCallout headingLevel={2} heading={`${count(refused.length, 'prescription')} not signed`}>
        <ul>
          {refused.map(({ prescriptionId, sentences }) => (
            <li>
              {names.get(prescriptionId) ?? 'A prescription'}: {sentences.join('. ')}
            </li>
          ))}
        </ul>
      </WarningCallout>
    )}
    <p>
      <a href={signingPaths.list()}>Back to the list</a>
    </p>
  </Layout>
)
