/** The first part of every export: how to read it without Troth. */
export const README = `Everything that one organisation has in Troth, readable without Troth.

Every file is text (UTF-8). Each line of a .jsonl file is one JSON value.

tables/<table>/000001.jsonl ...  the rows of a table, in the order of its key
keys/lock.json, keys/*.jsonl     the keys of sealed values, closed with the passphrase of this export
log/*.jsonl                      the audit trail as its signed log: entries, checkpoints, events that still waited
manifest.json                    tables, columns, number of rows and SHA-256 of the lines of each, over all its parts in order
manifest.sig                     Ed25519 signature of manifest.json with the key of the log (base64)

Names, addresses and health data are readable in the tables: keep this file as you keep a health record.
Passwords, keys and tokens are left out; the columns are named in the manifest.

To open a sealed value {"sealed","class","subject","rowId"}:
 1. K = scrypt(passphrase in NFKC, salt and N, r, p from keys/lock.json, 32 bytes)
 2. find the line of keys/*.jsonl with the same class and subject, and open its "key" with K
 3. open "sealed" with that key
What is sealed is base64 of: one byte 01, 12 bytes nonce, the text, 16 bytes tag (AES-256-GCM). The additional data are four parts,
each as <length>:<part>, joined with |
 - of a key:   tenant id | export | class | subject
 - of a value: tenant id | table | column | rowId
The values of an entry of the log are sealed with class audit-payload, table core.audit_payload, column sealed, rowId the
event id; their SHA-256 is the "commitment" of the event.
Without subject, the key was destroyed: the value was erased.

"troth verify-export <file>" checks all of this without a database.
`
