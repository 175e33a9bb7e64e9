import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'

export interface NavigationItem {
  readonly text: Child
  readonly href?: string | undefined
  /** This very page. */
  readonly current?: boolean | undefined
  /** The section this page is in. */
  readonly active?: boolean | undefined
}
export interface NavigationProps {
  readonly items: readonly (NavigationItem | false | null | undefined)[]
  readonly ariaLabel?: string | undefined
  readonly justified?: boolean | undefined
  readonly colour?: 'white' | undefined
}

const Item = ({ text, href, current, active }: NavigationItem) => {
  const isHere = Boolean(current || active)
  const here = isHere ? (current ? ('page' as const) : ('true' as const)) : undefined
  // People who override colours still need to see which item is current.
  const inner = isHere ? <strong class="nhsuk-header__navigation-item-current-fallback">{text}</strong> : text
  return (
    <li class={classes('nhsuk-header__navigation-item', isHere && 'nhsuk-header__navigation-item--current')}>
      {href === undefined ? (
        <span class="nhsuk-header__navigation-text" aria-current={here}>
          {inner}
        </span>
      ) : (
        <a class="nhsuk-header__navigation-link" href={href} aria-current={here}>
          {inner}
        </a>
      )}
    </li>
  )
}

/** The main places of the service. What does not fit moves under "More" when there is script, and wraps when there is none. */
export const HeaderNavigation = ({ items, ariaLabel = 'Menu', justified, colour }: NavigationProps) =>
  items.length === 0 ? (
    <></>
  ) : (
    <nav
      class={classes(
        'nhsuk-header__navigation',
        colour && `nhsuk-header__navigation--${colour}`,
        justified && 'nhsuk-header__navigation--justified',
      )}
      aria-label={ariaLabel}
    >
      <div class="nhsuk-header__navigation-container nhsuk-width-container">
        <ul class="nhsuk-header__navigation-list">
          {items.map((item) => item && <Item {...item} />)}
          <li class="nhsuk-header__menu" hidden>
            <button
              class="nhsuk-header__menu-toggle nhsuk-header__navigation-link"
              id="toggle-menu"
              aria-expanded="false"
            >
              <span class="nhsuk-u-visually-hidden">Browse </span>More
            </button>
          </li>
        </ul>
      </div>
    </nav>
  )
