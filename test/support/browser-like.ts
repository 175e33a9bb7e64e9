import type { FastifyInstance } from 'fastify'

/** A client that keeps cookies and reads forms like a browser without JavaScript, inside the process. */
export interface BrowserLike {
  get(url: string): Promise<Answer>
  /** Fills in the last form that was shown, hidden inputs included, and sends it to `url`. */
  post(
    url: string,
    answers?: Record<string, string | readonly string[]>,
    over?: Record<string, string>,
  ): Promise<Answer>
  /** Follows a redirect of the last answer. */
  follow(answer: Answer): Promise<Answer>
  readonly cookies: Map<string, string>
}

export interface Answer {
  readonly status: number
  readonly html: string
  readonly location: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
  /** The page's words, without markup. */
  readonly text: string
}

export function browserLike(server: FastifyInstance, initial: Record<string, string> = {}): BrowserLike {
  const cookies = new Map(Object.entries(initial))
  let hidden: Record<string, string> = {}
  const send = async (method: 'GET' | 'POST', url: string, body?: string): Promise<Answer> => {
    const response = await server.inject({
      method,
      url,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    for (const { name, value, expires } of response.cookies as { name: string; value: string; expires?: Date }[]) {
      if (value === '' || (expires && expires.getTime() === 0)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = response.body
    if (html.includes('name="_csrf"')) hidden = hiddenInputs(html)
    const location = response.headers.location
    return {
      status: response.statusCode,
      html,
      location: typeof location === 'string' ? location : undefined,
      headers: response.headers,
      text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    }
  }
  return {
    cookies,
    get: (url) => send('GET', url),
    post: (url, answers = {}, over = {}) => {
      const form = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...hidden, ...answers, ...over })) {
        for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
      }
      return send('POST', url, form.toString())
    },
    follow: (answer) => send('GET', answer.location ?? '/'),
  }
}

/** Hidden inputs of the page's main form: the last one, as the header may have a form of its own. */
function hiddenInputs(html: string): Record<string, string> {
  const main = html.slice(Math.max(0, html.indexOf('<main')))
  const inputs = [...main.matchAll(/<input type="hidden" name="(_[a-z]+)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]))
}
