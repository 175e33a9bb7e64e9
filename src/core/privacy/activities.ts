import { activity, LEGAL_BASES } from '../policy/activity.ts'

const core = (...names: string[]): string[] => names.map((name) => `core.${name}`)

activity({
  name: 'Patient record',
  why: 'We keep a record of you so that whoever cares for you knows who you are, how to reach you and what could harm you.',
  people: ['patients', 'relatives'],
  purposes: ['direct-care', 'administration', 'own-record'],
  basis: LEGAL_BASES.care,
  tables: core(
    ...['patient', 'patient_search_key', 'patient_related_person', 'patient_allergy', 'patient_measurement'],
    ...['patient_home_access', 'patient_merge', 'import_run', 'import_problem'],
  ),
})
activity({
  name: 'Tasks, calls and letters',
  why: 'We write down what has to be done for you and what was said, so that nothing is forgotten.',
  people: ['patients', 'relatives', 'staff'],
  purposes: ['direct-care', 'administration'],
  basis: LEGAL_BASES.care,
  tables: core(
    ...['task', 'task_event', 'contact', 'contact_mistake', 'team', 'team_member', 'absence'],
    ...['notification', 'notification_preference', 'outgoing_email'],
  ),
})
activity({
  name: 'Patients’ own access',
  why: 'We keep what is needed to sign you in, so that you, and nobody else, can see your record.',
  people: ['patients'],
  purposes: ['own-record', 'security'],
  basis: LEGAL_BASES.care,
  tables: core(
    ...['patient_account', 'patient_secret', 'patient_sign_in', 'patient_sign_in_step'],
    ...['activation_code', 'activation_lookup', 'outgoing_text'],
  ),
})
activity({
  name: 'Staff accounts and signing',
  why: 'We keep who works here, what they may do and what they sign with, so that only the right people see records.',
  people: ['staff'],
  purposes: ['administration', 'security'],
  basis: LEGAL_BASES.staff,
  tables: core(
    ...['staff_account', 'staff_role', 'staff_right', 'staff_registration', 'staff_secret', 'recovery_code'],
    ...['sign_in', 'sign_in_step', 'sign_in_link', 'signing_authority', 'signing_key'],
  ),
})
activity({
  name: 'Keeping the service safe',
  why: 'We keep who is signed in and which tries to sign in were wrong, so that strangers stay out.',
  people: ['patients', 'staff', 'visitors'],
  purposes: ['security'],
  basis: LEGAL_BASES.security,
  tables: core(
    'session',
    'form_draft',
    'sign_in_delay',
    'sign_in_attempt',
    'known_browser',
    'subject_key',
    'installation',
  ),
})
activity({
  name: 'Audit trail',
  why: 'We write down who opened or changed your record, so that you and we can see it.',
  people: ['patients', 'staff', 'other-staff'],
  purposes: ['information-rights', 'security'],
  basis: LEGAL_BASES.audit,
  tables: core(
    ...['audit_event', 'audit_subject', 'audit_payload', 'audit_log', 'audit_leaf', 'audit_subtree'],
    ...['audit_checkpoint', 'idempotency_key'],
  ),
})
activity({
  name: 'Information sent to other organisations',
  why: 'We keep what we sent to others who care for you and what they sent us, so that both can be held to it.',
  people: ['patients', 'relatives', 'staff', 'other-staff'],
  purposes: ['direct-care', 'administration'],
  basis: LEGAL_BASES.care,
  tables: core('disclosure_recipient', 'disclosure_outbox', 'disclosure_inbox', 'api_client', 'api_client_token'),
})
activity({
  name: 'Safety concerns',
  why: 'We keep what people tell us went wrong, so that it does not happen again.',
  people: ['patients', 'staff', 'visitors'],
  purposes: ['administration'],
  basis: LEGAL_BASES.care,
  tables: core('safety_concern'),
})
activity({
  name: 'Running the software',
  why: 'Lists and settings that say nothing about any person.',
  people: [],
  purposes: ['administration'],
  tables: core('tenant', 'organisation', 'demonstration_story', 'timetable'),
})
activity({
  name: 'Dictionary of medicines',
  why: 'The NHS list of medicines, which is the same for everyone and says nothing about any person.',
  people: [],
  purposes: ['direct-care'],
  tables: core(
    ...['dmd_release', 'dmd_lookup', 'dmd_ingredient', 'dmd_vtm', 'dmd_vmp', 'dmd_vmp_ingredient', 'dmd_vmp_form'],
    ...['dmd_vmp_form_route', 'dmd_vmp_route', 'dmd_controlled_drug', 'dmd_amp', 'dmd_amp_ingredient'],
    ...['dmd_amp_route', 'dmd_vmpp', 'dmd_vmpp_content', 'dmd_ampp', 'dmd_ampp_content', 'dmd_gtin'],
    ...['dmd_previous_id', 'dmd_search_entry', 'dmd_search_key'],
  ),
})
