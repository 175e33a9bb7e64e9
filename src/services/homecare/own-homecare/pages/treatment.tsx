import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { type CivilDate, formatDate } from '../../../../core/values/civil-date.ts'
import { SLOTS } from '../../deliveries/act.ts'
import { ownHomecarePaths } from '../paths.ts'
import { bookedWords, coverWords, isPaused, nextStepWords } from '../own-words.ts'
import type { OwnTreatment } from '../queries/own-homecare.ts'
import { TIMELINE, timelineOf, type TimelineLine } from '../timeline.ts'

interface TreatmentProps {
  readonly treatment: OwnTreatment
  readonly telephone: string | null
  readonly isSensitive: boolean
  readonly today: CivilDate
}

/** Everything about one treatment: until when it lasts, where the next supply stands, and what its patient can do. */
export const Treatment = ({ treatment, telephone, isSensitive, today }: TreatmentProps) => {
  const { therapyId, cover, next, last, prescription } = treatment
  const { sentence, ask } = coverWords(cover, today)
  return (
    <section>
      <h2 class="nhsuk-heading-m">{cover.medicine}</h2>
      {ask === 'call-today' ? (
        <WarningCallout heading="Call us today" headingLevel={3}>
          <p>
            {sentence}.{telephone && ` Telephone: ${telephone}.`}
          </p>
        </WarningCallout>
      ) : (
        <InsetText>
          <p>
            <strong>{sentence}</strong>
            {ask === 'count' && (
              <>
                : <a href={ownHomecarePaths.stockCheck(therapyId)}>tell us</a>
              </>
            )}
          </p>
        </InsetText>
      )}
      <p>{nextStepWords(cover, today)}.</p>
      <ol class="nhsuk-list nhsuk-list--number">
        {timelineOf(prescription?.state, (next ?? last)?.state).map((line) => (
          <li>{lineWords(line)}</li>
        ))}
      </ol>
      <NextDelivery treatment={treatment} isSensitive={isSensitive} today={today} />
      <ul class="nhsuk-list">
        <li>
          <a href={ownHomecarePaths.stockCheck(therapyId)}>Tell us how much {cover.medicine} you have</a>
        </li>
        {next && ['planned', 'due', 'contacted', 'deferred'].includes(next.state) && (
          <li>
            <a href={ownHomecarePaths.delivery(therapyId, next.deliveryId)}>
              Choose a day for your delivery of {cover.medicine}
            </a>
          </li>
        )}
        {next?.state === 'booked' && (
          <li>
            <a href={ownHomecarePaths.delivery(therapyId, next.deliveryId)}>
              Ask for another day for your delivery of {cover.medicine}
            </a>
          </li>
        )}
        {next && ['planned', 'due', 'contacted', 'deferred', 'booked'].includes(next.state) && (
          <li>
            <a href={ownHomecarePaths.putOff(therapyId, next.deliveryId)}>Put your delivery of {cover.medicine} off</a>
          </li>
        )}
        <li>
          <a href={ownHomecarePaths.sharpsBin(therapyId)}>Ask for a sharps bin for {cover.medicine}</a>
        </li>
        <li>
          <a href={ownHomecarePaths.missedDose(therapyId)}>I missed a dose of {cover.medicine}</a>
        </li>
        <li>
          <a href={ownHomecarePaths.problem(therapyId)}>Something is wrong with my {cover.medicine} or its delivery</a>
        </li>
      </ul>
    </section>
  )
}

const lineWords = ({ stage, when }: TimelineLine): string =>
  when === 'done' ? `${TIMELINE[stage]}: done` : when === 'now' ? `${TIMELINE[stage]}: this is next` : TIMELINE[stage]

const NextDelivery = ({
  treatment: { next, address, cover },
  isSensitive,
  today,
}: Pick<TreatmentProps, 'treatment' | 'isSensitive' | 'today'>) => {
  if (!next) return <p>No delivery is planned yet.</p>
  if (isPaused(cover) || (next.bookedOn !== undefined && next.bookedOn < today))
    return <p>{bookedWords(next, cover, today)}.</p>
  if (next.bookedOn === undefined)
    return <p>Your next delivery is not booked yet. It is needed by {formatDate(next.deliverBy)}.</p>
  const place = next.booking?.place
  const lines = place?.kind === 'other' ? (place.lines ?? []) : address
  return (
    <>
      <p>
        Your next delivery: {formatDate(next.bookedOn)}
        {next.slot && `, ${SLOTS[next.slot].toLowerCase()}`}.
      </p>
      {place?.kind === 'collect' ? (
        <p>You collect it.</p>
      ) : (
        !isSensitive && lines.length > 0 && <p>It goes to {lines.join(', ')}.</p>
      )}
    </>
  )
}
