import { Button } from '../../../../design-system/components/button.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import { page } from '../../../../core/http/page.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { patientBanner, patientPaths } from '../../../../core/patients/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import { filledColumns } from '../../steps/filled-columns.ts'
import { sentence } from '../../steps/sentence.ts'
import { STEP_SOURCES } from '../../steps/step.ts'
import { HOMECARE_ROLES, homecareRolesOf } from '../../therapies/homecare-role.ts'
import { PLACES, SLOTS } from '../act.ts'
import {
  DELIVERY_EVENTS,
  DELIVERY_STATES,
  type DeliveryEvent,
  type DeliveryState,
  isOpenDelivery,
} from '../delivery.ts'
import { FAILURE_FAULTS, FAILURE_REASONS } from '../failure.ts'
import { OFFERED, type Offered, offeredTo } from '../offered.ts'
import { deliveryPaths } from '../paths.ts'
import { seeDeliveries } from '../policy.ts'
import { type DeliveryOfPage, deliveryOfPage, type PageTables } from '../queries/delivery-page.ts'

/** Acts that take a delivery on: the first that somebody may do is a button. */
const ONWARD: readonly Offered[] = ['contact', 'book', 'dispense', 'dispatch', 'deliver', 'rebook']
/** Arranging again is the way on after a failure alone. */
const isStepBack = (state: DeliveryState, event: Offered): boolean => event === 'rebook' && state === 'booked'

export const deliveryPage = page({
  path: '/staff/homecare/deliveries/:deliveryId',
  audience: 'staff',
  policy: seeDeliveries,
  purpose: 'direct-care',
  notices: { saved: 'Saved.' },
  load: (tx: Reader<PageTables>, ctx, { path }) => deliveryOfPage(tx, ctx, path.deliveryId),
  shows: ({ patientId }) => [patientId],
  View: ({ subject, chrome, ctx }) => {
    const { care, patient, allergies, kind, isOnBehalf } = subject
    const { delivery, enrolment } = care
    const offered = offeredTo(delivery.state, homecareRolesOf(ctx, kind), { kind, isOnBehalf })
    const onward = offered.find((event) => ONWARD.includes(event) && !isStepBack(delivery.state, event))
    const title = `${enrolment.medicine}, delivery ${delivery.number}`
    return (
      <Layout
        {...chrome}
        title={title}
        backHref={deliveryPaths.list()}
        banner={<PatientBanner {...patientBanner(patient, allergies, ctx.clock.today())} />}
      >
        <h1 class="nhsuk-heading-l">{title}</h1>
        {delivery.dispensed?.isForSupply === false && (
          <WarningCallout headingLevel={2} heading="Not for supply">
            <p>Nobody has agreed to this way of signing yet. This must not be supplied to a real person.</p>
          </WarningCallout>
        )}
        <SummaryList rows={summaryOf(subject)} />
        {offered.length > 0 && (
          <>
            <h2 class="nhsuk-heading-m">What to do next</h2>
            {onward !== undefined && (
              <Button href={deliveryPaths.act(delivery.deliveryId, onward)}>{OFFERED[onward]}</Button>
            )}
            <ul class="nhsuk-list">
              {offered
                .filter((event) => event !== onward)
                .map((event) => (
                  <li>
                    <a href={deliveryPaths.act(delivery.deliveryId, event)}>{OFFERED[event]}</a>
                  </li>
                ))}
            </ul>
          </>
        )}
        {kind === 'nhs-trust' && isOpenDelivery(delivery.state) && delivery.state !== 'dispatched' && (
          <p>
            <a href={deliveryPaths.act(delivery.deliveryId, 'address')}>Send this delivery somewhere else</a>
          </p>
        )}
        {delivery.dispensed !== undefined && (
          <p>
            <a href={deliveryPaths.note(delivery.deliveryId)}>Print the delivery note</a>
          </p>
        )}
        <History subject={subject} />
        <p>
          <a href={patientPaths.record(patient.patientId)}>Open the patient’s record</a>
        </p>
      </Layout>
    )
  },
})

function summaryOf({ care, maySeeAddress }: DeliveryOfPage) {
  const { delivery, enrolment, companyName } = care
  const { booking, dispensed, proof, failure } = delivery
  const address = booking?.place?.kind === 'other' ? (booking.place.lines ?? []) : enrolment.address
  const row = (key: string, value: string | undefined) => value !== undefined && { key, value }
  return [
    row('State', DELIVERY_STATES[delivery.state]),
    row('Company', companyName),
    row('Needed by', formatDate(delivery.deliverBy)),
    row('First dose that it is for', formatDate(delivery.plannedOn)),
    {
      key: 'What it holds',
      value: (
        <>
          {delivery.lines.map((line) => (
            <div>{`${line.name}: ${count(line.units, line.unit)}`}</div>
          ))}
        </>
      ),
    },
    row('Not booked in time', delivery.isNeverBooked ? 'Yes' : undefined),
    row('Put off until', booking?.deferredUntil && formatDate(booking.deferredUntil)),
    row(
      'Booked for',
      delivery.bookedOn && `${formatDate(delivery.bookedOn)}. ${delivery.slot ? SLOTS[delivery.slot] : ''}`,
    ),
    row('Where it goes', booking?.place && PLACES[booking.place.kind]),
    booking?.place?.kind !== 'collect' && {
      key: 'Address',
      value: maySeeAddress ? (
        <>
          {address.map((line) => (
            <div>{line}</div>
          ))}
        </>
      ) : (
        'Hidden: this is a sensitive record'
      ),
    },
    row('Who takes it', booking?.recipient?.name),
    dispensed && {
      key: 'Dispensed',
      value: (
        <>
          {dispensed.packs.map((pack) => (
            <div>{`${pack.units}, batch ${pack.batch}, usable until ${formatDate(pack.usableUntil)}`}</div>
          ))}
        </>
      ),
    },
    row(
      'Delivered',
      delivery.deliveredOn && `${formatDate(delivery.deliveredOn)}, to ${proof?.takenBy ?? 'a person not named'}`,
    ),
    row('Temperature', proof?.temperature === undefined ? undefined : `${proof.temperature} °C`),
    failure && row('Did not arrive', `${FAILURE_REASONS[failure.code]}. ${FAILURE_FAULTS[failure.fault]}`),
  ]
}

const History = ({ subject: { steps, names } }: { subject: DeliveryOfPage }) => (
  <Table
    caption="What happened"
    responsive
    {...filledColumns({
      head: ['When', 'What', 'Who', 'How we know', 'Why'],
      rows: steps.map((step) => [
        formatShortInstant(step.happenedAt),
        sentence(DELIVERY_EVENTS[step.event as DeliveryEvent] ?? step.event),
        sentence(whoOf(step, names)),
        [step.source && STEP_SOURCES[step.source], step.saidOn && `said on ${formatDate(step.saidOn)}`]
          .filter(Boolean)
          .join(', '),
        step.reason ?? '',
      ]),
    })}
  />
)

/** What Troth did by itself, somebody’s act may have set off: it is still not theirs. */
const whoOf = ({ role, actorId }: DeliveryOfPage['steps'][number], names: DeliveryOfPage['names']): string =>
  [HOMECARE_ROLES[role], role === 'system' ? undefined : names.get(actorId)].filter(Boolean).join(', ')
