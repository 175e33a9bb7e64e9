import { taskReason } from '../tasks/reason.ts'
import { disclosurePaths } from './paths.ts'

export const notDelivered = taskReason({
  code: 'core.disclosure-not-delivered',
  words: 'Information for another organisation did not arrive',
  priority: 'soon',
  outcomes: { 'sent-again': 'Sent again', stopped: 'Stopped', delivered: 'Arrived after all' },
  href: (disclosureId) => disclosurePaths.sendAgain(disclosureId),
})

export const notApplied = taskReason({
  code: 'core.disclosure-not-applied',
  words: 'Information from another organisation is not in the record',
  priority: 'soon',
  outcomes: {
    'tried-again': 'Tried again',
    'put-in-by-hand': 'Put into the record by hand',
    applied: 'Put in after all',
  },
  href: () => `${disclosurePaths.received()}?state=failed`,
})

/** Who sees to what did not arrive. */
export const ANSWERABLE = { role: 'data-protection-officer' } as const
