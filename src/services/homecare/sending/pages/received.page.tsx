import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { PAPER_EXPECTED } from '../../prescriptions/route.ts'
import { PRESCRIPTION_STATES } from '../../prescriptions/prescription-state.ts'
import { WrittenSummary } from '../../screening/pages/written-summary.tsx'
import { sendingPaths } from '../paths.ts'
import { SignatureWords } from './order.page.tsx'
import { receivedPage, toQueue } from './received-page.tsx'

export const receivedPrescriptionPage = receivedPage({
  path: '/staff/homecare/received/:prescriptionId',
  title: 'Prescription from a clinic',
  backHref: toQueue,
  notices: { answered: 'The clinic has been told.' },
  View: ({ subject: { prescription, reading, patient } }) => {
    const { prescriptionId, state, orderReference, lastDay } = prescription
    const isToAnswer = ['transmitted', 'unacknowledged', 'company-query'].includes(state)
    return (
      <>
        <h1 class="nhsuk-heading-l">
          <span class="nhsuk-caption-l">{state === 'transmitted' ? 'To be answered' : PRESCRIPTION_STATES[state]}</span>
          Prescription from a clinic
        </h1>
        {reading === undefined ? (
          <InsetText>
            <p>{PAPER_EXPECTED}. Nothing of what is on it is here.</p>
          </InsetText>
        ) : (
          <>
            <SignatureWords reading={reading} />
            {reading.problems.length === 0 && reading.written !== undefined && (
              <>
                <WrittenSummary content={reading.written.content} isAddressHidden={patient.contactHidden} />
                <SummaryList
                  rows={[
                    { key: 'Order reference', value: `${orderReference ?? 'None'} (not checked by Troth)` },
                    { key: 'First supply by', value: lastDay === undefined ? 'Not known' : formatDate(lastDay) },
                  ]}
                />
              </>
            )}
          </>
        )}
        {isToAnswer && (
          <>
            <Button href={sendingPaths.accept(prescriptionId)}>Accept</Button>
            {state !== 'company-query' && (
              <p>
                <a href={sendingPaths.ask(prescriptionId)}>Ask the clinic</a>
              </p>
            )}
          </>
        )}
        {state === 'cancel-requested' && (
          <Button href={sendingPaths.cancellation(prescriptionId)}>Answer the cancellation</Button>
        )}
      </>
    )
  },
})
