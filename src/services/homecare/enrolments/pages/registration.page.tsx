import { allows } from '../../../../core/policy/enforce.ts'
import type { Context } from '../../../../core/context.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatDeadline, formatInstant } from '../../../../core/values/london-time.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { sentence } from '../../steps/sentence.ts'
import { filledColumns } from '../../steps/filled-columns.ts'
import { listSteps, type Step } from '../../steps/queries.ts'
import { STEP_SOURCES } from '../../steps/step.ts'
import { HOMECARE_ROLES, homecareRolesOf, type HomecareRole } from '../../therapies/homecare-role.ts'
import { eventsFor } from '../acts.ts'
import { ENROLMENT_EVENTS, type EnrolmentEvent, isWithCompany, OVER_STATES } from '../enrolment.ts'
import { isUnacknowledged } from '../place-change.ts'
import { registrationPaths as to } from '../paths.ts'
import * as policy from '../policy.ts'
import { ownerNames } from '../queries/list-registrations.ts'
import { openNote, openSaid } from '../queries/open-sealed.ts'
import { otherSide, type Registration } from '../queries/registrations.ts'
import { Answers } from './answers.tsx'
import { BroughtInHere } from './brought-in.tsx'
import { registrationPage } from './registration-page.tsx'
import { Said } from './said.tsx'
import { ageWords, placeChangeWords, StateTag } from './words.tsx'

type Linked = readonly [EnrolmentEvent, Policy<policy.RegistrationSubject>, (id: string) => string, string]

/** Acts that take a registration on: the first that somebody may do is a button. */
const ONWARD: readonly EnrolmentEvent[] = ['send-to-pharmacy', 'correct', 'submit', 'accept', 'resume', 'close']

/** What may be done next, in the order shown. */
const NEXT: readonly Linked[] = [
  ['send-to-pharmacy', policy.writeRegistration, to.check, 'Go on with this registration'],
  ['correct', policy.writeRegistration, (id) => to.act(id, 'correct'), 'Correct it'],
  ['submit', policy.checkRegistration, to.checklist, 'Check it and send it to the company'],
  ['return', policy.checkRegistration, (id) => to.act(id, 'send-back'), 'Send it back'],
  ['accept', policy.answerRegistration, to.answer, 'Accept or refuse it'],
  ['suspend', policy.holdRegistration, to.suspend, 'Suspend deliveries'],
  ['resume', policy.holdRegistration, (id) => to.act(id, 'resume'), 'Let deliveries go on'],
  ['begin-transfer', policy.moveRegistration, to.transfer, 'Move to another company'],
  ['keep-company', policy.moveRegistration, (id) => to.act(id, 'keep-company'), 'Stop the move to another company'],
  ['close', policy.moveRegistration, (id) => to.act(id, 'close'), 'Close it: the new company has accepted'],
  ['withdraw', policy.holdRegistration, (id) => to.act(id, 'withdraw'), 'Withdraw the patient from this company'],
]

const nextLinks = (ctx: Pick<Context, 'actor' | 'purpose' | 'tenantId'>, registration: Registration) => {
  const roles: Set<HomecareRole> = new Set(homecareRolesOf(ctx, registration.kind))
  if (!registration.isCompanyOnTroth && roles.has('pharmacy-team')) roles.add('company')
  const possible = eventsFor(registration.state, roles)
  return NEXT.filter(([event, rule]) => possible.has(event) && allows(rule, ctx, registration))
}

/** Who did it, as what. Whoever has no name here did it on the other side. */
const whoOf = ({ actorId, role }: Step, names: ReadonlyMap<string, string>, registration: Registration): string =>
  role === 'system' ? 'Troth' : `${names.get(actorId) ?? otherSide(registration)}, as ${HOMECARE_ROLES[role]}`

