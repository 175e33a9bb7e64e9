import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { DATA_CLASSES, SEALED_CLASSES, type DataClass } from '../../database/data-map.ts'
import { heldData } from '../../database/held-data.ts'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'
import { SESSION_LIMITS } from '../../identity/sessions/session.ts'

/** Classes that say something about a person, in the order a reader would ask about them. */
const ABOUT_PEOPLE = [
  'identifier',
  'contact',
  'demographic',
  'family',
  'health',
  'clinical-text',
  'home-access',
  'message-body',
  'attachment',
  'genetic',
  'staff',
  'credential',
  'online-identifier',
  'draft',
  'audit-payload',
] as const satisfies readonly DataClass[]

const heldClasses = (): readonly DataClass[] => {
  const held = new Set([...heldData().values()].flatMap(({ columns }) => Object.values(columns)))
  return ABOUT_PEOPLE.filter((dataClass) => held.has(dataClass))
}

const protectionOf = (dataClass: DataClass): string =>
  dataClass === 'credential'
    ? 'Kept as a fingerprint, or sealed'
    : (SEALED_CLASSES as readonly string[]).includes(dataClass)
      ? 'Sealed with a key of its own'
      : 'Kept apart from other organisations'

export const privacyPage = page({
  path: '/privacy',
  audience: 'public',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'public-information',
  load: () => Promise.resolve(heldClasses()),
  shows: () => [],
  View: ({ subject: classes, chrome }) => (
    <Layout {...chrome} title="Privacy">
      <h1 class="nhsuk-heading-xl">Privacy</h1>
      <p>
        The organisation that looks after you decides what is kept about you and why. It is the controller of your
        record. Troth is the software it uses. Another organisation that uses Troth cannot see your record.
      </p>
      <h2 class="nhsuk-heading-l">What is kept</h2>
      <p>This table is made from the database itself: a kind of information that is not in it is not kept.</p>
      <Table
        caption="Kinds of information about people"
        head={['Kind', 'Extra protection']}
        rows={classes.map((dataClass) => [
          DATA_CLASSES[dataClass].replace(/ \((sealed|hashed or sealed)\)/, ''),
          protectionOf(dataClass),
        ])}
        responsive
      />
      <h2 class="nhsuk-heading-l">Who has looked</h2>
      <p>
        Every time someone opens your record, that is written down before they see it: who, in which role, and when. You
        can see the list when you <a href="/patient/sign-in">sign in</a>. Attempts that were refused are written down
        too.
      </p>
      <h2 class="nhsuk-heading-l">What it is never used for</h2>
      <p>
        Your information is never used for marketing, never sold, and never used to build a profile of you. The software
        has no way to do so.
      </p>
      <h2 class="nhsuk-heading-l">How you are kept signed in</h2>
      <p>
        You are signed out after {SESSION_LIMITS.patient.idleSeconds / 60} minutes without doing anything. See{' '}
        <a href="/cookies">every cookie we use</a>.
      </p>
      <h2 class="nhsuk-heading-l">Your rights</h2>
      <p>
        You can ask the organisation that looks after you for a copy of your information, to put it right, to limit or
        object to its use, and in some cases to erase it or give it to another service. You can complain to its data
        protection officer: <a href="/">choose the organisation</a> to see how. If you are not happy with the answer,
        contact the Information Commissioner at <a href="https://ico.org.uk">ico.org.uk</a> or on 0303 123 1113.
      </p>
    </Layout>
  ),
})
