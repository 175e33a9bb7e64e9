// The front door of contacts: calls, letters and conversations about patients.
import './task-reasons.ts'
import './pages/contacts.page.tsx'
import './pages/mistake.page.tsx'
import './pages/record-contact.page.tsx'

export { recordContact, type ContactRecorded, type NewContact } from './commands/record-contact.ts'
export { contactPaths } from './paths.ts'
export { attemptsWithoutAnswer, listContacts, type StoredContact } from './queries/contacts.ts'
export type { ContactTables } from './tables.ts'
