import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertSafeAppRole } from '../../src/core/database/embedded/index.ts'
import { ARRANGE, DOORS, SECRET, tryDoor, type Attempt } from './doors.ts'
import { inServer, OURS, SERVERS, type TenancyServer } from './server.ts'

for (const { name, skip, start } of SERVERS) {
  describe(`The doors round row-level security, on ${name}`, { skip }, () => {
    let server: TenancyServer
    before(async () => {
      server = await start()
    })
    after(() => server.stop())

    const tried = async (arrange: readonly string[], { by, statements }: Attempt): Promise<string> => {
      await inServer(server.superuser, async (client) => {
        for (const statement of [...ARRANGE, ...arrange]) await client.query(statement)
      })
      return await inServer(by === 'app' ? server.app : server.superuser, (client) => tryDoor(client, statements))
    }

    assert.ok(DOORS.length >= 10)
    for (const door of DOORS) {
      const heard = door.heard ?? new RegExp(SECRET)
      it(`${door.name}: open without its guard`, async () => assert.match(await tried(door.off, door.attempt), heard))
      it(`${door.name}: shut with it`, async () =>
        assert.doesNotMatch(await tried(door.on, door.attemptOn ?? door.attempt), heard))
    }

    it('the program’s login is refused when it could open one of them', async () => {
      const grants = {
        bypassrls: ['alter role door_login bypassrls', 'alter role door_login nobypassrls'],
        superuser: ['alter role door_login superuser', 'alter role door_login nosuperuser'],
        owner: ['grant troth_owner to door_login', 'revoke troth_owner from door_login'],
      }
      await inServer(server.superuser, (client) => client.query("create role door_login login password 'door'"))
      const login = { ...server.app, user: 'door_login', password: 'door' }
      await inServer(server.superuser, (client) =>
        client.query(`grant connect on database "${server.app.database}" to door_login`),
      )
      await inServer(login, (client) => assertSafeAppRole(client))
      for (const [grant, revoke] of Object.values(grants)) {
        await inServer(server.superuser, (client) => client.query(grant!))
        await assert.rejects(
          inServer(login, (client) => assertSafeAppRole(client)),
          { name: 'StartUpError' },
        )
        await inServer(server.superuser, (client) => client.query(revoke!))
      }
    })
    it('a query without an organisation is an error on every path: never set, after commit, after rollback, emptied', async () => {
      await inServer(server.app, async (client) => {
        const refused = () => assert.rejects(client.query('select * from core.organisation'), /app\.tenant_id|uuid: ""/)
        await refused()
        for (const end of ['commit', 'rollback']) {
          await client.query(`begin; set local app.tenant_id = '${OURS}'; select 1; ${end}`)
          await refused()
        }
        await client.query("set app.tenant_id = ''")
        await refused()
      })
    })
  })
}
