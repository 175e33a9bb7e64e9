import { taskReason } from '../tasks/reason.ts'

export const followUpContact = taskReason({
  code: 'core.contact-follow-up',
  words: 'Follow up a contact with a patient',
  priority: 'soon',
  outcomes: {
    done: 'Followed up',
    'could-not-reach': 'Could not reach them',
    'not-needed': 'Not needed any more',
  },
})
