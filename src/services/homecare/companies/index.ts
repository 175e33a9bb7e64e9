// Homecare companies that an organisation works with.
import './pages/companies.page.tsx'
import './pages/company.page.tsx'

export { addCompany } from './commands.ts'
export type { Company } from './company.ts'
export { findCompany, findCompanyByRecipient, getCompany, listCompanies } from './queries.ts'
