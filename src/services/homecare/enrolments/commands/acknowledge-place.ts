import { say } from '../../exchange/commands/say.ts'
import { isUnacknowledged } from '../place-change.ts'
import { acknowledgePlace as mayAcknowledge } from '../policy.ts'
import { placeAcknowledged } from '../sayings/place-acknowledged.ts'
import type { OnBehalf } from './answer-registration.ts'
import { keepPlaceWord } from './keep-place-word.ts'
import { DONE, refused, registrationCommand, type WhichRegistration } from './registration-command.ts'

/**
 * Says that the company knows where deliveries go now: the company itself, which tells the hospital, or the pharmacy team for
 * a company that does not use Troth, with how and when it was said. A change after the page was opened is another version.
 */
export const acknowledgePlace = registrationCommand<WhichRegistration & { readonly onBehalf?: OnBehalf | undefined }>({
  action: 'homecare.registration.place-acknowledged',
  policy: mayAcknowledge,
  async run(tx, ctx, registration, { onBehalf }) {
    const { enrolmentId, patientId, counterpartId } = registration
    const change = registration.details.placeChange
    if (!isUnacknowledged(change)) return refused('not-changed', NOTHING)
    if (counterpartId === undefined) {
      if (!onBehalf) return refused('no-source', 'Enter how the company told you, and on which day')
      const { source, saidOn } = onBehalf
      await keepPlaceWord(tx, ctx, enrolmentId, change, { on: saidOn, source })
      return DONE
    }
    if (registration.isAddressHidden) return refused('sensitive', UNSEEN)
    if (change.number === undefined) return refused('not-changed', NOTHING)
    await keepPlaceWord(tx, ctx, enrolmentId, change, { on: ctx.clock.today() })
    const body = { change: change.number }
    await say(tx, ctx, placeAcknowledged, { to: counterpartId, about: enrolmentId, patientId, body })
    return DONE
  },
})

const NOTHING = 'No change of where deliveries go is waiting to be acknowledged'
const UNSEEN = 'This is a sensitive record: only someone with the right to see its address can say that you have it'
