import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { choiceField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { accessPaths } from '../paths.ts'
import { findActivating } from '../queries/sign-in-step.ts'
import { PublicFrame } from './public-frame.tsx'
import { StartAgain } from './start-again.tsx'

export const chooseNamePage = page({
  path: accessPaths.chooseName,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  load: (_tx, ctx) => findActivating(ctx),
  shows: () => [],
  form: {
    fields: {
      name: choiceField({
        label: 'How do you want to sign in?',
        missing: 'Select how you want to sign in',
        choices: {
          'nhs-number': 'With my NHS number',
          'made-name': 'With a name that you make for me, like garden-river-4821',
        },
      }),
    },
    submit: (_ctx, _subject, { name }) => Promise.resolve({ redirect: `${accessPaths.choosePassword}?with=${name}` }),
  },
  View: ({ subject, form, chrome }) => {
    if (!subject?.isOpen) return <StartAgain chrome={chrome} />
    const { organisation, account, hasNhsNumber } = subject
    if (account || !hasNhsNumber) {
      return (
        <PublicFrame chrome={chrome} title="Your code is right" organisation={organisation}>
          <h1 class="nhsuk-heading-l">Your code is right</h1>
          {account ? (
            <p>You have a sign-in with {organisation.name} already. You can now choose a new password for it.</p>
          ) : (
            <p>We will make a sign-in name for you. You will see it when you have chosen a password.</p>
          )}
          <Button href={accessPaths.choosePassword}>Choose a password</Button>
        </PublicFrame>
      )
    }
    return (
      <PublicFrame chrome={chrome} title="How do you want to sign in?" organisation={organisation}>
        <Form {...form.hidden}>
          <RadiosField
            {...form.field('name')}
            isPageHeading
            options={[
              {
                value: 'nhs-number',
                label: 'With my NHS number',
                hint: 'It is on letters and prescriptions from the NHS',
              },
              { value: 'made-name', label: 'With a name that you make for me, like garden-river-4821' },
            ]}
          />
          <InsetText>
            <p>You need this, and a password, each time you sign in. You do not need an email address.</p>
          </InsetText>
          <Button>Continue</Button>
        </Form>
      </PublicFrame>
    )
  },
})
