import type { KeyRing } from '../../encryption/key-ring.ts'

/** What stands for a sign-in name where it must not be readable. */
export const signInNameIndex = (keys: KeyRing, name: string): Buffer => keys.blindIndex('patient-sign-in-name', name)

/** What stands for a code. */
export const codeIndex = (keys: KeyRing, code: string): Buffer => keys.blindIndex('activation-code', code)

/** What stands for a request for a code, where requests are counted. */
export const requestIndex = (keys: KeyRing, tenantId: string, who: string): Buffer =>
  keys.blindIndex('activation-request', `${tenantId}|${who}`)

/** Eleven bytes for the code of one form: sent twice, the form has one code, and nobody without the keys can work it out. */
export const codeBytes = (keys: KeyRing, form: string): Buffer => keys.blindIndex('activation-code-of-form', form)
