// Every noun of the program. Importing a noun's front door declares its policies, pages, routes, commands and jobs.
import './data-maps.ts'
import './core/http/health.ts'
import './core/housekeeping/jobs.ts'
import './core/site/index.ts'
import './core/identity/accounts/index.ts'
import './core/identity/sessions/routes.ts'
import './core/fhir/index.ts'
import './core/api-clients/index.ts'
