import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { findSignedInOfTest } from '../../../test/support/staff-session.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { buildServer } from './server.ts'

describe('What cannot be read is answered with the headers of every answer, and without an echo', () => {
  let test: TestPlatform
  let server: FastifyInstance
  before(async () => {
    test = await startTestPlatform()
    server = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await server.close()
    await test.stop()
  })

  const answerTo = async (request: string): Promise<string> => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(request)
    return await text(socket)
  }
  const cases: [string, string, number][] = [
    ['an address that is not text', 'GET /%ff%fe<b>x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['a half-written escape', 'GET /staff/%2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['no HTTP at all', '<b>x\r\n\r\n', 400],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: <b>x\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
  ]
  for (const [what, request, status] of cases) {
    it(what, async () => {
      const answer = await answerTo(request)
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `))
      for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, 'cache-control': 'no-store' }))
        assert.ok(answer.toLowerCase().includes(`\r\n${name}: ${value.toLowerCase()}\r\n`), name)
      assert.ok(!answer.includes('<b>x'))
    })
  }
})
