// The front door of a person's own homecare.
import { navigationItem } from '../../../core/http/navigation.ts'
import './access-words.ts'
import './jobs.ts'
import './messages.ts'
import './pages/delivery.page.tsx'
import './pages/homecare.page.tsx'
import './pages/missed-dose.page.tsx'
import './pages/problem.page.tsx'
import './pages/put-off.page.tsx'
import './pages/sharps-bin.page.tsx'
import './pages/stock-check.page.tsx'
import { ownHomecarePaths } from './paths.ts'
import { seeOwnHomecare } from './policy.ts'
import './task-reasons.ts'

navigationItem({
  audience: 'patient',
  text: 'Your medicines',
  href: ownHomecarePaths.home(),
  policy: seeOwnHomecare,
  order: 5,
  kinds: ['nhs-trust'],
})
