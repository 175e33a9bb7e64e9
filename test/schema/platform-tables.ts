/** Tables that no organisation owns, and why each must be readable before the organisation is known. Read with care. */
export const PLATFORM_TABLES: Readonly<Record<string, string>> = {
  'core.tenant': 'Which organisation an address such as /riverside belongs to. No personal data.',
  'core.session': 'A cookie’s hash leads to its session before the organisation is known. Opaque identifiers only.',
  'core.sign_in': 'A keyed hash of an e-mail address leads to the organisations it can sign in to.',
  'core.sign_in_step': 'Between the password and the code nobody knows the organisation yet. Lives for minutes.',
  'core.sign_in_link': 'The hash of a link that sets a password leads to its account. Used once.',
  'core.sign_in_delay':
    'Counts wrong tries by keyed hash, whether or not there is such an account, so that nothing is told.',
  'core.sign_in_attempt': 'Tries at sign-in, by keyed hash: most belong to no account and so to no organisation.',
  'core.patient_sign_in': 'A keyed hash of a sign-in name or NHS number leads to the organisations it can sign in to.',
  'core.patient_sign_in_step': 'Between a code, or a password, and the rest: opaque identifiers. Lives for minutes.',
  'core.activation_lookup': 'A keyed hash of a code on a letter leads to its organisation. Gone once the code ends.',
  'core.api_client_token': 'The hash of a machine’s token leads to its organisation.',
  'core.known_browser': 'A cookie’s hash and the keyed hash of a name: neither says who, or where.',
  'core.timetable': 'When work that is done for every organisation was last handed on. No personal data.',
  'core.demonstration_story': 'Which parts of the demonstration have been built. Empty in real use.',
  'core.installation': 'Whether the database is a demonstration, and a value that only its own key file opens.',
}