export const registrationOverview = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId',
  policy: policy.viewRegistration,
  title: 'Homecare registration',
  backHref: () => to.list(),
  notices: {
    saved: 'Saved.',
    checked: 'Saved. Some checks are still to do.',
    'with-pharmacy': 'Sent to pharmacy.',
    sent: 'Sent to the company.',
    answered: 'Answer saved.',
    acknowledged: 'Saved: the company knows where deliveries go.',
    suspended: 'Deliveries are suspended.',
    'send-back': 'Sent back.',
    correct: 'It is open for changes.',
    resume: 'Deliveries go on.',
    'keep-company': 'The move was stopped.',
    close: 'Closed.',
    withdraw: 'The patient was withdrawn from this company.',
  },
  async load(tx, ctx, registration) {
    const steps = await listSteps(tx as never, ctx, [registration.enrolmentId])
    const owner = {
      owner_account_id: registration.ownerAccountId ?? null,
      owner_team_id: registration.ownerTeamId ?? null,
    }
    return {
      steps,
      names: await namesOf(
        tx as never,
        ctx.tenantId,
        steps.map(({ actorId }) => actorId),
      ),
      owner: (await ownerNames(tx as never, ctx.tenantId, [owner]))(owner),
      note: await openNote(tx as never, ctx, registration),
      said: await openSaid(tx as never, ctx, registration),
    }
  },
  View: ({ subject: { registration, own }, ctx }) => {
    const { state, stateSince, answerBy, reviewOn, accountReference, enrolmentId, counterpartId } = registration
    const isCompany = counterpartId !== undefined
    const next = nextLinks(ctx, registration)
    const onward = next.find(([event]) => ONWARD.includes(event))
    const isOpen = !OVER_STATES.includes(state)
    const mayWrite = allows(policy.writeRegistration, ctx, registration)
    const change = (href: string, about: string) =>
      mayWrite && isOpen ? [{ text: 'Change', href, visuallyHiddenText: about }] : undefined
    return (
      <>
        <h1 class="nhsuk-heading-l">Homecare registration</h1>
        <SummaryList
          rows={[
            { key: 'State', value: <StateTag state={state} isCompany={isCompany} /> },
            { key: 'For', value: `${ageWords(stateSince, ctx.clock.now())}, since ${formatInstant(stateSince)}` },
            { key: isCompany ? 'Hospital' : 'Homecare company', value: otherSide(registration) },
            !isCompany && {
              key: 'Who follows it up',
              value: own.owner,
              actions: change(to.owner(enrolmentId), 'who follows it up'),
            },
            answerBy !== undefined && { key: 'Answer due by', value: formatDeadline(answerBy) },
            reviewOn !== undefined && { key: 'To be looked at again on', value: formatDate(reviewOn) },
            accountReference !== undefined && { key: 'Reference at the company', value: accountReference },
            isWithCompany(state) &&
              !isCompany && {
                key: 'Where deliveries go',
                value: placeChangeWords(registration.details.placeChange),
                actions: change(to.place(enrolmentId), 'where deliveries go'),
              },
          ]}
        />
        {isUnacknowledged(registration.details.placeChange) && isWithCompany(state) && (
          <WarningCallout headingLevel={2} heading="Where deliveries go has changed">
            <p>
              {isCompany
                ? 'The hospital does not know yet that you have the new place. Read it, and say that you have it.'
                : `${otherSide(registration)} has not said that it knows. Deliveries may still go to the old place.`}
            </p>
            {allows(policy.acknowledgePlace, ctx, registration) && (
              <p>
                <a href={to.readPlace(enrolmentId)}>
                  {isCompany ? 'Read the new place' : 'Write down that the company knows'}
                </a>
              </p>
            )}
          </WarningCallout>
        )}
        {onward !== undefined && <Button href={onward[2](enrolmentId)}>{onward[3]}</Button>}
        <ul class="nhsuk-list">
          {next
            .filter((one) => one !== onward)
            .map(([, , href, text]) => (
              <li>
                <a href={href(enrolmentId)}>{text}</a>
              </li>
            ))}
          {!isCompany && isWithCompany(state) && allows(policy.checkRegistration, ctx, registration) && (
            <li>
              <a href={to.print(enrolmentId)}>Print it or get it as a PDF</a>
            </li>
          )}
        </ul>
        {own.said ? (
          <Said
            said={own.said}
            isHidden={registration.isAddressHidden || own.said.patient.isSensitive}
            hold={registration.details.hold}
          />
        ) : (
          <Answers registration={registration} note={own.note} />
        )}
        {registration.details.broughtIn && (
          <BroughtInHere broughtIn={registration.details.broughtIn} isOnTroth={registration.isCompanyOnTroth} />
        )}
        <Table
          caption="History"
          {...filledColumns({
            head: ['When', 'What', 'Who', 'Why'],
            rows: own.steps.map((step) => [
              formatInstant(step.happenedAt),
              `${sentence(ENROLMENT_EVENTS[step.event as EnrolmentEvent] ?? 'brought in from another system')}${step.source && step.source !== 'organisation' ? ` (${STEP_SOURCES[step.source].toLowerCase()}${step.saidOn ? `, ${formatDate(step.saidOn)}` : ''})` : ''}`,
              whoOf(step, own.names, registration),
              step.reason ?? '',
            ]),
          })}
          responsive
        />
      </>
    )
  },
})
