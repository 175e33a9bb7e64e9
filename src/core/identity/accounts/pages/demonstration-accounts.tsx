import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import type { DemonstrationAccount } from '../queries/demonstration-accounts.ts'
import { withNext } from '../next-path.ts'
import { paths } from '../paths.ts'

interface Props {
  readonly accounts: readonly DemonstrationAccount[]
  readonly hidden: { readonly csrfToken: string; readonly idempotencyKey: string }
  readonly next: string | undefined
}

/** Made-up people to be, organisation by organisation: a demonstration only. */
export function DemonstrationAccounts({ accounts, hidden, next }: Props) {
  const organisations = [...new Set(accounts.map(({ organisation }) => organisation))]
  return (
    <section aria-labelledby="demonstration">
      <h2 class="nhsuk-heading-m" id="demonstration">
        Or sign in as a made-up person
      </h2>
      <p>This is a demonstration: nobody here is real.</p>
      {organisations.map((organisation) => (
        <Table
          caption={{ text: organisation, size: 's' }}
          head={['Name', 'Role', { text: '', visuallyHiddenText: 'Sign in' }]}
          rows={accounts
            .filter((account) => account.organisation === organisation)
            .map((account) => [
              account.name,
              account.role,
              <Form
                action={withNext(paths.signInAs, next)}
                csrfToken={hidden.csrfToken}
                idempotencyKey={hidden.idempotencyKey}
              >
                <input type="hidden" name="account" value={`${account.tenantId}/${account.accountId}`} />
                <Button small variant="secondary" ariaLabel={`Sign in as ${account.name}, ${account.role}`}>
                  Sign in
                </Button>
              </Form>,
            ])}
          firstCellIsHeader
        />
      ))}
    </section>
  )
}
