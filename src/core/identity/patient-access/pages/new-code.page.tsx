import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { choiceField, optional, textField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import type { Organisation } from '../../../tenancy/organisation.ts'
import type { Reader } from '../../../database/transaction.ts'
import { nhsNumberProblem, parseNhsNumber } from '../../../values/nhs-number.ts'
import { parsePostcode } from '../../../values/postcode.ts'
import { requestCode } from '../commands/request-code.ts'
import { accessPaths } from '../paths.ts'
import { askForCode } from '../policy.ts'
import type { AccessTables } from '../tables.ts'
import { birthDateField } from './access-fields.ts'
import { PublicFrame } from './public-frame.tsx'

/** The one answer, whoever asked and whatever was found. */
const asked = (organisation: Organisation) => {
  const AskedFor = (chrome: Chrome) => (
    <PublicFrame chrome={chrome} title="We have your request">
      <h1 class="nhsuk-heading-l">We have your request</h1>
      <p>If what you told us fits a record here, we will send a letter with a code to the address on that record.</p>
      <p>We cannot tell you here whether you have a record. This keeps people’s information safe.</p>
      <p>
        If no letter comes within 2 weeks,{' '}
        {organisation.telephone
          ? `telephone ${organisation.name} on ${organisation.telephone}.`
          : `ask ${organisation.name}.`}
      </p>
      <p>
        <a href={accessPaths.signIn}>Go to sign in</a>
      </p>
    </PublicFrame>
  )
  return AskedFor
}

export const newCodePage = page({
  path: '/:organisation/new-code',
  audience: 'patient',
  tenancy: 'address',
  policy: askForCode,
  purpose: 'own-record',
  rateLimit: 'secrets',
  load: (tx: Reader<AccessTables>, ctx) => getOrganisation(tx, ctx.tenantId),
  shows: () => [],
  form: {
    fields: {
      givenName: textField({ label: 'First name', maxLength: 100 }),
      familyName: textField({ label: 'Last name', maxLength: 100 }),
      birthDate: birthDateField,
      knowsNumber: choiceField({
        label: 'Do you know your NHS number?',
        missing: 'Select yes if you know your NHS number',
        choices: { yes: 'Yes', no: 'No' },
      }),
      nhsNumber: optional(textField({ label: 'NHS number', maxLength: 30 })),
      postcode: optional(textField({ label: 'Postcode', hint: 'Of the address that we have for you', maxLength: 20 })),
    },
    check({ knowsNumber, nhsNumber, postcode }) {
      const problem = knowsNumber === 'yes' ? nhsNumberProblem(nhsNumber ?? '') : undefined
      if (problem !== undefined) return { nhsNumber: problem }
      return knowsNumber === 'no' && parsePostcode(postcode ?? '') === undefined
        ? { postcode: 'Enter your full postcode, like SW1A 1AA' }
        : {}
    },
    async submit(ctx, organisation, values) {
      await requestCode(ctx, {
        nhsNumber: values.knowsNumber === 'yes' ? parseNhsNumber(values.nhsNumber ?? '') : undefined,
        givenName: values.givenName,
        familyName: values.familyName,
        birthDate: values.birthDate,
        postcode: values.postcode ?? '',
      })
      return { show: asked(organisation) }
    },
  },
  View: ({ subject: organisation, form, chrome }) => (
    <PublicFrame chrome={chrome} title="Ask for a letter with a code" backHref={accessPaths.help}>
      <h1 class="nhsuk-heading-l">Ask for a letter with a code</h1>
      <p>
        {organisation.name} will send it to the address on your record. If you have moved, telephone us instead
        {organisation.telephone && `: ${organisation.telephone}`}.
      </p>
      <Form {...form.hidden}>
        <TextField {...form.field('givenName')} autocomplete="given-name" />
        <TextField {...form.field('familyName')} autocomplete="family-name" />
        <DateField {...form.field('birthDate')} isBirthDate />
        <RadiosField
          {...form.field('knowsNumber')}
          options={[
            {
              value: 'yes',
              label: 'Yes',
              conditional: <TextField {...form.field('nhsNumber')} inputmode="numeric" width={10} />,
            },
            {
              value: 'no',
              label: 'No',
              conditional: <TextField {...form.field('postcode')} autocomplete="postal-code" width={10} />,
            },
          ]}
        />
        <Button>Ask for a letter</Button>
      </Form>
    </PublicFrame>
  ),
})
