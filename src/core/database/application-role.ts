import { escapeIdentifier, type ClientBase } from 'pg'
import { StartUpError } from '../errors.ts'

const ROLE = 'troth_application'

/**
 * Sees to it that the role which holds the program's rights exists and that the program's login is a member of it. An owner
 * who may not do that is told what an administrator has to run. Throws StartUpError.
 */
export async function prepareApplicationRole(owner: ClientBase, login: string): Promise<void> {
  const quoted = escapeIdentifier(login)
  const { rows } = await owner.query<{ exists: boolean; member: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as exists,
            exists (select from pg_auth_members m
                      join pg_roles held on held.oid = m.roleid join pg_roles holder on holder.oid = m.member
                     where held.rolname = $1 and holder.rolname = $2) as member`,
    [ROLE, login],
  )
  if (!rows[0]?.exists) await owner.query(`create role ${ROLE} nologin`).catch(askAdministrator(quoted))
  if (!rows[0]?.member) await owner.query(`grant ${ROLE} to ${quoted}`).catch(askAdministrator(quoted))
}

const askAdministrator = (login: string) => (cause: unknown) => {
  throw new StartUpError(
    `The owner in DATABASE_OWNER_URL may not give the program its rights: run "CREATE ROLE ${ROLE} NOLOGIN" (unless it exists) and "GRANT ${ROLE} TO ${login}" as an administrator of the server, then start again.`,
    { cause },
  )
}
