import { emailTemplate } from './email-template.ts'

const FOOT = `We never put anything about patients in an email.
To choose which emails you get, open "Notifications" after you sign in.`

export const newUrgentTask = emailTemplate({
  name: 'core.new-urgent-task',
  subject: 'You have a new urgent task',
  text: () => `You have a new urgent task. Sign in to see it.\n\n${FOOT}\n`,
})
export const newTask = emailTemplate({
  name: 'core.new-task',
  subject: 'You have a new task',
  text: () => `You have a new task. Sign in to see it.\n\n${FOOT}\n`,
})
export const taskPassedUp = emailTemplate({
  name: 'core.task-passed-up',
  subject: 'A task was not finished in time',
  text: () => `A task was not finished in time and has been passed to you. Sign in to see it.\n\n${FOOT}\n`,
})
