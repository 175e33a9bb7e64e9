import { emailTemplate } from '../../../core/notifications/index.ts'

/** Says that there is something to do, and nothing about what it is: whoever reads over a shoulder learns nothing. */
export const somethingToDo = emailTemplate({
  name: 'homecare.something-to-do',
  subject: 'You have something to do in your health record',
  text: () =>
    'You have something to do in your health record. Sign in to see it.\n\n' +
    'We never put anything about your health in an email.\n',
})
