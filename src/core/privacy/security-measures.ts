/** How data are kept safe (Article 30(1)(g)), each sentence with the test that shows it. */
export const SECURITY_MEASURES: readonly { readonly says: string; readonly proof: string }[] = [
  { says: 'The database itself keeps organisations apart', proof: 'test/tenancy/statements.test.ts' },
  { says: 'Only roles and purposes that a policy names may see or do something', proof: 'test/every-route.test.ts' },
  {
    says: 'Every view, change and refusal is written down before it is answered, in a signed log that nobody can change unseen',
    proof: 'src/core/ledger/verify/tampering.test.ts',
  },
  {
    says: 'Free text, home access, messages and files are sealed under a key of the person they are about',
    proof: 'src/core/encryption/subject-keys.test.ts',
  },
  { says: 'Passwords are kept as bcrypt hashes', proof: 'src/core/identity/accounts/password-hash.test.ts' },
  { says: 'Backups are sealed, and count only when restored', proof: 'src/core/database/backup/backup.test.ts' },
]
