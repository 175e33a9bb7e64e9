import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { newLogKey, privateKeyOf, signCheckpoint } from '../checkpoint.ts'
import { asOwner, everythingLogged, organisationWithEvents, PATIENTS, writeEvents } from '../ledger.test-support.ts'
import { faultWords } from './fault.ts'
import { verifyLog } from './verify-log.ts'

/** What somebody with the database does to the log of an organisation, and what must be said of it. */
interface Tampering {
  readonly does: string
  readonly with: (tenant: string) => string[]
  readonly says: RegExp
}

const event = (place: number) => (tenant: string) =>
  `(select event_id from core.audit_leaf where tenant_id = '${tenant}' and position = ${place})`
const third = event(3)
const insert = (tenant: string, columns: string, values: string) =>
  `insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome, ${columns})
   values ('${tenant}', gen_random_uuid(), 'staff', gen_random_uuid(), '{nurse}', 'direct-care', 'forged.done', 'done', ${values})`

const TAMPERINGS: readonly Tampering[] = [
  ...[
    `action = 'other.done'`,
    `actor_id = gen_random_uuid()`,
    `actor_roles = '{doctor}'`,
    `outcome = 'refused'`,
    `purpose = 'administration'`,
    `entity_id = gen_random_uuid()`,
    `subject_count = 7`,
    `commitment = sha256('x')`,
    `request_id = null`,
    `session_id = gen_random_uuid()`,
  ].map((change) => ({
    does: `changes an event (${change})`,
    with: (tenant: string) => [
      `update core.audit_event set ${change} where tenant_id = '${tenant}' and event_id = ${third(tenant)}`,
    ],
    says: /^Entry 3, event [0-9a-f-]{36}: the event is not what it was/,
  })),
  {
    does: 'changes the time of an event by a microsecond',
    with: (tenant) => [
      `update core.audit_event set recorded_at = recorded_at + interval '1 microsecond' where tenant_id = '${tenant}' and event_id = ${third(tenant)}`,
    ],
    says: /^Entry 3, event [0-9a-f-]{36}: the event is in the log and no longer in the trail/,
  },
  {
    does: 'deletes an event',
    with: (tenant) => [`delete from core.audit_event where tenant_id = '${tenant}' and event_id = ${third(tenant)}`],
    says: /^Entry 3, event [0-9a-f-]{36}: the event is in the log and no longer in the trail/,
  },
  {
    does: 'deletes an event and its entry',
    with: (tenant) => [
      `delete from core.audit_event where tenant_id = '${tenant}' and event_id = ${third(tenant)}`,
      `delete from core.audit_leaf where tenant_id = '${tenant}' and position = 3`,
    ],
    says: /^Entry 3: an entry of the log is gone/,
  },
  {
    does: 'deletes an event and closes the gap',
    with: (tenant) => [
      `delete from core.audit_event where tenant_id = '${tenant}' and event_id = ${third(tenant)}`,
      `delete from core.audit_leaf where tenant_id = '${tenant}' and position = 3`,
      `update core.audit_leaf set position = position - 1000000 + 999999 where tenant_id = '${tenant}' and position = 4`,
      `update core.audit_leaf set position = 4 where tenant_id = '${tenant}' and position = 5`,
      `update core.audit_leaf set position = 5 where tenant_id = '${tenant}' and position = 6`,
    ],
    says: /the entries do not give the root that was signed|an entry of the log is gone/,
  },
  {
    does: 'deletes the patients of an event',
    with: (tenant) => [
      `delete from core.audit_subject where tenant_id = '${tenant}' and event_id = ${event(1)(tenant)}`,
    ],
    says: /^Entry 1, event [0-9a-f-]{36}: the event is not what it was/,
  },
  {
    does: 'puts another patient in the place of one',
    with: (tenant) => [
      `update core.audit_subject set subject_id = gen_random_uuid() where tenant_id = '${tenant}' and subject_id = '${PATIENTS[0]}'`,
    ],
    says: /^Entry 1, event [0-9a-f-]{36}: the event is not what it was/,
  },
  {
    does: 'puts an event in among the old ones',
    with: (tenant) => [insert(tenant, 'xid', `(select xid from core.audit_event where event_id = ${third(tenant)})`)],
    says: /^Event [0-9a-f-]{36}: the event is in the trail and not in the log/,
  },
  {
    does: 'puts an event in twice, with another time',
    with: (tenant) => [
      `insert into core.audit_event (tenant_id, event_id, recorded_at, actor_kind, actor_id, actor_roles, purpose, action, outcome, xid)
       select tenant_id, event_id, recorded_at - interval '1 day', actor_kind, actor_id, actor_roles, purpose, action, outcome, xid
       from core.audit_event where event_id = ${third(tenant)}`,
    ],
    says: /^Event [0-9a-f-]{36}: the event is in the trail and not in the log/,
  },
  {
    does: 'changes the hash of an entry',
    with: (tenant) => [`update core.audit_leaf set hash = sha256('x') where tenant_id = '${tenant}' and position = 3`],
    says: /^Checkpoint of \d entries, entr(?:y 3|ies [0-3] to \d) or before: the entries do not give the root/,
  },
  {
    does: 'swaps two entries',
    with: (tenant) => [
      `update core.audit_leaf set position = 1000000 where tenant_id = '${tenant}' and position = 3`,
      `update core.audit_leaf set position = 3 where tenant_id = '${tenant}' and position = 4`,
      `update core.audit_leaf set position = 4 where tenant_id = '${tenant}' and position = 1000000`,
    ],
    says: /the entries do not give the root that was signed/,
  },
  {
    does: 'swaps the events of two entries',
    with: (tenant) => [
      `create temporary table pair as select position, event_id, recorded_at from core.audit_leaf where tenant_id = '${tenant}' and position in (3, 4)`,
      `delete from core.audit_leaf where tenant_id = '${tenant}' and position = 4`,
      `update core.audit_leaf set (event_id, recorded_at) = (select event_id, recorded_at from pair where position = 4) where tenant_id = '${tenant}' and position = 3`,
    ],
    says: /^Entry 3, event [0-9a-f-]{36}: the event is not what it was/,
  },
  {
    does: 'takes the newest checkpoint away',
    with: (tenant) => [
      `delete from core.audit_checkpoint where tenant_id = '${tenant}' and size = (select max(size) from core.audit_checkpoint where tenant_id = '${tenant}')`,
    ],
    says: /^7 entries, newest checkpoint of 6: the log has grown beyond its newest checkpoint/,
  },
  {
    does: 'takes the log back to an older checkpoint',
    with: (tenant) => [
      `delete from core.audit_checkpoint where tenant_id = '${tenant}' and size > 6`,
      `delete from core.audit_leaf where tenant_id = '${tenant}' and position >= 6`,
    ],
    says: /^7 entries said, 6 found: what the log says of itself/,
  },
  {
    does: 'cuts the log off and leaves its checkpoints',
    with: (tenant) => [
      `delete from core.audit_leaf where tenant_id = '${tenant}' and position >= 6`,
      `update core.audit_log set size = 6 where tenant_id = '${tenant}'`,
    ],
    says: /^Checkpoint of 7 entries: a checkpoint was signed for more entries than there are/,
  },
  {
    does: 'puts an old checkpoint in the place of a new one',
    with: (tenant) => [
      `update core.audit_checkpoint set note = (select note from core.audit_checkpoint where tenant_id = '${tenant}' and size = 6) where tenant_id = '${tenant}' and size = 7`,
    ],
    says: /^Checkpoint of 7 entries, it is another than is stored beside it/,
  },
  {
    does: 'changes the sealed values of an event',
    with: (tenant) => [
      `update core.audit_payload set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where tenant_id = '${tenant}' and event_id = ${event(3)(tenant)}`,
    ],
    says: /^Entry 3, event [0-9a-f-]{36}: the sealed values of the event are not those/,
  },
  {
    does: 'makes the sequencer pass over what comes',
    with: (tenant) => [
      insert(tenant, 'subject_count', '0'),
      `update core.audit_log set last_xid = pg_current_xact_id() where tenant_id = '${tenant}'`,
    ],
    says: /^Event [0-9a-f-]{36}: the event is in the trail and not in the log/,
  },
  {
    does: 'changes the edge that the next entry is put on',
    with: (tenant) => [
      `update core.audit_log set edge = set_byte(edge, 0, get_byte(edge, 0) # 1) where tenant_id = '${tenant}'`,
    ],
    says: /^What the log says of itself is not what its entries give/,
  },
  {
    does: 'puts the sealed key out of use',
    with: (tenant) => [`update core.audit_log set sealed_key = '\\x00' where tenant_id = '${tenant}'`],
    says: /^The key that the log names is not the one that was sealed for it/,
  },
]

