import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'
import { HeaderNavigation, type NavigationProps } from './header-navigation.tsx'
import { HeaderAccount, type AccountProps } from './header-account.tsx'
import { HeaderSearch, type HeaderSearchProps } from './header-search.tsx'
import { NhsLogo } from './nhs-logo.tsx'

export interface HeaderProps {
  /** The NHS logo is licensed, so an organisation that may use it switches it on; plain is a wordmark. */
  readonly brand?: 'nhs' | 'plain' | undefined
  readonly logo?:
    { readonly href?: string; readonly src?: string; readonly alt?: string; readonly ariaLabel?: string } | undefined
  readonly service?: { readonly text?: string | null; readonly href?: string } | undefined
  readonly organisation?: { readonly name: string; readonly split?: string; readonly descriptor?: string } | undefined
  readonly search?: HeaderSearchProps | undefined
  readonly account?: AccountProps | undefined
  readonly navigation?: NavigationProps | undefined
  readonly inline?: boolean | undefined
  readonly colour?: 'white' | undefined
}

const OrganisationName = ({ name, split, descriptor }: NonNullable<HeaderProps['organisation']>) => (
  <>
    <span class="nhsuk-header__organisation-name">
      {name}
      {split && (
        <>
          {' '}
          <span class="nhsuk-header__organisation-name-split">{split}</span>
        </>
      )}
    </span>
    {descriptor && <span class="nhsuk-header__organisation-name-descriptor">{descriptor}</span>}
  </>
)

const ServiceName = ({ text, href }: { text: string; href?: string | undefined }) =>
  href === undefined ? (
    <span class="nhsuk-header__service-name">{text}</span>
  ) : (
    <a class="nhsuk-header__service-name" href={href}>
      {text}
    </a>
  )

/** Logo and service name share one link when they would lead to the same place: two links to one page are noise to a screen reader. */
const isCombined = ({ logo, service }: HeaderProps): boolean =>
  Boolean(service?.text && service.href && (!logo?.href || service.href === logo.href))

const NhsBrand = (props: HeaderProps) => {
  const { logo, service, organisation } = props
  const combined = isCombined(props)
  const href = combined ? service?.href : logo?.href
  const picture = logo?.src ? (
    <img class="nhsuk-header__organisation-logo" src={logo.src} width="280" alt={logo.alt ?? 'NHS'} />
  ) : (
    <NhsLogo title={logo?.alt ?? 'NHS'} />
  )
  const marks: Child = [picture, organisation && [' ', <OrganisationName {...organisation} />]]
  const label = [
    logo?.alt ?? 'NHS',
    organisation?.name,
    organisation?.split,
    combined ? service?.text : undefined,
    'homepage',
  ]
  return (
    <>
      {href ? (
        <a
          class="nhsuk-header__service-logo"
          href={href}
          aria-label={logo?.ariaLabel ?? label.filter((part) => typeof part === 'string').join(' ')}
        >
          {marks}
          {combined && service?.text && [' ', <ServiceName text={service.text} />]}
        </a>
      ) : (
        marks
      )}
      {service?.text && !combined && [' ', <ServiceName text={service.text} href={service.href} />]}
    </>
  )
}

const PlainBrand = ({ service, organisation }: HeaderProps) => (
  <div class="troth-brand">
    {service?.text && <ServiceName text={service.text} href={service.href} />}
    {organisation && <span class="troth-brand__organisation">{organisation.name}</span>}
  </div>
)

/** The band at the top of every page: whose service this is, who is signed in, where else to go. */
export const Header = (props: HeaderProps) => {
  const { brand = 'plain', organisation, colour, inline } = props
  return (
    <header
      class={classes(
        'nhsuk-header',
        colour && `nhsuk-header--${colour}`,
        inline && 'nhsuk-header--inline',
        organisation && brand === 'nhs' && 'nhsuk-header--organisation',
      )}
      data-module="nhsuk-header"
      role="banner"
    >
      <div class="nhsuk-header__container nhsuk-width-container">
        <div class="nhsuk-header__service">{brand === 'nhs' ? <NhsBrand {...props} /> : <PlainBrand {...props} />}</div>
        {props.search && <HeaderSearch {...props.search} />}
        {props.account && <HeaderAccount {...props.account} />}
      </div>
      {props.navigation && <HeaderNavigation {...props.navigation} />}
    </header>
  )
}
