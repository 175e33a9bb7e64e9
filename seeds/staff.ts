import type { NewStaff } from '../src/core/identity/accounts/index.ts'
import type { OrganisationSlug } from './organisations.ts'

type SeededStaff = Pick<NewStaff, 'name' | 'roles' | 'rights' | 'registrations'>

const administrator = (name: string): SeededStaff => ({ name, roles: ['administrator'] })
const dataProtectionOfficer = (name: string): SeededStaff => ({ name, roles: ['data-protection-officer'] })
const doctor = (name: string, number: string): SeededStaff => ({
  name,
  roles: ['doctor'],
  registrations: [{ register: 'gmc', number }],
})
const nurse = (name: string, number: string): SeededStaff => ({
  name,
  roles: ['nurse'],
  registrations: [{ register: 'nmc', number }],
})
const pharmacist = (name: string, number: string): SeededStaff => ({
  name,
  roles: ['pharmacist'],
  registrations: [{ register: 'gphc', number }],
})

/** One account for each role of each organisation: the address is `<role>@<organisation>.example`. Everyone is made up. */
export const STAFF: Readonly<Record<OrganisationSlug, readonly SeededStaff[]>> = {
  riverside: [
    administrator('Claire Whitfield'),
    dataProtectionOfficer('Owen Price'),
    doctor('Dr Helen Marsh', '9000001'),
    nurse('Joseph Mensah', '90A0001N'),
    { ...pharmacist('Farah Siddiqui', '2900001'), rights: ['see-sensitive-records'] },
    { name: 'Lucy Barnes', roles: ['pharmacy-technician'], registrations: [{ register: 'gphc', number: '5900001' }] },
    { name: 'Bethan Lloyd', roles: ['homecare-coordinator'] },
    { name: 'Tom Hughes', roles: ['receptionist'] },
    { name: 'Angela Morris', roles: ['care-coordinator'], rights: ['merge-records'] },
  ],
  hillview: [
    administrator('Rachel Stone'),
    dataProtectionOfficer('David Achebe'),
    doctor('Dr Samuel Okoro', '9000002'),
    nurse('Siobhán Kelly', '90A0002N'),
    pharmacist('Wei Zhang', '2900002'),
  ],
  'meadow-lane': [
    administrator('Karen Doyle'),
    doctor('Dr Priya Nair', '9000003'),
    nurse('Beth Carter', '90A0003N'),
    { name: 'Sunita Rao', roles: ['receptionist'] },
  ],
  brightwell: [
    administrator('Neil Foster'),
    { name: 'Dawn Hopkins', roles: ['homecare-coordinator'] },
    pharmacist('Martin Boyle', '2900004'),
    nurse('Ewa Nowak', '90A0004N'),
  ],
  'health-near-you': [administrator('Grace Adeyemi'), { name: 'Peter Lund', roles: ['website-editor'] }],
}
