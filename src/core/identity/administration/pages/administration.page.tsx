import { Layout } from '../../../../design-system/layout.tsx'
import { navigationItem } from '../../../http/navigation.ts'
import { page } from '../../../http/page.ts'
import { allowsRole } from '../../../policy/enforce.ts'
import { administrationLink, allAdministrationLinks } from '../administration-links.ts'
import { administrationPaths } from '../paths.ts'
import { changeOrganisationPolicy, manageStaff, openAdministration } from '../policy.ts'

navigationItem({
  audience: 'staff',
  text: 'Administration',
  href: administrationPaths.home,
  policy: openAdministration,
  order: 90,
})
administrationLink({
  text: 'People',
  href: administrationPaths.people,
  description: 'Invite people, change what they may do, and record who has left.',
  policy: manageStaff,
  order: 10,
})
administrationLink({
  text: 'Organisation',
  href: administrationPaths.organisation,
  description: 'Name, telephone number, postal address, opening hours and time-outs.',
  policy: changeOrganisationPolicy,
  order: 20,
})

export const administrationPage = page({
  path: administrationPaths.home,
  audience: 'staff',
  policy: openAdministration,
  purpose: 'administration',
  load: (_tx, ctx) =>
    Promise.resolve(
      allAdministrationLinks().filter(({ policy }) =>
        policy.purposes.some((purpose) => allowsRole(policy, { ...ctx, purpose })),
      ),
    ),
  shows: () => [],
  View: ({ subject, chrome }) => (
    <Layout {...chrome} title="Administration">
      <h1 class="nhsuk-heading-l">Administration</h1>
      <ul class="nhsuk-list">
        {subject.map(({ text, href, description }) => (
          <li class="nhsuk-u-margin-bottom-4">
            <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-1">
              <a href={href}>{text}</a>
            </h2>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </Layout>
  ),
})
