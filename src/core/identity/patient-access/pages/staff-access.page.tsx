import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { choiceField } from '../../../http/form/fields.ts'
import { patientPage } from '../../../patients/pages/patient-page.tsx'
import type { Patient } from '../../../patients/patient.ts'
import { howToReach } from '../../../patients/reach.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { formatInstant } from '../../../values/london-time.ts'
import type { AccountTables } from '../../accounts/tables.ts'
import { ACTIVATION_RULES, CODE_CHANNELS, CODE_STATES, codeState, lastDayOf } from '../activation-code.ts'
import { codeNumbers, lastDigits, type CodeNumbers } from '../code-numbers.ts'
import { giveActivationCode, type MakeCodeRefusal } from '../commands/make-code.ts'
import { WITHDRAW_REASONS } from '../patient-account.ts'
import { accessPaths } from '../paths.ts'
import { manageAccess } from '../policy.ts'
import { findLatestCode, findLatestText, listAccountsOf } from '../queries.ts'
import { SIGN_IN_KINDS } from '../sign-in-name.ts'
import type { AccessTables } from '../tables.ts'
import { TEXT_STATES } from '../text-message.ts'
import { BEGIN_REFUSALS, whyNotBegin, YOUNGEST } from '../who-may-begin.ts'
import { activationLetterPage } from './activation-letter.tsx'
import { readOutPage } from './read-out.tsx'

const REFUSALS: Readonly<Record<MakeCodeRefusal | 'shown-before', string>> = {
  ...BEGIN_REFUSALS,
  'no-mobile': 'There is no mobile number that you can see for this person. Send a letter',
  'text-not-set-up': 'Text messages are not set up here. Send a letter',
  'shown-before': 'This code was shown before, and is not shown again. Choose again to make a new one',
}

type Tables = AccessTables & AccountTables

async function loadAccess(tx: Reader<Tables>, ctx: Context, patient: Patient) {
  const { patientId } = patient
  const [account] = await listAccountsOf(tx, ctx.tenantId, patientId)
  return {
    account,
    numbers: codeNumbers(patient, account, ctx.clock.today()),
    code: await findLatestCode(tx, ctx.tenantId, patientId),
    text: await findLatestText(tx, ctx.tenantId, patientId),
    organisation: await getOrganisation(tx, ctx.tenantId),
    texts: ctx.doors?.text ? ('sent' as const) : ctx.demonstration ? ('read-out' as const) : ('not-set-up' as const),
  }
}
type Access = Awaited<ReturnType<typeof loadAccess>>

/** How this person signs in, in one word and with a date. */
const statusWords = ({ account }: Access): string =>
  account === undefined
    ? 'Has not signed in yet'
    : account.status === 'active'
      ? `Can sign in since ${formatInstant(account.activatedAt)}`
      : `Stopped${account.withdrawnAt ? ` on ${formatInstant(account.withdrawnAt)}` : ''}: ${WITHDRAW_REASONS[account.withdrawnReason ?? 'other'].toLowerCase()}`

const AccessSummary = ({ access, now }: { readonly access: Access; readonly now: Date }) => {
  const { account, code, text } = access
  return (
    <SummaryList
      rows={[
        { key: 'Access', value: statusWords(access) },
        account && { key: 'Signs in with', value: SIGN_IN_KINDS[account.signInKind] },
        code && {
          key: 'Last code',
          value: `${CODE_STATES[codeState(code, now)]}. ${CODE_CHANNELS[code.channel]}, made on ${formatInstant(code.madeAt)}${code.madeByName && ` by ${code.madeByName}`}`,
        },
        code &&
          codeState(code, now) === 'waiting' && {
            key: 'Works until',
            value: `${formatInstant(code.endsAt)}. Wrong tries: ${code.attempts} of ${ACTIVATION_RULES.mostAttempts}`,
          },
        code?.channel === 'text' && text && { key: 'Text message', value: TEXT_STATES[text.state] },
      ]}
    />
  )
}

/** What staff choose from: the two numbers of one person can differ, and one of them may be someone else's. */
const CHOICES = {
  letter: CODE_CHANNELS.letter,
  text: `${CODE_CHANNELS.text} to the number on their record`,
  'text-to-account': `${CODE_CHANNELS.text} to the number they gave online for codes`,
} as const

