import type { FastifyInstance } from 'fastify'

/** A browser without script: keeps cookies, fills in forms as they were drawn, does not follow redirects. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly app: FastifyInstance
  readonly address: string
  /** The last page that was shown. */
  body = ''
  constructor(app: FastifyInstance, address = '192.0.2.1') {
    this.app = app
    this.address = address
  }

  async get(url: string): Promise<Answer> {
    return this.#keep(
      await this.app.inject({ method: 'GET', url, headers: this.#headers(), remoteAddress: this.address }),
    )
  }

  /** Opens the page, then sends its form with these answers. */
  async send(
    url: string,
    answers: Readonly<Record<string, string | readonly string[]>>,
    action = url,
  ): Promise<Answer> {
    await this.get(url)
    return await this.post(action, answers)
  }

  /** Sends a form with the hidden inputs of the page shown last. */
  async post(url: string, answers: Readonly<Record<string, string | readonly string[]>>): Promise<Answer> {
    const form = new URLSearchParams()
    for (const name of ['_csrf', '_idempotency', '_version']) {
      const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(this.#formOf(url))?.[1]
      if (value !== undefined) form.set(name, value)
    }
    for (const [name, value] of Object.entries(answers)) {
      for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
    }
    return this.#keep(
      await this.app.inject({
        method: 'POST',
        url,
        headers: { ...this.#headers(), 'content-type': 'application/x-www-form-urlencoded' },
        payload: form.toString(),
        remoteAddress: this.address,
      }),
    )
  }

  /** The part of the page from the form that the page's own inputs belong to. */
  #formOf(_url: string): string {
    return /<main[\s\S]*<\/main>/.exec(this.body)?.[0] ?? this.body
  }

  #headers(): Record<string, string> {
    return this.cookies.size === 0
      ? {}
      : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }

  #keep(response: Awaited<ReturnType<FastifyInstance['inject']>> & object): Answer {
    for (const cookie of response.cookies) {
      if (cookie.value === '') this.cookies.delete(cookie.name)
      else this.cookies.set(cookie.name, cookie.value)
    }
    if (response.body !== '') this.body = response.body
    return { status: response.statusCode, body: response.body, location: response.headers.location }
  }
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | undefined
}
