import { ActionLink } from '../components/action-link.tsx'
import { BackLink } from '../components/back-link.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { DoDontList } from '../components/do-dont-list.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { Panel } from '../components/panel.tsx'
import { Tabs } from '../components/tabs.tsx'
import { Tag, type TagColour } from '../components/tag.tsx'
import { WarningCallout } from '../components/warning-callout.tsx'

const COLOURS: readonly TagColour[] = [
  ...(['white', 'grey', 'green', 'aqua-green', 'blue'] as const),
  ...(['purple', 'pink', 'red', 'orange', 'yellow'] as const),
]

const Words = () => (
  <>
    <InsetText>
      <p>We send your medicine 5 days before you need it.</p>
    </InsetText>
    <WarningCallout heading="Before you start">
      <p>Do not share your sign-in details with anyone.</p>
    </WarningCallout>
    <Details summary="Where to find your NHS number">
      <p>It is on letters from the NHS, on prescriptions and in the NHS App.</p>
    </Details>
    <Details summary="Opening times" expander>
      <p>Monday to Friday, 8am to 6:30pm.</p>
    </Details>
    <DoDontList heading="Do" type="do" items={['keep the box below 25°C', 'check the date before each dose']} />
    <DoDontList heading="Don't" type="dont" items={['freeze the pens']} />
    <ActionLink text="Find your nearest pharmacy" href="#" />
    <BackLink href="#" text="Back to your medicines" />
    <Panel heading="Delivery booked">Your reference is HC-2031</Panel>
  </>
)

const Cards = () => (
  <>
    <Card heading="Upcoming delivery" description="Thursday 26 November, between 8am and 12pm" />
    <Card heading="Your prescriptions" href="#" clickable description="See what is prescribed and when it runs out" />
    <Card heading="At a glance" variant="feature">
      <p>3 patients are waiting for a stock check.</p>
    </Card>
    <Card heading="Call 111 if:" variant="urgent">
      <p>you have a rash that spreads and your temperature is over 38°C</p>
    </Card>
    <Card heading="Call 999 if:" variant="emergency">
      <p>you cannot breathe or your tongue swells</p>
    </Card>
  </>
)

const Buttons = () => (
  <p>
    <Button>Save and continue</Button> <Button variant="secondary">Save as draft</Button>{' '}
    <Button variant="warning">Stop prescription</Button> <Button href="#">Start now</Button>{' '}
    <Button small variant="secondary">
      Edit
    </Button>
  </p>
)

/** Words, boxes, buttons and tags. */
export const ContentGallery = () => (
  <>
    <h2 class="nhsuk-heading-m">Words and boxes</h2>
    <NotificationBanner>
      <p class="nhsuk-notification-banner__heading">Deliveries stop on 25 and 26 December</p>
    </NotificationBanner>
    <Words />
    <Cards />
    <h2 class="nhsuk-heading-m">Buttons and tags</h2>
    <Buttons />
    <p>
      {COLOURS.map((colour) => [<Tag colour={colour}>{colour}</Tag>, ' '])}
      <Tag>default</Tag>
    </p>
    <h2 class="nhsuk-heading-m">Tabs</h2>
    <Tabs
      items={[
        { id: 'details', label: 'Details', panel: <p>Who they are.</p> },
        { id: 'history', label: 'History', panel: <p>What happened.</p> },
      ]}
    />
  </>
)
