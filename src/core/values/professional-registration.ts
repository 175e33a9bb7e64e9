import { enter, must } from './problem-wording.ts'

type RegisterRule = {
  name: string
  /** What people call the body. */
  short: string
  /** FHIR identifier system, UK Core `Practitioner.identifier`. */
  system: string
  pattern: RegExp
  /** The end of "… must …". */
  shape: string
}

/** `verified: false` where the form of the number is common knowledge but no published source was at hand. */
export const REGISTERS = {
  gmc: {
    name: 'General Medical Council',
    short: 'GMC',
    system: 'https://fhir.hl7.org.uk/Id/gmc-number',
    pattern: /^(\d{7}|L\d{6})$/,
    shape: 'have 7 numbers, like 1234567',
    verified: true,
  },
  gphc: {
    name: 'General Pharmaceutical Council',
    short: 'GPhC',
    system: 'https://fhir.hl7.org.uk/Id/gphc-number',
    pattern: /^[25]\d{6}$/,
    shape: 'have 7 numbers and start with 2 (pharmacists) or 5 (pharmacy technicians)',
    verified: false,
  },
  nmc: {
    name: 'Nursing and Midwifery Council',
    short: 'NMC',
    system: 'https://fhir.hl7.org.uk/Id/nmc-number',
    pattern: /^\d{2}[A-Z]\d{4}[A-Z]$/,
    shape: 'have 2 numbers, a letter, 4 numbers and a letter, like 12A3456E',
    verified: false,
  },
  hcpc: {
    name: 'Health and Care Professions Council',
    short: 'HCPC',
    system: 'https://fhir.hl7.org.uk/Id/hcpc-number',
    pattern: /^(AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)\d{1,6}$/,
    shape: 'start with the letters of the profession and have up to 6 numbers, like PH123456',
    verified: false,
  },
} as const satisfies Record<string, RegisterRule & { verified: boolean }>

export type Register = keyof typeof REGISTERS

export const isRegister = (text: string): text is Register => Object.hasOwn(REGISTERS, text)

/** The number in capitals and without spaces. A number of the right form may be no one's: check the register itself. */
export function parseRegistration(register: Register, text: string): string | undefined {
  const number = compact(text, register)
  return REGISTERS[register].pattern.test(number) ? number : undefined
}

export function registrationProblem(
  register: Register,
  text: string,
  label: string = `${REGISTERS[register].short} number`,
): string | undefined {
  if (compact(text, register) === '') return enter(label)
  return parseRegistration(register, text) === undefined ? must(label, REGISTERS[register].shape) : undefined
}

/** Pharmacists may screen and sign where technicians may not. `verified: false` for technicians. */
export function gphcProfession(number: string): 'pharmacist' | 'pharmacy-technician' | undefined {
  if (!REGISTERS.gphc.pattern.test(number)) return undefined
  return number.startsWith('2') ? 'pharmacist' : 'pharmacy-technician'
}

/** HCPC professions by the letters of the number. `verified: false`. */
export const HCPC_PROFESSIONS = {
  AS: 'Arts therapist',
  BS: 'Biomedical scientist',
  CH: 'Chiropodist or podiatrist',
  CS: 'Clinical scientist',
  DT: 'Dietitian',
  HAD: 'Hearing aid dispenser',
  ODP: 'Operating department practitioner',
  OR: 'Orthoptist',
  OT: 'Occupational therapist',
  PA: 'Paramedic',
  PH: 'Physiotherapist',
  PO: 'Prosthetist or orthotist',
  PYL: 'Practitioner psychologist',
  RA: 'Radiographer',
  SL: 'Speech and language therapist',
} as const

/** "Physiotherapist" from "PH123456"; undefined when the letters are not known. */
export function hcpcProfession(number: string): string | undefined {
  const letters = /^[A-Z]+/.exec(number)?.[0] ?? ''
  return Object.entries(HCPC_PROFESSIONS).find(([prefix]) => prefix === letters)?.[1]
}

/** People often type the name of the body in front of the number. */
function compact(text: string, register: Register): string {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-./:]/g, '')
  const body = REGISTERS[register].short.toUpperCase()
  return typed.startsWith(body) ? typed.slice(body.length) : typed
}