const textOption = (value: 'text' | 'text-to-account', number: string | undefined, texts: Access['texts']) => ({
  value,
  label: CHOICES[value],
  hint: [
    number === undefined
      ? 'There is none that you can see'
      : `Ends in ${lastDigits(number)}. Ask them whether that is theirs`,
    texts === 'read-out'
      ? 'Text messages are not set up. In this demonstration the code is shown here, for you to read out'
      : `Works for ${ACTIVATION_RULES.textMinutes} minutes`,
  ].join('. '),
})

const textOptions = (numbers: CodeNumbers, texts: Access['texts']) =>
  texts === 'not-set-up'
    ? []
    : [
        textOption('text', numbers.record, texts),
        ...(numbers.account === undefined ? [] : [textOption('text-to-account', numbers.account, texts)]),
      ]

/** Giving a patient access to their own record, and seeing whether they have it. */
export const staffAccessPage = patientPage({
  path: '/staff/patients/:patientId/access',
  policy: manageAccess,
  title: 'Access to their own record',
  load: (tx: Reader<Tables>, ctx: Context, patient: Patient) => loadAccess(tx, ctx, patient),
  notices: { texted: 'A code is on its way by text message.', withdrawn: 'Access has been stopped.' },
  form: {
    fields: {
      channel: choiceField({
        label: 'How should the code reach them?',
        missing: 'Select how the code should reach them',
        choices: CHOICES,
      }),
    },
    async submit(ctx, { patient, allergies, own }, { channel: choice }) {
      const made = await giveActivationCode(ctx, {
        patientId: patient.patientId,
        channel: choice === 'letter' ? 'letter' : 'text',
        number: choice === 'text-to-account' ? 'account' : 'record',
      })
      if (typeof made === 'string') return { errors: { channel: REFUSALS[made] } }
      const today = ctx.clock.today()
      const { code, sent } = made
      if (sent === 'text') return { redirect: `${accessPaths.staff(patient.patientId)}?notice=texted` }
      if (sent === 'read-out') return { show: readOutPage({ patient, allergies, code, today }) }
      return {
        show: activationLetterPage({
          patient,
          allergies,
          organisation: own.organisation,
          reach: howToReach(patient, today),
          code,
          lastDay: lastDayOf(new Date(made.madeAt)),
          site: ctx.publicUrl ?? '',
          today,
          isAgain: own.account !== undefined,
        }),
      }
    },
  },
  View: ({ subject: { patient, patientId, own }, form, ctx }) => {
    const refusal = whyNotBegin(patient, ctx.clock.today())
    return (
      <>
        <h1 class="nhsuk-heading-l">Access to their own record</h1>
        <AccessSummary access={own} now={ctx.clock.now()} />
        {refusal ? (
          <InsetText>
            <p>{BEGIN_REFUSALS[refusal]}</p>
          </InsetText>
        ) : (
          <>
            <h2 class="nhsuk-heading-m">{own.account ? 'Make a code for a new password' : 'Make a code to begin'}</h2>
            <p>
              Check who you are speaking to first. An older code stops working. The code is for the patient only: nobody
              can sign in for another person yet, such as a parent, a carer or a child under {YOUNGEST.age}.
            </p>
            <Form {...form.hidden}>
              <RadiosField
                {...form.field('channel')}
                options={[
                  {
                    value: 'letter',
                    label: 'Letter',
                    hint: `You print it, to post or to hand over. Works for ${ACTIVATION_RULES.letterDays} days`,
                  },
                  ...textOptions(own.numbers, own.texts),
                ]}
              />
              {own.texts === 'not-set-up' && <p>Text messages are not set up here, so a code can only go by letter.</p>}
              <Button>Make a code</Button>
            </Form>
          </>
        )}
        {(own.account?.status === 'active' || (own.code && codeState(own.code, ctx.clock.now()) === 'waiting')) && (
          <p>
            <a href={accessPaths.withdraw(patientId)}>Stop access</a>
          </p>
        )}
      </>
    )
  },
})
