// The front door of notifications: telling staff in the program and by e-mail.
import './jobs.ts'
import './messages.ts'
import './pages/notification-settings.page.tsx'
import './pages/notifications.page.tsx'

export { notify, type News } from './commands/notify.ts'
export { sendEmail, type NewEmail } from './commands/send-email.ts'
export { emailTemplate, type EmailTemplate } from './email-template.ts'
export type { Email, HandOver } from './email.ts'
export { countUnread } from './queries.ts'
