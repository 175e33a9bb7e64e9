import { ROLES, type StaffRole } from '../../policy/roles.ts'
import { PURPOSES, type Purpose } from '../../policy/purposes.ts'
import type { Opening } from '../queries/who-opened.ts'

const PAGES: Readonly<Record<string, string>> = {
  'patient.view': 'the record',
  'patient.edit': 'a page that changes the record',
  'patient.search': 'a list with this person in it',
  'patient.find-record': 'a list with this person in it',
  'patient.change-contact-details': 'contact details',
  'patient.home-access.view': 'how to get into the home',
  'patient.allergies.record': 'allergies',
  'patient.measurement.record': 'weight and height',
  'patient.related-people.change': 'related people',
  'patient.mark-sensitive': 'the sensitive record page',
  'patient.merge': 'the record, to merge it',
  'patient.who-opened': 'who opened the record',
  'patient.who-opened-records': 'who opened records',
  'own-record.view': 'their own record',
}

/** What was done, in a few words. An act or page with no words of its own is named as the program names it. */
export function openingWords({ action, outcome }: Pick<Opening, 'action' | 'outcome'>): string {
  if (outcome === 'viewed') {
    const page = action.replace(/\.(viewed|exported)$/, '')
    return `${action.endsWith('.exported') ? 'Downloaded' : 'Looked at'} ${PAGES[page] ?? plain(page)}`
  }
  const done = plain(action.replace(/^patient\./, ''))
  return outcome === 'done' ? upperFirst(done) : `Stopped: ${done}`
}

/** Who it was: a name, or what kind of reader. */
export function openerWords({ actorKind, name }: Pick<Opening, 'actorKind' | 'name'>): string {
  if (name !== undefined) return name
  const kinds = {
    staff: 'Member of staff who is not known',
    patient: 'The patient',
    'api-client': 'A linked computer system',
    system: 'The program, by itself',
    public: 'Someone who had not signed in',
  } as const
  return kinds[actorKind]
}

export const roleWords = (roles: readonly string[]): string =>
  roles.flatMap((role) => ROLES[role as StaffRole] ?? []).join(', ')

export const purposeWords = (purpose: string): string => PURPOSES[purpose as Purpose] ?? purpose

const plain = (dotted: string): string => dotted.replace(/[.-]/g, ' ')
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
