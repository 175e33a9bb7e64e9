import { randomUUID } from 'node:crypto'

/** What the program answered; undefined when it did not answer at all. */
export interface Answer {
  readonly status: number
  readonly html: string
  readonly location: string | undefined
}

/** Someone who uses the running program over HTTP as a browser without JavaScript would. */
export interface Visitor {
  get(path: string): Promise<Answer | undefined>
  /** Sends the form of a page that was opened before; a repeated `key` is the same form sent again. */
  post(path: string, answers: Readonly<Record<string, string>>, key?: string): Promise<Answer | undefined>
  /** Signs in as a made-up person of the demonstration, by name. */
  signInAs(name: string): Promise<void>
  readonly cookies: ReadonlyMap<string, string>
}

export function visitor(url: string, headers: Readonly<Record<string, string>> = {}): Visitor {
  const cookies = new Map<string, string>()
  let csrf = ''
  async function send(path: string, init: RequestInit): Promise<Answer | undefined> {
    try {
      const response = await fetch(`${url}${path}`, {
        ...init,
        redirect: 'manual',
        headers: {
          ...headers,
          ...init.headers,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        signal: AbortSignal.timeout(30_000),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      const html = await response.text()
      const main = html.slice(Math.max(0, html.indexOf('<main')))
      csrf = /name="_csrf" value="([^"]*)"/.exec(main)?.[1] ?? csrf
      return { status: response.status, html, location: response.headers.get('location') ?? undefined }
    } catch {
      return undefined
    }
  }
  const post: Visitor['post'] = (path, answers, key = randomUUID()) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: csrf, _idempotency: key, ...answers }).toString(),
    })
  return {
    cookies,
    post,
    get: (path) => send(path, { method: 'GET' }),
    async signInAs(name) {
      const page = await send('/staff/sign-in/as', { method: 'GET' })
      const accounts = [
        ...(page?.html ?? '').matchAll(/name="account" value="([^"]+)"[\s\S]*?aria-label="Sign in as ([^,"]+)/g),
      ]
      const account = accounts.find(([, , who]) => who === name)?.[1]
      if (account === undefined) throw new Error(`${name} is not among the made-up people (${page?.status})`)
      const answer = await post('/staff/sign-in/as', { account })
      if (answer?.status !== 303) throw new Error(`${name} could not sign in: ${answer?.status}`)
    },
  }
}
