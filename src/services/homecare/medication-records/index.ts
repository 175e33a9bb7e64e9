// The front door of prescriptions and supplies as other systems read them.
import './dispense-routes.ts'
import './medicine-routes.ts'
import './policy.ts'
import './request-routes.ts'
