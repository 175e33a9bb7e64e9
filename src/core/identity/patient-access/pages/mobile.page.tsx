import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TelephoneField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../database/transaction.ts'
import { optional, textField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { formatTelephoneNumber, parseTelephoneNumber, telephoneProblem } from '../../../values/telephone-number.ts'
import { changeCodeMobile } from '../commands/change-password.ts'
import { accessPaths } from '../paths.ts'
import { useOwnAccess } from '../policy.ts'
import { getOwnAccount } from '../queries.ts'
import { CONFIRM_MINUTES } from '../step.ts'
import type { AccessTables } from '../tables.ts'

export const mobilePage = page({
  path: accessPaths.mobile,
  audience: 'patient',
  policy: useOwnAccess,
  purpose: 'own-record',
  confirmedWithin: CONFIRM_MINUTES,
  load: (tx: Reader<AccessTables>, ctx) => getOwnAccount(tx, ctx),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      mobile: optional(
        textField<string>({
          label: 'Mobile number (optional)',
          hint: 'We only use it to send you a code when you cannot sign in',
          maxLength: 40,
          understand: (text) => {
            const problem = telephoneProblem(text, 'Mobile number', { mobile: true })
            return problem === undefined ? { value: parseTelephoneNumber(text) ?? '' } : { problem }
          },
        }),
      ),
    },
    initial: ({ codeMobile }) => ({ mobile: codeMobile ? formatTelephoneNumber(codeMobile) : '' }),
    async submit(ctx, account, { mobile }) {
      if (mobile === (account.codeMobile ?? undefined)) return { redirect: accessPaths.home }
      await changeCodeMobile(ctx, { mobile })
      return { redirect: `${accessPaths.home}?notice=mobile` }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Where can we send a new code?">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Where can we send a new code?</h1>
          <p>If you forget your password, we can send you a new code. Without a mobile number we send it by letter.</p>
          <Form {...form.hidden}>
            <TelephoneField {...form.field('mobile')} />
            <Button>Save and continue</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
