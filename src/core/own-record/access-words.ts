import { ROLES, type StaffRole } from '../policy/roles.ts'
import { wordList } from '../values/problem-wording.ts'

// What the trail calls `patient.view.viewed` is "your record" to the person it is about.

const seen = new Map<string, string>()
const done = new Map<string, string>()

/** Names a page or list by its policy, as the person it is about would call it: "your record". */
export function seenAs(policy: string, words: string): void {
  seen.set(policy, words)
}

/** Names an act by its audit action: "changed your address". */
export function doneAs(action: string, words: string): void {
  done.set(action, words)
}

export type AccessOutcome = 'done' | 'viewed' | 'refused' | 'failed'

/** What was done, as one short sentence: "Looked at your record". */
export function accessWords(action: string, outcome: AccessOutcome): string {
  if (outcome === 'viewed') {
    const isExport = action.endsWith('.exported')
    const words = seen.get(action.replace(/\.(viewed|exported)$/, '')) ?? 'a page about you'
    return `${isExport ? 'Downloaded' : 'Looked at'} ${words}`
  }
  const words = done.get(action) ?? 'changed something in your record'
  return outcome === 'done' ? upperFirst(words) : `Was stopped from this: ${words}`
}

/** Who it was, without a name: role for staff, kind for the rest. */
export function actorWords(
  kind: 'staff' | 'patient' | 'api-client' | 'system' | 'public',
  roles: readonly string[],
): string {
  switch (kind) {
    case 'staff':
      return wordList(roles.map((role) => ROLES[role as StaffRole] ?? 'Staff')) || 'Staff'
    case 'patient':
      return 'You'
    case 'api-client':
      return 'A linked computer system'
    case 'system':
      return 'The computer, by itself'
    case 'public':
      return 'Someone who had not signed in'
  }
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

seenAs('patient.view', 'your record')
seenAs('patient.edit', 'your record, to change it')
seenAs('patient.search', 'a list of people that you are on')
seenAs('patient.find-record', 'a list of people that you are on')
seenAs('patient.change-contact-details', 'how to reach you')
seenAs('patient.home-access.view', 'how to get into your home')
seenAs('patient.home-access.change', 'how to get into your home')
seenAs('patient.allergies.record', 'your allergies')
seenAs('patient.measurement.record', 'your weight and height')
seenAs('patient.related-people.change', 'the people you told us about')
seenAs('patient.merge', 'your record, to join two records that are both yours')
seenAs('patient.who-opened', 'who has looked at your record')
seenAs('patient-access.manage', 'how you sign in')
seenAs('own-record.view', 'your record')
seenAs('own-record.change-contact-details', 'a page to change how we reach you')
seenAs('own-record.view-access-history', 'who has looked at your record')
seenAs('patient-access.use-own', 'how you sign in')

doneAs('patient.registered', 'added your record')
doneAs('patient.updated', 'changed your record')
doneAs('patient.names.changed', 'changed your name')
doneAs('patient.nhs-number.changed', 'changed your NHS number')
doneAs('patient.demographics.changed', 'changed your personal details')
doneAs('patient.addresses.changed', 'changed your address')
doneAs('patient.contact-points.changed', 'changed your telephone number or email')
doneAs('patient.contact-points.confirmed', 'checked that we can reach you')
doneAs('patient.communication.changed', 'changed how we write or speak to you')
doneAs('patient.death.recorded', 'recorded a death')
doneAs('task.created', 'made a task about you')
doneAs('patient-access.code-made', 'made a code for you to sign in')
doneAs('patient-access.code.refused', 'using a code that was sent to you')
doneAs('patient-access.code-asked-for', 'asked for a code to sign in as you')
doneAs('patient-access.activated', 'used a code to choose a password')
doneAs('patient-access.signed-in', 'signed in')
doneAs('patient-access.sign-in.refused', 'signing in as you')
doneAs('patient-access.confirmed', 'confirmed that it was you')
doneAs('patient-access.confirm.refused', 'confirming that it was you')
doneAs('patient-access.password-changed', 'changed your password')
doneAs('patient-access.mobile-changed', 'changed the mobile number for codes')
doneAs('patient-access.withdrawn', 'stopped your access')
doneAs('own-record.contact-added', 'added a telephone number or email')
doneAs('own-record.contact-changed', 'changed a telephone number or email')
doneAs('own-record.contact-removed', 'removed a telephone number or email')
doneAs('own-record.contact-confirmed', 'confirmed that we can reach you')
doneAs('own-record.address-changed', 'changed an address')
doneAs('own-record.address-removed', 'removed an address')
doneAs('own-record.preference-changed', 'changed how we contact you')
