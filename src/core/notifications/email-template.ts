/** The words of an e-mail. `data` may hold names of staff and links, never anything about a patient. */
export interface EmailTemplate<Data> {
  readonly name: string
  readonly subject: string
  readonly text: (data: Data) => string
}

const register = new Map<string, EmailTemplate<never>>()

/** Declares an e-mail. A name can be used once. */
export function emailTemplate<Data = void>(template: EmailTemplate<Data>): EmailTemplate<Data> {
  if (register.has(template.name)) throw new Error(`E-mail ${template.name} is declared twice`)
  register.set(template.name, template as unknown as EmailTemplate<never>)
  return template
}

export const allEmailTemplates = (): readonly EmailTemplate<never>[] => [...register.values()]
