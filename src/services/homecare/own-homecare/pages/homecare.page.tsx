import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { ownPaths } from '../../../../core/own-record/paths.ts'
import { seeOwnHomecare } from '../policy.ts'
import { getOwnHomecare, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { ContactUs } from './contact-us.tsx'
import { Treatment } from './treatment.tsx'

export const ownHomecarePage = page({
  path: '/patient/homecare',
  audience: 'patient',
  policy: seeOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx) => getOwnHomecare(tx, ctx),
  shows: ({ patientId }) => [patientId],
  notices: {
    counted: 'Thank you. We have saved what you have at home.',
    booked: 'Your delivery is booked.',
    asked: 'Thank you. We will call you to arrange your delivery.',
    'put-off': 'Your delivery is put off. You keep the extra medicine that you have at home.',
    'put-off-late':
      'Your delivery is put off. You will use the extra medicine that you have at home, so we may call you.',
    'put-off-not-covered':
      'Your delivery is not put off yet, because a dose may have no medicine. We will call you to arrange it.',
    'bin-asked': 'Thank you. We will arrange your sharps bin.',
  },
  View: ({ subject: { treatments, organisation, patient }, chrome, ctx }) => {
    const today = ctx.clock.today()
    return (
      <OwnPage chrome={chrome} title="Your medicines at home" backHref={ownPaths.home}>
        <h1 class="nhsuk-heading-l">Your medicines at home</h1>
        {treatments.length === 0 && <p>We do not deliver any medicines to your home.</p>}
        {treatments.map((treatment) => (
          <Treatment
            treatment={treatment}
            telephone={organisation.telephone}
            isSensitive={patient.sensitive}
            today={today}
          />
        ))}
        <ContactUs organisation={organisation} today={today} />
      </OwnPage>
    )
  },
})
