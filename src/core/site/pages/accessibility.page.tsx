import { Layout } from '../../../design-system/layout.tsx'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'

export const accessibilityPage = page({
  path: '/accessibility',
  audience: 'public',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'public-information',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  View: ({ chrome }) => (
    <Layout {...chrome} title="Accessibility">
      <h1 class="nhsuk-heading-xl">Accessibility</h1>
      <p>We want everyone to be able to use this site. You should be able to:</p>
      <ul>
        <li>zoom in to 400% without anything going off the screen</li>
        <li>use the whole site with a keyboard, or by speaking</li>
        <li>listen to it with a screen reader</li>
        <li>use it on a small phone, and with scripts turned off</li>
      </ul>
      <p>
        Every page is checked by a program against the Web Content Accessibility Guidelines version 2.2, level AA,
        whenever we change it. A program does not find everything, and this site has not yet been tested by people with
        different needs.
      </p>
      <h2 class="nhsuk-heading-l">If you need something in another way</h2>
      <p>
        Tell the organisation that looks after you if you need large print, braille, easy read, another language or
        another way to be contacted. They record it once, and it is kept to from then on.
      </p>
      <p>
        If something on this site does not work for you, <a href="/safety-concern">tell us</a>. If you are not happy
        with the answer, contact the{' '}
        <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.
      </p>
    </Layout>
  ),
})
