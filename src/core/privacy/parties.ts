import type { DataClass } from '../database/data-map.ts'

/** Someone outside who gets data by the program's own doing, other than an organisation that uses Troth. */
export interface Party {
  readonly name: string
  /** In a sentence that a patient understands. */
  readonly why: string
  readonly role: 'processor'
  readonly gets: readonly DataClass[]
  /** How it is protected on the way and there. */
  readonly protection: string
  /** The setting that says where it is; without it nothing goes there. */
  readonly setting: string
  /** The folder in src/integrations that speaks to it; none for the database itself. */
  readonly integration?: string
}

/** Every party that the program can speak to. A way out of the building that is not here fails a test. */
export const PARTIES: readonly Party[] = [
  {
    name: 'Mail server',
    why: 'It carries e-mails to staff and patients: links to sign in, reminders, and that something waits. They hold no health details.',
    role: 'processor',
    gets: ['contact', 'message-body'],
    protection: 'TLS, to a server that proves who it is; beyond it, e-mail is as safe as the recipient’s own provider',
    setting: 'SMTP_URL',
    integration: 'smtp',
  },
  {
    name: 'Folder for run-out sheets',
    why: 'It holds a sealed list of who runs out of medicine, for the day when the program is down.',
    role: 'processor',
    gets: ['identifier', 'contact', 'health'],
    protection: 'Sealed: opened only with the organisation’s sheet key, which is kept on paper',
    setting: 'TROTH_SHEET_DIR',
    integration: 'sheet-folder',
  },
  {
    name: 'Database server',
    why: 'It stores everything that the program keeps.',
    role: 'processor',
    gets: ['identifier', 'contact', 'demographic', 'family', 'health', 'staff'],
    protection:
      'TLS, to a server that proves who it is; free text, home access and messages are sealed before they go there',
    setting: 'DATABASE_URL',
  },
]
