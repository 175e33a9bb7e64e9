import type { Child } from '../../core/html/jsx-runtime.ts'

export interface AccountItem {
  readonly text: Child
  readonly href?: string | undefined
  /** Makes a button that posts here, for signing out. */
  readonly action?: string | undefined
  /** Hidden fields of that post, such as the request token. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly icon?: boolean | undefined
}
export interface AccountProps {
  readonly items: readonly (AccountItem | false | null | undefined)[]
  readonly ariaLabel?: string | undefined
}

const UserIcon = () => (
  <svg
    class="nhsuk-icon nhsuk-icon--user"
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 24 24"
    width="16"
    height="16"
    focusable="false"
    aria-hidden="true"
  >
    <path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 3.4 0 0 1 12 6Z" />
  </svg>
)

const Item = ({ text, href, action, fields = {}, icon }: AccountItem) => {
  const inner: Child = [icon && <UserIcon />, text]
  if (href !== undefined) {
    return (
      <a class="nhsuk-header__account-link" href={href}>
        {inner}
      </a>
    )
  }
  if (action === undefined) return <>{inner}</>
  return (
    <form class="nhsuk-header__account-form" action={action} method="post" novalidate>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="nhsuk-header__account-button">{inner}</button>
    </form>
  )
}

/** Who is signed in, and the way out. */
export const HeaderAccount = ({ items, ariaLabel = 'Account' }: AccountProps) => (
  <nav class="nhsuk-header__account" aria-label={ariaLabel}>
    <ul class="nhsuk-header__account-list">
      {items.map(
        (item) =>
          item && (
            <li class="nhsuk-header__account-item">
              <Item {...item} />
            </li>
          ),
      )}
    </ul>
  </nav>
)
