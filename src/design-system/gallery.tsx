// Every component in every state, on one page: for looking at, and for the accessibility and screen-size tests.
import { ContentGallery } from './gallery/content.tsx'
import { FormGallery } from './gallery/forms.tsx'
import { ListGallery } from './gallery/lists.tsx'
import { Layout, type LayoutProps } from './layout.tsx'

const ORGANISATION = {
  name: 'Northmoor Hospitals NHS Trust',
  telephone: '01632 960 123',
  openingTimes: ['Monday to Friday, 8am to 6:30pm', 'Closed on bank holidays'],
}

/** The gallery, in the frame of any audience. */
export const Gallery = (props: Partial<LayoutProps>) => (
  <Layout
    title="Component gallery"
    audience="patient"
    organisation={ORGANISATION}
    account={{ name: 'Florence Adeyemi-Whittingham', role: 'Pharmacist', signOutPath: '/sign-out', csrfToken: 'token' }}
    navigation={[
      { href: '/staff', text: ['Tasks ', <span data-live="tasks">4</span>] },
      { href: '/staff/patients', text: 'Patients' },
      { href: '/staff/messages', text: 'Messages' },
      { href: '/staff/reports', text: 'Reports' },
    ]}
    currentPath="/staff/patients"
    breadcrumbs={[
      { text: 'Home', href: '/' },
      { text: 'Patients', href: '/staff/patients' },
    ]}
    notice={{ kind: 'success', text: 'The delivery is booked' }}
    errors={[
      { href: '#email', text: 'Enter an email address in the right format, like name@example.com' },
      { href: '#birthDate-month', text: 'Date of birth must include a month' },
    ]}
    demonstration
    {...props}
  >
    <h1 class="nhsuk-heading-l">Component gallery</h1>
    <ContentGallery />
    <FormGallery />
    <ListGallery />
  </Layout>
)
