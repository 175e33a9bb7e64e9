import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { choiceField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { askForBin } from '../commands/ask-for-bin.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { getOwnTreatment, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { BIN_WISHES } from '../sharps-bin.ts'
import { ContactUs } from './contact-us.tsx'

const TITLE = 'Ask for a sharps bin'

export const sharpsBinPage = page({
  path: '/patient/homecare/:therapyId/sharps-bin',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnTreatment(tx, ctx, path.therapyId),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      wish: choiceField({ label: 'What do you need?', missing: 'Select what you need', choices: BIN_WISHES }),
    },
    async submit(ctx, _subject, { wish }, { path: { therapyId } }) {
      await askForBin(ctx, { therapyId, wish })
      return { redirect: ownHomecarePaths.home('bin-asked') }
    },
  },
  View: ({ subject: { treatment, organisation }, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title={TITLE} backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{treatment.cover.medicine}</span>
        {TITLE}
      </h1>
      <p>Used needles and pens go in a sharps bin. Close the bin when it is full to the line. Never empty it.</p>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('wish')}
          options={Object.entries(BIN_WISHES).map(([value, label]) => ({ value, label }))}
        />
        <Button>Ask</Button>
      </Form>
      <ContactUs organisation={organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})
