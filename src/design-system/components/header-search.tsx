import { macro } from '../macros.ts'

export interface HeaderSearchProps {
  readonly action: string
  readonly name?: string | undefined
  readonly placeholder?: string | undefined
  readonly label: string
}

/** A search box in the header. Patient searches post nothing into the address: use a page with a form for those. */
export const HeaderSearch = ({ action, name = 'q', placeholder = 'Search', label }: HeaderSearchProps) => (
  <search class="nhsuk-header__search">
    <form class="nhsuk-header__search-form" id="search" action={action} method="get" novalidate>
      {macro('input', {
        label: { text: label, classes: 'nhsuk-u-visually-hidden' },
        id: 'search-field',
        name,
        type: 'search',
        autocomplete: 'off',
        placeholder,
        formGroup: {
          afterInput: {
            html: macro('button', {
              ariaLabel: 'Search',
              icon: 'search',
              small: true,
            }),
          },
        },
      })}
    </form>
  </search>
)
