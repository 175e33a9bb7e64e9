// The front door of a person's own homecare.
import { homeCard } from '../../../core/own-record/home-cards.ts'
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

homeCard({
  heading: 'Your medicines at home',
  href: ownHomecarePaths.home(),
  description:
    'See until when your next dose is covered. Choose a day for your delivery, or tell us that something is wrong.',
  kinds: ['nhs-trust'],
})

navigationItem({
  audience: 'patient',
  text: 'Your medicines',
  href: ownHomecarePaths.home(),
  policy: seeOwnHomecare,
  order: 5,
  kinds: ['nhs-trust'],
})
