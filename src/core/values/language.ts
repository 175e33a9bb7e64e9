/** BCP 47 tags: UK Core takes `urn:ietf:bcp:47` for `Patient.communication.language`. */
export const LANGUAGE_SYSTEM = 'urn:ietf:bcp:47'

export type Language = {
  /** BCP 47 tag, ISO 639-1 where there is one. */
  code: string
  name: string
  /** What its speakers call it, for choosing without knowing English. */
  ownName: string
  rightToLeft?: true
  /** No written form in common use: letters go in another language, or another format. */
  signed?: true
}

/** The languages most often asked for in NHS interpreting, by English name. Any other BCP 47 tag may still be recorded. */
export const LANGUAGES: readonly Language[] = [
  { code: 'ak', name: 'Akan (Twi, Fante)', ownName: 'Akan' },
  { code: 'sq', name: 'Albanian', ownName: 'Shqip' },
  { code: 'am', name: 'Amharic', ownName: 'አማርኛ' },
  { code: 'ar', name: 'Arabic', ownName: 'العربية', rightToLeft: true },
  { code: 'hy', name: 'Armenian', ownName: 'Հայերեն' },
  { code: 'bn', name: 'Bengali', ownName: 'বাংলা' },
  { code: 'bfi', name: 'British Sign Language', ownName: 'British Sign Language', signed: true },
  { code: 'bg', name: 'Bulgarian', ownName: 'Български' },
  { code: 'my', name: 'Burmese', ownName: 'မြန်မာဘာသာ' },
  { code: 'yue', name: 'Cantonese', ownName: '廣東話' },
  { code: 'zh', name: 'Chinese (Mandarin)', ownName: '中文' },
  { code: 'hr', name: 'Croatian', ownName: 'Hrvatski' },
  { code: 'cs', name: 'Czech', ownName: 'Čeština' },
  { code: 'prs', name: 'Dari', ownName: 'دری', rightToLeft: true },
  { code: 'nl', name: 'Dutch', ownName: 'Nederlands' },
  { code: 'en', name: 'English', ownName: 'English' },
  { code: 'fa', name: 'Farsi (Persian)', ownName: 'فارسی', rightToLeft: true },
  { code: 'tl', name: 'Filipino (Tagalog)', ownName: 'Tagalog' },
  { code: 'fr', name: 'French', ownName: 'Français' },
  { code: 'ka', name: 'Georgian', ownName: 'ქართული' },
  { code: 'de', name: 'German', ownName: 'Deutsch' },
  { code: 'el', name: 'Greek', ownName: 'Ελληνικά' },
  { code: 'gu', name: 'Gujarati', ownName: 'ગુજરાતી' },
  { code: 'ha', name: 'Hausa', ownName: 'Hausa' },
  { code: 'he', name: 'Hebrew', ownName: 'עברית', rightToLeft: true },
  { code: 'hi', name: 'Hindi', ownName: 'हिन्दी' },
  { code: 'hu', name: 'Hungarian', ownName: 'Magyar' },
  { code: 'ig', name: 'Igbo', ownName: 'Igbo' },
  { code: 'ga', name: 'Irish', ownName: 'Gaeilge' },
  { code: 'it', name: 'Italian', ownName: 'Italiano' },
  { code: 'ja', name: 'Japanese', ownName: '日本語' },
  { code: 'ko', name: 'Korean', ownName: '한국어' },
  { code: 'kmr', name: 'Kurdish (Kurmanji)', ownName: 'Kurmancî' },
  { code: 'ckb', name: 'Kurdish (Sorani)', ownName: 'سۆرانی', rightToLeft: true },
  { code: 'lv', name: 'Latvian', ownName: 'Latviešu' },
  { code: 'ln', name: 'Lingala', ownName: 'Lingála' },
  { code: 'lt', name: 'Lithuanian', ownName: 'Lietuvių' },
  { code: 'ml', name: 'Malayalam', ownName: 'മലയാളം' },
  { code: 'mr', name: 'Marathi', ownName: 'मराठी' },
  { code: 'mn', name: 'Mongolian', ownName: 'Монгол' },
  { code: 'ne', name: 'Nepali', ownName: 'नेपाली' },
  { code: 'om', name: 'Oromo', ownName: 'Afaan Oromoo' },
  { code: 'ps', name: 'Pashto', ownName: 'پښتو', rightToLeft: true },
  { code: 'pl', name: 'Polish', ownName: 'Polski' },
  { code: 'pt', name: 'Portuguese', ownName: 'Português' },
  { code: 'pa', name: 'Punjabi', ownName: 'ਪੰਜਾਬੀ' },
  { code: 'pnb', name: 'Punjabi (Western, Mirpuri)', ownName: 'پنجابی', rightToLeft: true },
  { code: 'rom', name: 'Romani', ownName: 'Romani ćhib' },
  { code: 'ro', name: 'Romanian', ownName: 'Română' },
  { code: 'ru', name: 'Russian', ownName: 'Русский' },
  { code: 'gd', name: 'Scottish Gaelic', ownName: 'Gàidhlig' },
  { code: 'sr', name: 'Serbian', ownName: 'Српски' },
  { code: 'sn', name: 'Shona', ownName: 'ChiShona' },
  { code: 'si', name: 'Sinhala', ownName: 'සිංහල' },
  { code: 'sk', name: 'Slovak', ownName: 'Slovenčina' },
  { code: 'so', name: 'Somali', ownName: 'Soomaali' },
  { code: 'es', name: 'Spanish', ownName: 'Español' },
  { code: 'sw', name: 'Swahili', ownName: 'Kiswahili' },
  { code: 'syl', name: 'Sylheti', ownName: 'ꠍꠤꠟꠐꠤ' },
  { code: 'ta', name: 'Tamil', ownName: 'தமிழ்' },
  { code: 'te', name: 'Telugu', ownName: 'తెలుగు' },
  { code: 'tet', name: 'Tetum', ownName: 'Tetun' },
  { code: 'th', name: 'Thai', ownName: 'ไทย' },
  { code: 'ti', name: 'Tigrinya', ownName: 'ትግርኛ' },
  { code: 'tr', name: 'Turkish', ownName: 'Türkçe' },
  { code: 'uk', name: 'Ukrainian', ownName: 'Українська' },
  { code: 'ur', name: 'Urdu', ownName: 'اردو', rightToLeft: true },
  { code: 'uz', name: 'Uzbek', ownName: 'Oʻzbekcha' },
  { code: 'vi', name: 'Vietnamese', ownName: 'Tiếng Việt' },
  { code: 'cy', name: 'Welsh', ownName: 'Cymraeg' },
  { code: 'wo', name: 'Wolof', ownName: 'Wolof' },
  { code: 'yo', name: 'Yoruba', ownName: 'Yorùbá' },
]

