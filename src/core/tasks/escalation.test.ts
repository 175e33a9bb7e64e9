import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isOpen, weekdayHours } from '../values/working-hours.ts'
import { escalationChain, escalationAfterHandingOn, escalationStep, type EscalationTarget } from './escalation.ts'
import { AROUND_THE_CLOCK } from './priority.ts'

const office = weekdayHours('england-and-wales', { opens: '09:00', closes: '17:00' })
const at = (text: string) => new Date(text)
const chain = (isOwnedByPerson: boolean, isTeamIn: boolean, isLeadIn: boolean) =>
  escalationChain({ isOwnedByPerson, isTeamIn, isLeadIn })

describe('A task is passed up', () => {
  it('from its person to the team, its lead and the administrators', () =>
    assert.deepEqual(chain(true, true, true), ['team', 'leads', 'administrators']))
  it('from its team to the lead and the administrators', () =>
    assert.deepEqual(chain(false, true, true), ['leads', 'administrators']))
  it('from a team without a lead straight to the administrators', () =>
    assert.deepEqual(chain(false, true, false), ['administrators']))
  it('from a person past a team of whom only the lead’s cover is in', () =>
    assert.deepEqual(chain(true, false, true), ['leads', 'administrators']))
  it('from a person without a team straight to the administrators', () =>
    assert.deepEqual(chain(true, false, false), ['administrators']))
})

describe('The next step up of a task that is handed on', () => {
  const dueAt = at('2026-11-23T11:00:00Z')
  const nextAfter = (nextEscalationAt: Date | null, now: string) =>
    escalationAfterHandingOn(office, { priority: 'urgent', dueAt, nextEscalationAt }, at(now))
  it('stays when it was, early or late', () => {
    assert.equal(nextAfter(dueAt, '2026-11-23T09:10:00Z'), dueAt)
    assert.equal(nextAfter(dueAt, '2026-11-23T10:59:59Z'), dueAt)
    assert.equal(nextAfter(dueAt, '2026-11-23T11:00:30Z'), dueAt)
  })
  it('comes one step’s time later when the chain was at its end', () =>
    assert.deepEqual(nextAfter(null, '2026-11-23T16:30:00Z'), at('2026-11-24T09:30:00Z')))
})

describe('A step up', () => {
  const task = { priority: 'urgent' as const, escalatedTo: null, nextEscalationAt: at('2026-11-23T16:30:00Z') }
  const targets: readonly EscalationTarget[] = ['team', 'administrators']
  it('is not taken a moment too early', () =>
    assert.equal(escalationStep(office, task, targets, at('2026-11-23T16:29:59Z')), undefined))
  it('is taken on time, and the next one waits for opening hours', () =>
    assert.deepEqual(escalationStep(office, task, targets, at('2026-11-23T16:30:00Z')), {
      to: 'team',
      nextAt: at('2026-11-24T09:30:00Z'),
    }))
  it('is the last one at the end of the chain', () =>
    assert.deepEqual(escalationStep(office, { ...task, escalatedTo: 'team' }, targets, at('2026-11-23T17:00:00Z')), {
      to: 'administrators',
      nextAt: null,
    }))
  it('goes on past whoever heard last, when people have come and gone meanwhile', () => {
    const now = at('2026-11-23T17:00:00Z')
    const leadsCame: readonly EscalationTarget[] = ['team', 'leads', 'administrators']
    assert.equal(escalationStep(office, { ...task, escalatedTo: 'team' }, leadsCame, now)?.to, 'leads')
    const teamWent: readonly EscalationTarget[] = ['leads', 'administrators']
    assert.equal(escalationStep(office, { ...task, escalatedTo: 'team' }, teamWent, now)?.to, 'leads')
  })
  it('is not taken when the chain has ended', () =>
    assert.equal(
      escalationStep(
        office,
        { ...task, escalatedTo: 'administrators', nextEscalationAt: null },
        targets,
        at('2027-01-01T00:00:00Z'),
      ),
      undefined,
    ))
})

/** Someone with a stopwatch that runs only while the organisation is open, and a list of who hears next. */
function watcher(isOpenAt: (now: Date) => boolean, dueAt: Date, targets: readonly EscalationTarget[], until: Date) {
  const heard: { to: EscalationTarget; at: number }[] = []
  let [now, left] = [dueAt.getTime(), 0]
  for (const to of targets) {
    while (left > 0) {
      if (isOpenAt(new Date(now))) left -= 1
      now += 60_000
    }
    if (now > until.getTime()) break
    heard.push({ to, at: now })
    left = 60
  }
  return heard
}

describe('Passing up', () => {
  it('does what someone with a stopwatch does, whenever and however often the job runs', () => {
    const minute = (n: number) => new Date(Date.UTC(2026, 10, 20) + n * 60_000)
    const runs = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6_000 }),
        runs,
        fc.constantFrom(office, AROUND_THE_CLOCK),
        fc.boolean(),
        fc.boolean(),
        (due, times, hours, isOwnedByPerson, isLeadIn) => {
          const targets = escalationChain({ isOwnedByPerson, isTeamIn: true, isLeadIn })
          // The next working minute: a due time is always one.
          let dueAt = minute(due)
          while (!isOpen(hours, dueAt)) dueAt = new Date(dueAt.getTime() + 60_000)
          let task: { escalatedTo: EscalationTarget | null; nextEscalationAt: Date | null } = {
            escalatedTo: null,
            nextEscalationAt: dueAt,
          }
          const heard: { to: EscalationTarget; at: number }[] = []
          const sorted = [...times, ...times].sort((a, b) => a - b).map(minute)
          for (const now of sorted) {
            for (;;) {
              const step = escalationStep(hours, { priority: 'urgent', ...task }, targets, now)
              if (!step) break
              assert.ok(task.nextEscalationAt! <= now)
              heard.push({ to: step.to, at: task.nextEscalationAt!.getTime() })
              task = { escalatedTo: step.to, nextEscalationAt: step.nextAt }
            }
          }
          const expected = watcher((now) => isOpen(hours, now), dueAt, targets, sorted.at(-1)!)
          assert.deepEqual(heard, expected)
        },
      ),
      { numRuns: 60 },
    )
  })
})
