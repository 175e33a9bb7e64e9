import type { Child } from '../core/html/jsx-runtime.ts'
import { assetHref } from './assets.ts'
import { classes } from './content.ts'
import { BackLink } from './components/back-link.tsx'
import { Breadcrumbs, type BreadcrumbsProps } from './components/breadcrumbs.tsx'
import { ErrorSummary, type ErrorItem } from './components/error-summary.tsx'
import { Header } from './components/header.tsx'
import { NotificationBanner } from './components/notification-banner.tsx'
import { SkipLink } from './components/skip-link.tsx'
import { SessionWarning, type SessionWarningProps } from './layout/session-warning.tsx'
import { SiteFooter } from './layout/site-footer.tsx'

export interface Organisation {
  readonly name: string
  readonly telephone: string
  /** One line each, as read out: "Monday to Friday, 8am to 6:30pm". */
  readonly openingTimes: readonly string[]
}
export interface Account {
  readonly name: string
  readonly role: string
  readonly organisation?: string | undefined
  readonly signOutPath: string
  readonly csrfToken: string
}
export interface NavigationLink {
  readonly href: string
  readonly text: Child
  readonly current?: boolean | undefined
}

export interface LayoutProps {
  readonly title: string
  readonly audience: 'public' | 'staff' | 'patient' | 'provider'
  readonly organisation?: Organisation | undefined
  readonly account?: Account | undefined
  readonly navigation?: readonly NavigationLink[] | undefined
  /** The path of this page, so that its link in the navigation is marked. */
  readonly currentPath?: string | undefined
  readonly backHref?: string | undefined
  readonly breadcrumbs?: BreadcrumbsProps['items'] | undefined
  /** The patient identity banner, on every page about one patient. */
  readonly banner?: Child
  readonly notice?: { readonly kind: 'success' | 'important'; readonly text: Child } | undefined
  readonly errors?: readonly ErrorItem[] | undefined
  readonly nonce?: string | undefined
  /** False leaves the script out, to prove that the page works without it. */
  readonly scripts?: boolean | undefined
  readonly sessionWarning?: Omit<SessionWarningProps, 'csrfToken'> | undefined
  /** A strip that says that nobody on this site is real. */
  readonly demonstration?: boolean | undefined
  /** The NHS identity is licensed: `nhs` only where the organisation may use it. */
  readonly brand?: 'nhs' | 'plain' | undefined
  /** Uses the whole width of the window, for worklists with many columns. */
  readonly wide?: boolean | undefined
  readonly children?: Child
}

const HOME = { public: '/', staff: '/staff', patient: '/patient', provider: '/provider' } as const

const Head = ({ title, errors = [], scripts, nonce }: LayoutProps) => (
  <head>
    <meta charset="utf-8" />
    <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} – Troth`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#005eb8" />
    <meta name="referrer" content="same-origin" />
    <link rel="icon" href={assetHref('/assets/favicon.svg')} type="image/svg+xml" />
    <link rel="stylesheet" href={assetHref('/assets/troth.css')} />
    {scripts !== false && <script type="module" src={assetHref('/assets/troth.js')} nonce={nonce} />}
  </head>
)

const accountItems = ({ name, role, organisation, signOutPath, csrfToken }: Account) => ({
  items: [
    { text: [name, ', ', role, organisation && [', ', organisation]], icon: true },
    { text: 'Sign out', action: signOutPath, fields: { _csrf: csrfToken } },
  ],
})

const PageHeader = ({ audience, organisation, account, navigation = [], currentPath, brand }: LayoutProps) => (
  <Header
    brand={brand}
    service={{ text: 'Troth', href: HOME[audience] }}
    organisation={organisation && { name: organisation.name }}
    account={account && accountItems(account)}
    navigation={
      navigation.length > 0
        ? { items: navigation.map((link) => ({ ...link, current: link.current ?? link.href === currentPath })) }
        : undefined
    }
  />
)

/** The frame of every page: heading for the browser, skip link, header, what must be said first, the content, ways to get help. */
export const Layout = (props: LayoutProps) => {
  const { audience, organisation, account, sessionWarning, errors = [], notice, backHref, breadcrumbs } = props
  return (
    <html lang="en-GB">
      <Head {...props} />
      <body class={classes('troth-page', `troth-page--${audience}`, props.wide && 'troth-page--wide')}>
        <SkipLink />
        {props.demonstration && (
          <div class="troth-demonstration" role="region" aria-label="Demonstration">
            <div class="nhsuk-width-container troth-demonstration__text">
              <strong>DEMONSTRATION</strong> Every person on this site is made up. Do not enter real details.
            </div>
          </div>
        )}
        <PageHeader {...props} />
        <div class="nhsuk-width-container">
          {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
          {backHref !== undefined && (
            <nav aria-label="Back">
              <BackLink href={backHref} />
            </nav>
          )}
          {props.banner}
          <main class="nhsuk-main-wrapper" id="maincontent">
            {errors.length > 0 && <ErrorSummary errors={errors} />}
            {notice && (
              <NotificationBanner kind={notice.kind} disableAutoFocus={errors.length > 0}>
                <p class="nhsuk-notification-banner__heading">{notice.text}</p>
              </NotificationBanner>
            )}
            {props.children}
          </main>
        </div>
        <SiteFooter audience={audience} organisation={organisation} />
        {sessionWarning && account && <SessionWarning {...sessionWarning} csrfToken={account.csrfToken} />}
      </body>
    </html>
  )
}