/** Older records and UK Core 1 used these for the same languages. */
const ALIASES: Readonly<Record<string, string>> = {
  q4: 'bfi',
  'sgn-gb': 'bfi',
  iw: 'he',
  fil: 'tl',
  cmn: 'zh',
  pes: 'fa',
}
const BY_CODE = new Map(LANGUAGES.map((language) => [language.code, language]))
const NAMES = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' })

/** The language of a code, also one with a region ("pt-BR") or an older code. Undefined when it is not on our list. */
export function languageByCode(code: string): Language | undefined {
  const key = code.trim().toLowerCase()
  const base = key.split('-')[0] ?? ''
  return [key, ALIASES[key], base, ALIASES[base]].map((each) => BY_CODE.get(each ?? '')).find(Boolean)
}

/** Whether a code names a language at all, on our list or not, so that nothing imported is lost. */
export const isLanguageCode = (code: string): boolean =>
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code) && languageName(code) !== undefined

/** The English name of any known code; undefined when it names nothing. */
export function languageName(code: string): string | undefined {
  try {
    return languageByCode(code)?.name ?? NAMES.of(code)
  } catch {
    return undefined
  }
}

/** "Punjabi, interpreter needed", for banners and lists; empty for English with no interpreter. */
export function languageText(code: string | undefined, interpreterRequired: boolean): string {
  if (code === undefined) return interpreterRequired ? 'Interpreter needed, language not recorded' : ''
  const name = languageName(code) ?? code
  if (!interpreterRequired) return code === 'en' ? '' : name
  return `${name}, interpreter needed`
}