describe('verify-log', () => {
  let test: TestPlatform
  let count = 0
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  /** Seven entries: the organisation's creation and six more, the last two with checkpoints of their own. */
  async function filled(): Promise<string> {
    const tenantId = await organisationWithEvents(test, `tampered-${(count += 1)}`, 5)
    await everythingLogged(test, tenantId)
    await writeEvents(test, tenantId, 1, 5)
    await everythingLogged(test, tenantId)
    assert.deepEqual((await verifyLog(test.platform, tenantId)).faults, [])
    return tenantId
  }
  const words = async (tenantId: string, kept: readonly string[] = []) =>
    (await verifyLog(test.platform, tenantId, { kept })).faults.map(faultWords)

  for (const { does, with: statements, says } of TAMPERINGS) {
    it(`finds it when somebody ${does}`, async () => {
      const [tampered, untouched] = [await filled(), await filled()]
      await asOwner(test, ...statements(tampered))
      const found = await words(tampered)
      assert.ok(
        found.some((line) => says.test(line)),
        found.join('\n') || 'nothing was found',
      )
      assert.deepEqual(await words(untouched), [], 'and the log of another organisation is good')
    })
  }

  it('finds an event that was put in with an older time', async () => {
    const tenantId = await filled()
    await asOwner(test, insert(tenantId, 'recorded_at', `now() - interval '3 days'`))
    await everythingLogged(test, tenantId)
    assert.match((await words(tenantId)).join(), /^Entry 7, event [0-9a-f-]{36}: the event says that it is hours older/)
  })
  it('finds a changed hash of a tile', async () => {
    const tenantId = await filled()
    await writeEvents(test, tenantId, 300)
    await everythingLogged(test, tenantId)
    assert.deepEqual(await words(tenantId), [])
    await asOwner(test, `update core.audit_subtree set hash = sha256('x') where tenant_id = '${tenantId}'`)
    assert.match((await words(tenantId)).join(), /^Entries 0 to 255: a stored hash of the tree/)
    await asOwner(test, `delete from core.audit_subtree where tenant_id = '${tenantId}'`)
    assert.match((await words(tenantId)).join(), /^Entries 0 to 255: a stored hash of the tree/)
  })

  describe('with a checkpoint that was kept elsewhere', () => {
    const newest = async (tenantId: string): Promise<string> => {
      const [row] = await asOwner(
        test,
        `select note from core.audit_checkpoint where tenant_id = '${tenantId}' order by size desc limit 1`,
      )
      return String(row?.['note'])
    }
    it('confirms it, and goes on to after the log has grown', async () => {
      const tenantId = await filled()
      const kept = await newest(tenantId)
      assert.deepEqual(await words(tenantId, [kept]), [])
      await writeEvents(test, tenantId, 3)
      await everythingLogged(test, tenantId)
      assert.deepEqual(await words(tenantId, [kept]), [])
    })
    it('finds it when all rows are taken back to an older state that agrees with itself', async () => {
      const tenantId = await filled()
      const kept = await newest(tenantId)
      const head = (size: number) =>
        `select size, edge, last_xid, last_event from core.audit_log where tenant_id = '${tenantId}' -- ${size}`
      const [older] = await asOwner(test, head(7))
      await writeEvents(test, tenantId, 2)
      await everythingLogged(test, tenantId)
      const later = await newest(tenantId)
      await asOwner(
        test,
        `delete from core.audit_event where tenant_id = '${tenantId}' and event_id in (select event_id from core.audit_leaf where tenant_id = '${tenantId}' and position >= 7)`,
        `delete from core.audit_checkpoint where tenant_id = '${tenantId}' and size > 7`,
        `delete from core.audit_leaf where tenant_id = '${tenantId}' and position >= 7`,
        `update core.audit_log set size = 7, edge = '\\x${(older!['edge'] as Buffer).toString('hex')}', last_xid = '${String(older!['last_xid'])}', last_event = '${String(older!['last_event'])}' where tenant_id = '${tenantId}'`,
      )
      assert.deepEqual(await words(tenantId, [kept]), [], 'nothing in the rows shows it')
      assert.match(
        (await words(tenantId, [later])).join(),
        /^Kept checkpoint of 9 entries: .* the log was written anew, or cut off/,
      )
    })
    it('finds it when the whole log was taken away', async () => {
      const tenantId = await filled()
      const kept = await newest(tenantId)
      await asOwner(
        test,
        ...['leaf', 'checkpoint', 'log'].map(
          (part) => `delete from core.audit_${part} where tenant_id = '${tenantId}'`,
        ),
      )
      assert.match((await words(tenantId, [kept])).join(), /^There is no log/)
      await everythingLogged(test, tenantId)
      assert.match((await words(tenantId, [kept])).join(), /^Kept checkpoint of 7 entries/)
    })
    it('does not take one that another key signed', async () => {
      const tenantId = await filled()
      const { root } = await verifyLog(test.platform, tenantId)
      const forged = signCheckpoint(
        { origin: `troth/audit/${tenantId}`, size: 7, root },
        { key: privateKeyOf(newLogKey().privateKey), at: new Date() },
      )
      assert.match((await words(tenantId, [forged])).join(), /^Kept checkpoint of 7 entries/)
      assert.match((await words(tenantId, ['no checkpoint'])).join(), /^Kept checkpoint of 0 entries/)
    })
  })

  it('stays good when values and the keys to them are erased', async () => {
    const tenantId = await filled()
    const before = await verifyLog(test.platform, tenantId)
    await asOwner(
      test,
      `delete from core.audit_payload where tenant_id = '${tenantId}' and event_id = ${third(tenantId)}`,
      `delete from core.subject_key where tenant_id = '${tenantId}' and subject_id = '${PATIENTS[0]}'`,
    )
    const after = await verifyLog({ ...test.platform, keys: { ...test.platform.keys } }, tenantId)
    assert.deepEqual(after.faults, [])
    assert.ok(after.valuesFit < before.valuesFit)
    assert.deepEqual(after.root, before.root)
  })
})
