/** One planted fault a row: what is wrong, the statement that makes it so, and what the guard must say. */
export const FAULTS: readonly (readonly [name: string, statement: string, says: RegExp])[] = [
  [
    'a table is in no data map',
    'create table core.secret (tenant_id uuid primary key)',
    /exactly one data map, is in 0/,
  ],
  [
    'row-level security is not forced',
    'alter table core.organisation no force row level security',
    /enabled and forced/,
  ],
  ['a policy is added', 'create policy more on core.organisation using (true)', /must have the one tenant policy/],
  [
    'a policy lets the unset tenant through',
    "alter policy tenant on core.organisation using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)",
    /must have the one tenant policy/,
  ],
  [
    'a unique index forgets the tenant',
    'create unique index on core.organisation (ods_code)',
    /unique key .* must begin with tenant_id/,
  ],
  [
    'a unique index of an expression forgets the tenant',
    'create unique index on core.organisation (lower(name))',
    /must begin with tenant_id/,
  ],
  [
    'a foreign key forgets the tenant',
    'alter table core.subject_key add foreign key (subject_id) references core.session (session_id)',
    /foreign key .* must begin with tenant_id/,
  ],
  [
    'a column has no data class',
    'alter table core.organisation add column note text',
    /core.organisation.note: has no data class/,
  ],
  ['a column is gone', 'alter table core.organisation drop column telephone', /telephone: in .*, not in the database/],
  [
    'a type differs',
    'alter table core.organisation alter column telephone type bytea using null',
    /string in .*, bytea in the database/,
  ],
  ['nullability differs', 'alter table core.organisation alter column name drop not null', /never null in/],
  ['a default is gone', 'alter table core.organisation alter column version drop default', /without a default/],
  [
    'a sealed column is text',
    'alter table core.form_draft alter column sealed type text using null',
    /draft must be sealed bytes/,
  ],
  [
    'the program may truncate',
    'grant truncate on core.organisation to troth_application',
    /goes round row-level security/,
  ],
  [
    'the program may read a partition',
    'grant select on core.audit_event_default to troth_application',
    /may select a partition/,
  ],
  ['a view is the owner’s', 'create view core.everyone as select * from core.organisation', /view is forbidden/],
  [
    'a materialised view is made',
    'create materialized view core.everyone as select 1 as one',
    /materialised view is forbidden/,
  ],
  [
    'a function is the owner’s',
    "create function core.all() returns bigint security definer language sql as 'select 1::bigint'",
    /definer function/,
  ],
  [
    'a function is called leakproof',
    "create function core.leaks() returns bigint leakproof language sql as 'select 1::bigint'",
    /leakproof function/,
  ],
  ['a counter runs over every organisation', 'create sequence core.counter', /sequence is forbidden/],
  [
    'a service’s first table is in a schema that the program may not use',
    'create schema homecare_x; create table homecare_x.stock (tenant_id uuid primary key)',
    /homecare_x: .*grant usage on schema homecare_x to troth_application/,
  ],
  [
    'the program owns a table',
    'alter table core.tenant owner to troth_application',
    /owned by the application is forbidden/,
  ],
]
