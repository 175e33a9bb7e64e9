import { domainToASCII } from 'node:url'
import { enter, must } from './problem-wording.ts'

const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

/** The address as it is kept: trimmed, domain in lower case and ASCII, local part as typed. RFC 5321 lengths. */
export function parseEmailAddress(text: string): string | undefined {
  const typed = text.normalize('NFC').trim()
  if (typed.length > 320) return undefined
  const at = typed.lastIndexOf('@')
  const [local, domain] = [typed.slice(0, Math.max(at, 0)), domainToASCII(typed.slice(at + 1)).toLowerCase()]
  const address = `${local}@${domain}`
  const fits = local.length <= 64 && address.length <= 254
  return fits && LOCAL.test(local) && DOMAIN.test(domain) ? address : undefined
}

export function emailAddressProblem(text: string, label: string = 'Email address'): string | undefined {
  if (text.trim() === '') return enter(label)
  return parseEmailAddress(text) === undefined
    ? must(label, 'be in the correct format, like name@example.com')
    : undefined
}

/** The key to look an account up by. Two addresses that differ only in case are one person's. */
export const emailKey = (address: string): string => address.trim().toLowerCase()

/** Addresses that encrypt between themselves (NHSmail and NHS domains). Others need a secure link in place of detail. */
export const isNhsEmail = (address: string): boolean =>
  /@(?:[a-z0-9-]+\.)*(?:nhs\.net|nhs\.uk|nhs\.scot)$/.test(emailKey(address))
