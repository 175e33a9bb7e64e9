import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { smtpDoor } from './client.ts'
import { startSmtpSimulator, type SmtpSimulator } from './simulator.ts'

const timeouts = { connection: 1_000, greeting: 1_000, silence: 400 }
const from = 'troth@riverside.example'

// The same cases against a real mail server: SMTP_SANDBOX_URL, and an address there that takes e-mail in SMTP_SANDBOX_TO.
const sandbox = { url: process.env['SMTP_SANDBOX_URL'], to: process.env['SMTP_SANDBOX_TO'] }

describe('A mail server', () => {
  let simulator: SmtpSimulator
  before(async () => {
    simulator = await startSmtpSimulator()
  })
  after(() => simulator.stop())
  const door = () => smtpDoor({ url: simulator.smtpUrl, from, timeouts })
  const email = (to: string, over: { subject?: string; text?: string; messageId?: string } = {}) => ({
    messageId: 'm-1',
    to,
    subject: 'You have a new urgent task',
    text: 'Sign in to see it.\n',
    ...over,
  })
  const answers = async (name: string) => await door().handOver(email(`${name}@simulator.example`))

  it('takes an e-mail', async () => {
    assert.deepEqual(await door().handOver(email('amina.khan@riverside.example')), { result: 'handed-over' })
    const [received] = simulator.inbox()
    assert.equal(received?.to, 'amina.khan@riverside.example')
    assert.equal(received.from, from)
    assert.equal(received.subject, 'You have a new urgent task')
    assert.equal(received.text.trim(), 'Sign in to see it.')
    assert.equal(received.messageId, '<m-1@riverside.example>')
  })
  it('takes any text and subject as they are', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 120 })
      .map((text) => text.replaceAll(/[\r\n\p{C}]/gu, '').trim())
    await fc.assert(
      fc.asyncProperty(line, line, async (subject, text) => {
        await door().handOver(email('any@riverside.example', { subject: `s${subject}`, text: `t${text}` }))
        const [received] = simulator.inbox()
        assert.equal(received?.subject.replaceAll(/\s+/g, ' '), `s${subject}`.replaceAll(/\s+/g, ' '))
        assert.equal(received.text.trimEnd(), `t${text}`)
      }),
      { numRuns: 25 },
    )
  })
  it('refuses for good', async () => {
    assert.deepEqual(await answers('not-known'), { result: 'refused', problem: 'smtp-550' })
    assert.deepEqual(await answers('spam'), { result: 'refused', problem: 'smtp-554' })
  })
  it('refuses for now', async () => {
    assert.deepEqual(await answers('busy'), { result: 'not-now', problem: 'smtp-451' })
    assert.deepEqual(await answers('full'), { result: 'not-now', problem: 'smtp-452' })
  })
  it('says nothing before it has the text: it did not take it', async () => {
    assert.equal((await answers('silent-early')).result, 'not-now')
  })
  it('takes it and does not say so: nobody knows', async () => {
    assert.equal((await answers('taken-but-silent')).result, 'unknown')
    assert.equal(simulator.inbox()[0]?.to, 'taken-but-silent@simulator.example')
    assert.equal((await answers('taken-then-gone')).result, 'unknown')
    assert.equal(simulator.inbox()[0]?.to, 'taken-then-gone@simulator.example')
  })
  it('is not there: it did not take it', async () => {
    const closed = smtpDoor({ url: 'smtp://127.0.0.1:1', from, timeouts })
    assert.equal((await closed.handOver(email('a@b.example'))).result, 'not-now')
  })
  it('never greets: it did not take it', async () => {
    const mute: Server = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as { port: number }
    const answer = await smtpDoor({
      url: `smtp://127.0.0.1:${port}`,
      from,
      timeouts: { ...timeouts, greeting: 200 },
    }).handOver(email('a@b.example'))
    mute.close()
    assert.equal(answer.result, 'not-now')
  })
  it('is never given two recipients, or a header, through an address', async () => {
    const before = simulator.inbox().length
    for (const to of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>', '']) {
      assert.deepEqual(await door().handOver(email(to)), { result: 'refused', problem: 'not-an-address' })
    }
    assert.equal(simulator.inbox().length, before)
  })
  it('is never spoken to in clear over a network', async () => {
    const elsewhere = await startSmtpSimulator({ host: '127.0.0.2' })
    const answer = await smtpDoor({ url: elsewhere.smtpUrl, from, timeouts }).handOver(email('a@b.example'))
    await elsewhere.stop()
    assert.deepEqual(elsewhere.inbox(), [])
    assert.notEqual(answer.result, 'handed-over')
  })
  it('shows its inbox as a page, with nothing of an e-mail as markup', async () => {
    await door().handOver(email('amina.khan@riverside.example', { text: '<script>alert(1)</script>' }))
    assert.match(simulator.inboxPage(), /&lt;script&gt;/)
    assert.doesNotMatch(simulator.inboxPage(), /<script>/)
  })
  it(
    'that is real takes an e-mail',
    { skip: sandbox.url && sandbox.to ? false : 'SMTP_SANDBOX_URL and SMTP_SANDBOX_TO are not set' },
    async () => {
      const real = smtpDoor({ url: sandbox.url!, from: sandbox.to! })
      assert.deepEqual(await real.handOver(email(sandbox.to!)), { result: 'handed-over' })
    },
  )
})
