// The front door of a person's own record: the pages they see when they have signed in.
import { navigationItem } from '../http/navigation.ts'
import './pages/access-history.page.tsx'
import './pages/add-email.page.tsx'
import './pages/add-telephone.page.tsx'
import './pages/change-email.page.tsx'
import './pages/change-telephone.page.tsx'
import './pages/confirm-details.page.tsx'
import './pages/contact-preference.page.tsx'
import './pages/delivery-address.page.tsx'
import './pages/details.page.tsx'
import './pages/home-address.page.tsx'
import './pages/home.page.tsx'
import './pages/remove-address.page.tsx'
import './pages/remove-contact.page.tsx'
import './pages/temporary-address.page.tsx'
import { ownPaths } from './paths.ts'
import { viewOwnAccessHistory, viewOwnRecord } from './policy.ts'

navigationItem({ audience: 'patient', text: 'Your details', href: ownPaths.details, policy: viewOwnRecord, order: 10 })
navigationItem({
  audience: 'patient',
  text: 'Who has looked',
  href: ownPaths.accessHistory,
  policy: viewOwnAccessHistory,
  order: 20,
})

export { doneAs, seenAs } from './access-words.ts'
export { ownPaths } from './paths.ts'
