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
  const words = done.get(action)
  if (outcome === 'done') return words === undefined ? 'Did something with your record' : upperFirst(words)
  return words === undefined ? stoppedLook(action) : `Was stopped from this: ${words}`
}

/** A page that was refused, or that led to nothing, is recorded by its policy's name with how it ended. */
function stoppedLook(action: string): string {
  const words = seen.get(action.replace(/\.(refused|not-found)$/, ''))
  if (words === undefined) return 'Tried to do something with your record, and was stopped'
  return action.endsWith('.not-found')
    ? `Tried to look at ${words}, and did not find it`
    : `Tried to look at ${words}, and was stopped`
}

/** Whether an act, or a page by its policy, has words: a test asks this of all of them. */
export const hasAccessWords = (name: string): boolean => done.has(name) || seen.has(name)

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

seenAs('core.audit-log.see', 'the proof that something about you was written down')
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
seenAs('patient.who-opened-records', 'who has looked at your record')
seenAs('patient-access.manage', 'how you sign in')
seenAs('own-record.view', 'your record')
seenAs('own-record.change-contact-details', 'a page to change how we reach you')
seenAs('own-record.view-access-history', 'who has looked at your record')
seenAs('patient-access.use-own', 'how you sign in')
seenAs('patient.register', 'your record')
seenAs('patient.register-at-desk', 'your record')
seenAs('patient.update', 'your record, to change it')
seenAs('patient.mark-sensitive', 'how your record is protected')
seenAs('core.task.list', 'a list of tasks that you are on')
seenAs('core.task.create', 'a page to make a task about you')
seenAs('core.task.view', 'a task about you')
seenAs('core.task.work', 'a task about you')
seenAs('core.contact.list', 'when we spoke to you, and what about')
seenAs('core.contact.record', 'a page to write down when we spoke to you')
seenAs('core.disclosure.list', 'with whom your record was shared')
seenAs('core.disclosure.handle', 'with whom your record was shared')
seenAs('core.safety-concern.read', 'a worry about safety that names you')

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
doneAs('patient.imported', 'added your record from another system')
doneAs('patient.merged', 'joined two records that are both yours')
doneAs('patient.unmerged', 'took apart two records that had been joined')
doneAs('patient.sensitive.marked', 'hid your address and telephone number from most staff')
doneAs('patient.sensitive.unmarked', 'let staff see your address and telephone number again')
doneAs('patient.allergy.recorded', 'added an allergy')
doneAs('patient.allergy.changed', 'changed an allergy')
doneAs('patient.allergy.ended', 'ended an allergy')
doneAs('patient.no-known-allergies.recorded', 'wrote down that you have no known allergies')
doneAs('patient.measurement.recorded', 'added your weight or height')
doneAs('patient.measurement.struck-out', 'took back a weight or height that was wrong')
doneAs('patient.related-person.added', 'added a person you told us about')
doneAs('patient.related-person.changed', 'changed a person you told us about')
doneAs('patient.related-person.removed', 'removed a person you told us about')
doneAs('patient.home-access.changed', 'changed how to get into your home')
doneAs('contact.recorded', 'wrote down that we spoke to you')
doneAs('contact.marked-as-mistake', 'took back a note that was wrong')
doneAs('core.disclosure.sent', 'shared some of your record with another organisation')
doneAs('core.disclosure.sent-again', 'shared some of your record with another organisation again')
doneAs('core.disclosure.stopped', 'stopped sharing some of your record with another organisation')
doneAs('core.disclosure.applied', 'added what another organisation told us about you')
doneAs('task.created', 'made a task about you')
doneAs('task.added', 'made a task about you')
doneAs('task.accepted', 'took on a task about you')
doneAs('task.assigned', 'gave a task about you to someone')
doneAs('task.closed', 'finished a task about you')
doneAs('task.reopened', 'opened a task about you again')
doneAs('task.commented', 'wrote a note on a task about you')
doneAs('task.escalated', 'passed on a task about you that was late')
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
